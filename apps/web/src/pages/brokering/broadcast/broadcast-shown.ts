import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import { londonTime } from '../../../formats/london-time.js';
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
    isSealed: broadcast.seen === null,
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

interface BroadcastAsShown extends Pick<BroadcastView, 'halfAt' | 'threeQuartersAt'> {
  readonly isOpen: boolean;
}

export function invitedRow(
  branch: InvitedBranchView,
  broadcast: BroadcastAsShown,
  bidders: ReadonlySet<string> = new Set(),
) {
  const { seenAt } = branch;
  return {
    id: `invitation-${branch.invitationId}`,
    name: branch.branchName,
    wave: branch.wave,
    status: statusShown(branch, bidders),
    remark: declinedRemark(branch) ?? unopenedRemark(branch, broadcast) ?? '–',
    openedAt: branch.openedAt,
    seenAt,
  };
}

/** Says that a branch made an offer, or that a broadcast ended before the wave of the branch was invited. */
function statusShown(
  { branchId, status, openedAt }: InvitedBranchView,
  bidders: ReadonlySet<string>,
): string {
  if (status !== 'ended') return INVITED_WORDING[status];
  if (openedAt === null) return 'Not invited';
  return bidders.has(branchId) ? 'Offer made' : INVITED_WORDING.ended;
}

function declinedRemark({ status, declineReason, declineNote }: InvitedBranchView): string | null {
  if (status !== 'declined' || declineReason === null) return null;
  return `Declined: ${DECLINED_WORDING[declineReason]}${declineNote ? ` – ${declineNote}` : ''}`;
}

/** Says at which of the two instants a branch had not opened the invitation, the later instant first. */
function unopenedRemark(
  { status, isUnopenedAtHalf, isUnopenedAtThreeQuarters }: InvitedBranchView,
  { isOpen, halfAt, threeQuartersAt }: BroadcastAsShown,
): string | null {
  if (!isOpen || status !== 'open') return null;
  if (isUnopenedAtThreeQuarters === true) return `Not opened by ${londonTime(threeQuartersAt)}: telephone`;
  if (isUnopenedAtHalf === true) return `Not opened by ${londonTime(halfAt)}: telephone`;
  return null;
}
