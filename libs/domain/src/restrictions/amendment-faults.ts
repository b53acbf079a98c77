import type { NewRestriction, RestrictionAmendment } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { restrictionFaults, type RestrictionFaultCode } from './restriction-faults.js';

export type AmendmentFaultCode = 'already_began' | 'ends_in_past';

interface Asked {
  readonly present: Pick<NewRestriction, 'from' | 'to'>;
  readonly amendment: RestrictionAmendment;
  /**
   * The latest instant at which a transaction that begins now can commit. A restriction that starts by this
   * instant counts as started.
   */
  readonly commitBy: Date;
  readonly now: Date;
}

const RULES: readonly FaultRule<Asked, AmendmentFaultCode>[] = [
  {
    code: 'already_began',
    isBrokenBy: ({ present, amendment: { from }, commitBy }) =>
      from !== undefined &&
      Date.parse(from) !== Date.parse(present.from) &&
      Date.parse(present.from) <= commitBy.getTime(),
    sentence: 'The restriction has started. Its start cannot be changed.',
  },
  {
    code: 'ends_in_past',
    isBrokenBy: ({ amendment: { to }, now }) => to != null && Date.parse(to) <= now.getTime(),
    sentence: 'Enter an end after now. To end the restriction at once, lift it.',
  },
];

/**
 * Applies an amendment to a restriction's notice. Fields that the amendment does not have keep their values.
 */
export function amended<T extends NewRestriction>(present: T, amendment: RestrictionAmendment): T {
  const { version: _version, ...changes } = amendment;
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...present, ...given };
}

/** Lists every fault in an amendment, and every fault in the restriction as amended. */
export function amendmentFaults(
  present: NewRestriction,
  amendment: RestrictionAmendment,
  { now, commitBy }: { readonly now: Date; readonly commitBy: Date },
): Fault<AmendmentFaultCode | RestrictionFaultCode>[] {
  return [
    ...faultsOf(RULES, { present, amendment, now, commitBy }),
    ...restrictionFaults(amended(present, amendment)),
  ];
}
