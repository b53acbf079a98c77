import { isDeepStrictEqual } from 'node:util';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';

/** Converts a notice as read back to a notice as recorded: dates as ISO texts, conditions without ids. */
export function wordingOf(view: RestrictionView): NewRestriction {
  const { branchId, source, reference, evidence, documentId, ownerId, reason, lotIds } = view;
  return {
    branchId,
    source,
    reference,
    evidence,
    documentId,
    ownerId,
    reason,
    from: new Date(view.from).toISOString(),
    to: view.to === null ? null : new Date(view.to).toISOString(),
    lotIds,
    conditions: view.conditions.map(({ id: _id, ...condition }) => condition),
  };
}

/**
 * Compares two notices without their reasons. The order of lots and conditions and the spelling of instants do not
 * matter.
 */
export function isSameWording(one: NewRestriction, other: NewRestriction): boolean {
  const plain = ({ reason: _reason, ...wording }: NewRestriction) => ({
    ...wording,
    from: Date.parse(wording.from),
    to: wording.to == null ? null : Date.parse(wording.to),
    lotIds: wording.lotIds.toSorted(),
    conditions: wording.conditions.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
  });
  return isDeepStrictEqual(plain(one), plain(other));
}
