import type { BranchRatings } from '#contracts/providers';
import type { Rating } from '#contracts/ranking';

/**
 * The size of a branch, by the amount of care that it delivers. A larger branch works in more lots, and has
 * more spare hours and more capabilities.
 */
export type BranchSize = 'large' | 'medium' | 'small';

export interface RosterBranch {
  readonly lotCode: string;
  readonly town: string;
  readonly size: BranchSize;
  /** The overall CQC rating of the branch. Null for a branch that CQC has not rated. */
  readonly rating: Rating | null;
  readonly standing: 'active' | 'deregistered' | 'dormant';
  /**
   * CQC ratings that are set here for single key questions. All other key questions get ratings that fit the
   * overall rating of the branch.
   */
  readonly marks: Partial<BranchRatings>;
}

export interface RosterProvider {
  readonly name: string;
  readonly branches: readonly RosterBranch[];
}

/**
 * The invented providers and their branches. If a provider has only one branch, the branch has the provider's
 * name.
 */
export const PROVIDER_ROSTER: readonly RosterProvider[] = [
  provider(
    'Lanternfold Care',
    at('CH1', 'Loughborough', 'large', 'inadequate'),
    at('CH4', 'Syston', 'medium', 'good'),
    at('HB1', 'Hinckley', 'large', 'good'),
    at('NW2', 'Coalville', 'medium', 'outstanding'),
    at('ME1', 'Melton Mowbray', 'medium', 'good'),
    at('HA1', 'Market Harborough', 'medium', 'good'),
    at('OW2', 'Wigston', 'small', 'good'),
    at('BL2', 'Narborough', 'small', 'requires_improvement'),
  ),
  provider(
    'Brambleclock Home Care',
    at('HB1', 'Burbage', 'large', 'good'),
    at('HB2', 'Markfield', 'small', null),
    at('BL1', 'Glenfield', 'medium', 'requires_improvement'),
  ),
  provider(
    'Quillfeather Care',
    at('CH3', 'Mountsorrel', 'large', 'outstanding'),
    at('CH1', 'Loughborough', 'small', 'good'),
    at('CH2', 'Shepshed', 'medium', 'good'),
  ),
  provider(
    'Teasel and Thimble Homecare',
    at('NW1', 'Ashby-de-la-Zouch', 'large', 'good'),
    at('NW3', 'Castle Donington', 'medium', 'good'),
  ),
  provider(
    'Nine Larks Care',
    at('ME1', 'Melton Mowbray', 'large', 'good'),
    at('ME2', 'Bottesford', 'small', 'good'),
  ),
  provider(
    'Puddingstone Support',
    at('HA2', 'Lutterworth', 'medium', 'good'),
    at('HA1', 'Kibworth', 'small', null),
  ),
  provider(
    'Otterwick at Home',
    at('OW1', 'Oadby', 'medium', 'good'),
    at('OW2', 'South Wigston', 'small', 'requires_improvement'),
  ),
  provider('Marigold Kettle Care', at('BL2', 'Enderby', 'large', 'good')),
  provider('Copperwren Care', at('CH4', 'Birstall', 'large', 'good')),
  provider('Pocketwatch Homecare', at('OW2', 'Wigston', 'large', 'good')),
  provider('Foxglove Parasol Care', at('BL1', 'Braunstone Town', 'medium', 'good')),
  provider('Inkwell and Otter Support', at('CH3', 'Quorn', 'medium', null)),
  provider('Thistlelamp Care', at('CH1', 'Loughborough', 'medium', 'good')),
  provider('Tin Thimble Care', at('HB2', 'Groby', 'medium', 'good')),
  provider('Moonpenny Homecare', at('NW2', 'Coalville', 'medium', 'requires_improvement')),
  provider('Crabapple Lamp Care', at('HA3', 'Billesdon', 'medium', 'outstanding')),
  provider('Hazelquill Support', at('NW1', 'Measham', 'medium', null)),
  provider('Gingerbeck Care', at('BL2', 'Blaby', 'small', 'good')),
  provider('Larkspoon Care', at('BL2', 'Countesthorpe', 'small', null)),
  provider('Merrywhistle Care', at('BL1', 'Leicester Forest East', 'small', null)),
  provider('Nettlejoy Home Care', at('CH1', 'Loughborough', 'small', null)),
  provider(
    'Oakapple Parade Care',
    at('CH1', 'Loughborough', 'small', null, { safe: 'inadequate', wellLed: 'inadequate', caring: 'good' }),
  ),
  provider('Periwinkle Ladder Care', at('CH2', 'Thorpe Acre', 'small', 'outstanding')),
  provider('Rookery Bell Care', at('CH3', 'Rothley', 'small', 'good')),
  provider('Sorrelwind Care', at('CH3', 'Sileby', 'small', null)),
  provider('Tallow and Wick Homecare', at('CH4', 'Thurmaston', 'small', 'inadequate')),
  provider('Umbrella Finch Care', at('CH4', 'Syston', 'small', null)),
  provider('Velvet Acorn Care', at('HA1', 'Market Harborough', 'small', null)),
  provider('Wrenbutton Care', at('HA2', 'Broughton Astley', 'small', null)),
  provider('Yarrowkite Care', at('HB1', 'Hinckley', 'small', 'good')),
  provider('Zephyrmint Support', at('HB1', 'Barwell', 'small', 'requires_improvement')),
  provider('Buttonwillow Care', at('HB1', 'Earl Shilton', 'small', null)),
  provider('Candlemoth Care', at('HB2', 'Market Bosworth', 'small', null)),
  provider('Dandelion Clockwork Care', at('ME1', 'Melton Mowbray', 'small', null)),
  provider('Elderspindle Care', deregistered(at('ME1', 'Asfordby', 'small', 'inadequate'))),
  provider('Fiddlefern Care', at('NW2', 'Whitwick', 'small', null)),
  provider(
    'Goosefeather Lane Care',
    at('NW2', 'Ibstock', 'small', 'requires_improvement', { safe: 'inadequate' }),
  ),
  provider('Honeyloom Care', at('OW1', 'Oadby', 'small', null)),
  provider('Ivy Compass Care', dormant(at('OW2', 'Wigston', 'small', null))),
  provider('Applecart Robin Care', at('NW1', 'Moira', 'small', 'good')),
];

function provider(name: string, ...branches: readonly RosterBranch[]): RosterProvider {
  return { name, branches };
}

function at(
  lotCode: string,
  town: string,
  size: BranchSize,
  rating: Rating | null,
  marks: Partial<BranchRatings> = {},
): RosterBranch {
  return { lotCode, town, size, rating, standing: 'active', marks };
}

function deregistered(branch: RosterBranch): RosterBranch {
  return { ...branch, standing: 'deregistered' };
}

function dormant(branch: RosterBranch): RosterBranch {
  return { ...branch, standing: 'dormant' };
}
