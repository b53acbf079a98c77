/**
 * A town or village in a lot, with its real postcode sector. The invented addresses of people and offices lie
 * in localities.
 */
export interface Locality {
  readonly sector: string;
  readonly town: string;
}

/** Facts about a lot, from which people, branches and rates are planned. */
export interface LotProfile {
  /**
   * The approximate number of people aged 65 and over in the lot, in thousands. The more there are, the more
   * people are planned for the lot.
   */
  readonly olderPeople: number;
  /** True for a rural lot. Care costs more there, because journeys between visits are long. */
  readonly isRural: boolean;
  /** The codes of the other lots in which a branch with its office in this lot may work, nearest first. */
  readonly neighbours: readonly string[];
  readonly localities: readonly Locality[];
}

export const LOT_PROFILES: Readonly<Record<string, LotProfile>> = {
  BL1: {
    olderPeople: 9,
    isRural: false,
    neighbours: ['BL2', 'HB2', 'CH3', 'OW2', 'HB1', 'CH4'],
    localities: places(
      'LE3 2 Braunstone Town, LE3 3 Leicester Forest East, LE3 8 Glenfield, LE9 2 Kirby Muxloe',
    ),
  },
  BL2: {
    olderPeople: 11,
    isRural: false,
    neighbours: ['BL1', 'OW2', 'HB1', 'HA2', 'OW1', 'HA1'],
    localities: places(
      'LE2 9 Glen Parva, LE8 4 Blaby, LE8 5 Countesthorpe, LE8 6 Whetstone, LE9 1 Cosby, LE9 3 Croft, LE9 4 Stoney Stanton, LE19 2 Narborough, LE19 4 Enderby',
    ),
  },
  CH1: {
    olderPeople: 9,
    isRural: false,
    neighbours: ['CH2', 'CH3', 'NW3', 'NW2', 'CH4', 'ME1'],
    localities: places('LE11 1 Loughborough, LE11 2 Loughborough, LE11 3 Loughborough'),
  },
  CH2: {
    olderPeople: 6,
    isRural: false,
    neighbours: ['CH1', 'NW2', 'NW3', 'CH3', 'NW1', 'CH4'],
    localities: places('LE11 4 Thorpe Acre, LE11 5 Dishley, LE12 5 Hathern, LE12 9 Shepshed'),
  },
  CH3: {
    olderPeople: 11,
    isRural: false,
    neighbours: ['CH1', 'CH4', 'ME2', 'CH2', 'ME1', 'HB2'],
    localities: places(
      'LE7 7 Anstey, LE7 7 Rothley, LE12 6 Wymeswold, LE12 7 Sileby, LE12 7 Mountsorrel, LE12 8 Quorn, LE12 8 Barrow upon Soar',
    ),
  },
  CH4: {
    olderPeople: 11,
    isRural: false,
    neighbours: ['CH3', 'HA3', 'ME1', 'CH1', 'OW1', 'BL1'],
    localities: places(
      'LE4 3 Birstall, LE4 4 Birstall, LE4 8 Thurmaston, LE7 1 Syston, LE7 2 Syston, LE7 3 East Goscote, LE7 4 Rearsby',
    ),
  },
  HA1: {
    olderPeople: 11,
    isRural: false,
    neighbours: ['HA2', 'HA3', 'OW1', 'BL2', 'OW2', 'CH4'],
    localities: places(
      'LE8 0 Kibworth, LE8 8 Fleckney, LE8 9 Great Glen, LE16 7 Lubenham, LE16 7 Market Harborough, LE16 9 Market Harborough',
    ),
  },
  HA2: {
    olderPeople: 7,
    isRural: true,
    neighbours: ['HA1', 'BL2', 'HB1', 'OW2', 'OW1', 'HA3'],
    localities: places(
      'LE9 6 Broughton Astley, LE17 4 Lutterworth, LE17 5 Ullesthorpe, LE17 6 Husbands Bosworth',
    ),
  },
  HA3: {
    olderPeople: 3,
    isRural: true,
    neighbours: ['HA1', 'CH4', 'OW1', 'ME1', 'OW2', 'HA2'],
    localities: places(
      'LE7 9 Thurnby, LE7 9 Billesdon, LE7 9 Tilton on the Hill, LE16 8 Hallaton, LE16 8 Medbourne',
    ),
  },
  HB1: {
    olderPeople: 16,
    isRural: false,
    neighbours: ['HB2', 'BL2', 'BL1', 'HA2', 'NW2', 'NW1'],
    localities: places(
      'LE9 7 Earl Shilton, LE9 8 Barwell, LE10 0 Hinckley, LE10 1 Hinckley, LE10 2 Burbage, LE10 3 Burbage',
    ),
  },
  HB2: {
    olderPeople: 10,
    isRural: true,
    neighbours: ['HB1', 'NW2', 'BL1', 'NW1', 'CH3', 'BL2'],
    localities: places(
      'CV9 3 Sheepy Magna, CV13 0 Market Bosworth, CV13 6 Stoke Golding, LE6 0 Groby, LE6 0 Ratby, LE9 9 Desford, LE67 9 Markfield',
    ),
  },
  ME1: {
    olderPeople: 10,
    isRural: false,
    neighbours: ['ME2', 'CH4', 'CH3', 'HA3', 'CH1', 'OW1'],
    localities: places(
      'LE13 0 Melton Mowbray, LE13 1 Melton Mowbray, LE14 2 Somerby, LE14 3 Asfordby, LE14 3 Old Dalby, NG33 5 Buckminster',
    ),
  },
  ME2: {
    olderPeople: 3,
    isRural: true,
    neighbours: ['ME1', 'CH3', 'CH4', 'CH1', 'HA3', 'CH2'],
    localities: places(
      'LE14 4 Waltham on the Wolds, LE14 4 Long Clawson, NG13 0 Bottesford, NG32 1 Croxton Kerrial',
    ),
  },
  NW1: {
    olderPeople: 8,
    isRural: false,
    neighbours: ['NW2', 'NW3', 'HB2', 'CH2', 'HB1', 'CH1'],
    localities: places(
      'DE12 6 Moira, DE12 7 Measham, DE12 7 Appleby Magna, LE65 1 Ashby-de-la-Zouch, LE65 2 Ashby-de-la-Zouch',
    ),
  },
  NW2: {
    olderPeople: 11,
    isRural: false,
    neighbours: ['NW1', 'CH2', 'HB2', 'NW3', 'CH1', 'BL1'],
    localities: places(
      'LE67 2 Ravenstone, LE67 3 Coalville, LE67 4 Coalville, LE67 5 Whitwick, LE67 6 Ibstock, LE67 8 Thringstone',
    ),
  },
  NW3: {
    olderPeople: 4,
    isRural: true,
    neighbours: ['NW1', 'CH2', 'CH1', 'NW2', 'CH3', 'ME2'],
    localities: places('DE73 8 Breedon on the Hill, DE74 2 Castle Donington, DE74 2 Kegworth'),
  },
  OW1: {
    olderPeople: 6,
    isRural: false,
    neighbours: ['OW2', 'HA1', 'CH4', 'BL2', 'HA3', 'BL1'],
    localities: places('LE2 4 Oadby, LE2 5 Oadby'),
  },
  OW2: {
    olderPeople: 7,
    isRural: false,
    neighbours: ['OW1', 'BL2', 'HA1', 'BL1', 'HA2', 'CH4'],
    localities: places('LE18 1 Wigston, LE18 2 Wigston, LE18 3 Wigston, LE18 4 South Wigston'),
  },
};

/** Parses a list of localities such as `LE11 3 Loughborough, LE11 4 Thorpe Acre`. */
function places(list: string): readonly Locality[] {
  return list.split(', ').map((place) => {
    const [district, sector, ...town] = place.split(' ');
    return { sector: `${district} ${sector}`, town: town.join(' ') };
  });
}

export function profileOf(lotCode: string): LotProfile {
  const profile = LOT_PROFILES[lotCode];
  if (!profile) throw new RangeError(`no lot ${lotCode}`);
  return profile;
}
