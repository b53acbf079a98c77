import type { RestrictionState, RestrictionView } from '#contracts/restrictions';
import { PATHS } from '../../../paths.js';
import {
  RESTRICTION_STATE_COLOUR,
  RESTRICTION_STATE_WORDING,
  SOURCE_WORDING,
} from '../../../wording/restrictions.js';
import { conditionTags, type Tag } from '../rating-and-condition-tags.js';

export interface RestrictionRow {
  readonly id: string;
  readonly href: string;
  readonly reference: string;
  readonly branch: string;
  readonly branchHref: string;
  readonly source: string;
  readonly conditions: readonly Tag[];
  readonly from: string;
  readonly to: string | null;
  readonly liftedAt: string | null;
  readonly owner: string;
  readonly hasOwner: boolean;
  readonly state: RestrictionState;
  readonly tag: Tag;
}

/**
 * Returns the state of a restriction at an instant: in force, future or ended. At the instant of its start, a
 * restriction is in force. At the instant of its end, it has ended. A lifted restriction has ended too.
 */
export function stateOf(
  { from, to, liftedAt }: Pick<RestrictionView, 'from' | 'to' | 'liftedAt'>,
  now: Date,
): RestrictionState {
  if (liftedAt !== null || (to !== null && Date.parse(to) <= now.getTime())) return 'ended';
  return Date.parse(from) > now.getTime() ? 'future' : 'in_force';
}

export function restrictionRow(restriction: RestrictionView, now: Date): RestrictionRow {
  const { id, reference, branchId, branchName, source, conditions, from, to, liftedAt, ownerName } =
    restriction;
  const state = stateOf(restriction, now);
  return {
    id,
    reference,
    from,
    to,
    liftedAt,
    state,
    href: PATHS.restriction(id),
    branch: branchName,
    branchHref: PATHS.branch(branchId),
    source: SOURCE_WORDING[source],
    conditions: conditionTags(conditions.map(({ kind }) => kind)),
    owner: ownerName ?? '–',
    hasOwner: ownerName !== null,
    tag: { text: RESTRICTION_STATE_WORDING[state], classes: RESTRICTION_STATE_COLOUR[state] },
  };
}
