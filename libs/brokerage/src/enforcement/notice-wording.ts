import { isDeepStrictEqual } from 'node:util';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';

/**
 * Converts the view of a restriction to the input that would record the restriction. Instants become ISO
 * texts, and conditions lose their ids.
 */
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
 * True if two restriction notices are equal, apart from their reasons. The order of lots and conditions does
 * not matter.
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
