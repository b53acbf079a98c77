import type { NewRestriction } from '#contracts/restrictions';
import { addDays } from '#domain/time/iso-date';
import type { PlannedBranch } from './providers.plan.js';

/** A planned restriction of a branch. The restriction takes effect and ends at 10:00, London time. */
export interface PlannedRestriction extends Omit<NewRestriction, 'from' | 'to' | 'lotIds'> {
  readonly fromOn: string;
  /** The last day of the restriction, as the notice states. Null if the notice states no end. */
  readonly toOn: string | null;
  readonly lifted: { readonly on: string; readonly reason: string } | null;
  /** The day on which the branch's provider contests the notice, and why. The contest is not answered yet. */
  readonly contested?: { readonly on: string; readonly reason: string };
  /** The lots to which the restriction applies. An empty list means all lots. */
  readonly lotCodes: readonly string[];
}

export const NOTICE_TIME = '10:00';

/** The growth limit of 3.5 hours a week, in minutes. */
const GROWTH_LIMIT_MINUTES = 210;

/**
 * Plans three restrictions. A CQC restriction is in force at the large branch that CQC rated Inadequate. The
 * two others are over: one was lifted early, and one expired.
 */
export function planRestrictions(today: string, branches: readonly PlannedBranch[]): PlannedRestriction[] {
  const idOf = (name: string): string => {
    const branch = branches.find((it) => it.name === name);
    if (!branch) throw new RangeError(`no branch ${name}`);
    return branch.id;
  };
  return [
    {
      branchId: idOf('Moonpenny Homecare'),
      source: 'authority',
      reference: 'LCC-QA-0417',
      evidence: 'Minutes of the quality assurance panel; 14 missed visits in one month.',
      reason: 'Missed visits at weekends. No new packages in Coalville until the rota is fixed.',
      fromOn: addDays(today, -40),
      toOn: null,
      lifted: { on: addDays(today, -27), reason: 'Two weeks without a missed visit; the new rota holds.' },
      lotCodes: ['NW2'],
      conditions: [{ kind: 'closed' }],
    },
    {
      branchId: idOf('Merrywhistle Care'),
      source: 'provider',
      reference: 'MW-2',
      evidence: 'E-mail from the registered manager.',
      reason: 'The branch is between two care coordinators and asked for three weeks without new packages.',
      fromOn: addDays(today, -36),
      toOn: addDays(today, -15),
      lifted: null,
      lotCodes: [],
      conditions: [{ kind: 'closed' }],
    },
    {
      branchId: idOf('Lanternfold Care Loughborough'),
      source: 'cqc',
      reference: 'CQC-S31-90417',
      evidence: 'Notice of decision under section 31, after the inspection that found the branch Inadequate.',
      reason:
        'People were at risk from late and rushed visits. The branch must first make its present care safe.',
      fromOn: addDays(today, -24),
      toOn: null,
      lifted: null,
      lotCodes: [],
      conditions: [
        { kind: 'no_new_people' },
        { kind: 'growth_limit', limitMinutes: GROWTH_LIMIT_MINUTES, basis: 'cumulative' },
        { kind: 'reporting', everyDays: 14 },
      ],
      contested: {
        on: addDays(today, -1),
        reason:
          'CQC inspected the branch again and found that visits are on time. Its letter withdraws the limit on growth.',
      },
    },
  ];
}

/**
 * Returns the day on which care may start: the given day, unless a restriction forbids a start on that day.
 * Then returns the day before the restriction began.
 */
export function startAllowedBy(
  restrictions: readonly PlannedRestriction[],
  { branchId, lotCode, startsOn }: { branchId: string; lotCode: string; startsOn: string },
): string {
  const inTheWay = restrictions.find(
    (it) =>
      it.branchId === branchId &&
      (it.lotCodes.length === 0 || it.lotCodes.includes(lotCode)) &&
      it.fromOn <= startsOn &&
      startsOn <= (it.lifted?.on ?? it.toOn ?? startsOn),
  );
  return inTheWay ? addDays(inTheWay.fromOn, -1) : startsOn;
}
