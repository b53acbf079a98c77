import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import { dueInWords } from '../../../formats/time-left.js';
import {
  BROADCAST_STATUS_COLOUR,
  BROADCAST_STATUS_WORDING,
  CLOSE_CAUSE_WORDING,
  DECLINED_WORDING,
  INVITED_WORDING,
  METHOD_WORDING,
} from '../../../wording/broadcasts.js';

export function broadcastShown(broadcast: BroadcastView, now: Date) {
  const { status, method, closesAt, closeCause, closeReason, waves } = broadcast;
  const isOpen = status === 'open';
  return {
    ...broadcast,
    isOpen,
    isUndecided: status === 'closed',
    // The API refuses the award file of an open or cancelled broadcast.
    hasAwardFile: status !== 'open' && status !== 'cancelled',
    statusText: BROADCAST_STATUS_WORDING[status],
    colour: BROADCAST_STATUS_COLOUR[status],
    methodText: METHOD_WORDING[method],
    left: dueInWords(closesAt, now),
    isLate: Date.parse(closesAt) <= now.getTime(),
    ended: closeCause && CLOSE_CAUSE_WORDING[closeCause],
    closeReason,
    waves: waves.map((wave) => ({
      ...wave,
      opensIn: wave.openedAt === null && isOpen ? dueInWords(wave.opensAt, now) : null,
    })),
  };
}

export function invitedRow(branch: InvitedBranchView, { isOpen }: { readonly isOpen: boolean }) {
  const { status, seenAt, declineReason, declineNote } = branch;
  const why = declineReason && `${DECLINED_WORDING[declineReason]}${declineNote ? ` – ${declineNote}` : ''}`;
  return {
    id: `invitation-${branch.invitationId}`,
    name: branch.branchName,
    wave: branch.wave,
    status: INVITED_WORDING[status],
    remark:
      status === 'declined' && why
        ? `It declined: ${why}`
        : isOpen && status === 'open' && !seenAt
          ? 'Not seen yet'
          : '–',
    openedAt: branch.openedAt,
    seenAt,
  };
}
