import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import type { ClockProfile } from '#contracts/lots';
import { startBy } from '#domain/awards/start-due';
import { planWaves, type Wave } from '#domain/broadcasts/plan-waves';
import { londonDate } from '#domain/time/london';
import { deadlineAfter } from '#domain/time/working-time';
import { userIdOf } from '#platform/acts/caller';
import { clockOf } from '../../authorities/authorities.queries.js';
import { LotEntity } from '../../rows/authority.entity.js';
import { decideForAll, type LotDecisions } from '../../eligibility/decide-for-branches.js';
import { commitWindow } from '../../facts/commit-window.js';
import { packageFacts } from '../../facts/package-facts.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { openCaseOf } from '../../facts/open-case.queries.js';
import type { Leaving } from '../../facts/personal-facts.queries.js';
import { BroadcastEntity, BroadcastWaveEntity } from '../../rows/broadcast.entity.js';
import { writeInvitations } from './invite-wave.js';
import { plannedInvitations } from './planned-invitations.js';
import { writeDecisions } from './write-decisions.js';

export interface Round {
  readonly pkg: PackageEntity;
  readonly now: Date;
  readonly closesAt?: Date | undefined;
  /** The branch that the person's care is leaving, and why. The branch must not get the care again. */
  readonly leaving?: Leaving;
}

/**
 * Opens a broadcast of a package. Stores an eligibility decision about every contracted branch, and invites
 * the first wave. If no branch is eligible, writes nothing and returns a null broadcast.
 *
 * The caller has locked the package and has the standing lock in shared mode.
 */
export async function openBroadcast(
  act: Act,
  round: Round,
): Promise<{ broadcast: BroadcastEntity | null; decided: LotDecisions }> {
  const { tx } = act;
  const { pkg, now } = round;
  const lot = await tx.findOneByOrFail(LotEntity, { id: pkg.lotId });
  const moving = await openCaseOf(tx, pkg.id);
  const clock = await clockOf(tx, pkg.authorityId, moving?.urgency ?? pkg.urgency);
  const starts = startBy(now, clock.startWithinMinutes);
  const facts = packageFacts(pkg, londonDate(starts));
  const decided = await decideForAll(tx, lot.ratingPolicy, { pkg: facts, now, leaving: round.leaving });
  const { pairs, contractedElsewhere } = decided;
  const invitations = plannedInvitations(pairs);
  if (invitations.length === 0) return { broadcast: null, decided };

  const broadcast = await saveBroadcast(act, round, lot, clock, starts);
  const shared = {
    package: facts,
    policy: lot.ratingPolicy,
    at: commitWindow(now),
    contractedElsewhere,
  };
  await writeDecisions(tx, broadcast, shared, pairs);
  const after = (at: Date, minutes: number): Date => deadlineAfter(at, minutes, clock.workingHours);
  const waves = planWaves(lot.method, invitations, now, after, lot);
  await tx.insert(
    BroadcastWaveEntity,
    waves.map(({ number, opensAt }) => ({
      broadcastId: broadcast.id,
      number,
      opensAt,
      openedAt: number === 1 ? now : null,
    })),
  );
  const invitationsOpened = await writeInvitations(tx, broadcast, waves, invitations);
  const opened = broadcastOpened(broadcast, {
    waves,
    invited: invitations.length,
    decided: pairs.length + contractedElsewhere.length,
  });
  await act.append(opened, ...invitationsOpened);
  return { broadcast, decided };
}

async function saveBroadcast(
  { tx, actor }: Act,
  { pkg, now, closesAt }: Round,
  lot: LotEntity,
  clock: ClockProfile,
  starts: Date,
): Promise<BroadcastEntity> {
  const broadcast: BroadcastEntity = {
    id: uuid(),
    authorityId: pkg.authorityId,
    packageId: pkg.id,
    packageVersion: pkg.version,
    lotId: lot.id,
    round: 1 + (await tx.countBy(BroadcastEntity, { packageId: pkg.id })),
    status: 'open',
    method: lot.method,
    sealed: lot.sealed,
    ownRankShown: lot.ownRankShown,
    ratingPolicy: lot.ratingPolicy,
    weights: lot.weights,
    rateFloorPence: lot.rateFloorPence,
    rateCeilingPence: lot.rateCeilingPence,
    openedAt: now,
    openedBy: userIdOf(actor),
    closesAt: closesAt ?? deadlineAfter(now, clock.respondMinutes, clock.workingHours),
    startBy: starts,
    closedAt: null,
    closeCause: null,
    closeReason: null,
    version: 1,
  };
  await tx.insert(BroadcastEntity, broadcast);
  return broadcast;
}

function broadcastOpened(
  broadcast: BroadcastEntity,
  { waves, invited, decided }: { waves: readonly Wave[]; invited: number; decided: number },
): NewEvent {
  return eventOf(
    'broadcast.opened',
    {
      broadcastId: broadcast.id,
      packageId: broadcast.packageId,
      round: broadcast.round,
      closesAt: broadcast.closesAt.toISOString(),
      invited,
      decided,
      waves: waves.map(({ number, opensAt }) => ({ number, opensAt: opensAt.toISOString() })),
    },
    { authorityId: broadcast.authorityId, at: broadcast.openedAt },
  );
}
