import type { InvitationView } from '#contracts/broadcasts';
import { PATHS } from '../../../paths.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { answerState, answerTag, isToAnswer } from '../answer-state.js';
import { type PackageSummary, packageSummary } from '../package-shown.js';

export interface InvitationRow extends PackageSummary {
  readonly id: string;
  readonly href: string;
  readonly postcodeSector: string;
  readonly lotName: string;
  readonly authorityName: string;
  readonly branchName: string;
  readonly urgency: string;
  readonly isUrgent: boolean;
  readonly startBy: string;
  readonly closesAt: string;
  /** True while the branch may answer the invitation or change its offer. */
  readonly isOpen: boolean;
  readonly tag: ReturnType<typeof answerTag>;
  readonly ownRank: number | null;
}

export function invitationRow(view: InvitationView, now: Date): InvitationRow {
  const { id, postcodeSector, lotName, authorityName, branchName, startBy, closesAt, ownRank } = view;
  const { urgency } = view.package;
  const state = answerState(view, now);
  return {
    ...packageSummary(view.package),
    id,
    lotName,
    authorityName,
    branchName,
    startBy,
    closesAt,
    ownRank,
    href: PATHS.invitation(id),
    postcodeSector,
    urgency: URGENCY_WORDING[urgency],
    isUrgent: urgency !== 'routine',
    isOpen: isToAnswer(state) || state === 'offered',
    tag: answerTag(state),
  };
}
