import type { VariationRequestView } from '#contracts/variations';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { ASKED_WORDING } from '../../../wording/asked-hours.js';

/** A change of care that was asked for, and what became of it. */
export interface AskedShown {
  readonly id: string;
  readonly change: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly byAuthority: boolean;
  readonly said: string;
  readonly dueAt: string | null;
  readonly decisionReason: string | null;
  /** What stood in the way when it was asked for. */
  readonly remedies: readonly string[];
  /** Where to take it back, while it is not decided. */
  readonly withdraw: string | null;
}

export function askedShown(request: VariationRequestView): AskedShown {
  const { id, placementId, fromMinutes, toMinutes, reason, status, askedBy, checks, dueAt } = request;
  const isOpen = status === 'requested';
  return {
    ...{ id, reason, requestedAt: request.requestedAt, decisionReason: request.decisionReason },
    change: `${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week`,
    byAuthority: askedBy === 'authority',
    said: ASKED_WORDING[status],
    dueAt: isOpen ? dueAt : null,
    remedies: isOpen ? checks.flatMap(({ remedy }) => remedy ?? []) : [],
    withdraw: isOpen && askedBy === 'provider' ? PATHS.withdrawAsking(placementId, id) : null,
  };
}
