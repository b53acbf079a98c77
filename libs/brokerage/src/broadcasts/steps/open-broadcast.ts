import { eventOf, type NewEvent } from '#platform/log/new-event';
import { unopenedInstants } from '#domain/broadcasts/seal';
import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import { planWaves, type Wave } from '#domain/broadcasts/plan-waves';
import { londonDate } from '#domain/time/london';
import { rowOf } from '#platform/database/find-row';
import { insertRows } from '#platform/database/insert-rows';
import { userIdOf } from '#platform/acts/caller';
import { clockOf } from '../../authorities/authorities.queries.js';
import { LotEntity } from '../../rows/authority.entity.js';
import { decideForAll, type LotDecisions } from '../../eligibility/decide-for-branches.js';
import { commitWindow } from '../../facts/commit-window.js';
import { packageFacts } from '../../facts/package-facts.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { type OpenCase, openCaseOf } from '../../facts/open-case.queries.js';
import type { Leaving } from '../../facts/personal-facts.queries.js';
import { BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import { invitationOpened, newInvitations } from './invite-wave.js';
import { plannedInvitations } from './planned-invitations.js';
import { newDecisions, writeDecisions } from './write-decisions.js';
import { broadcastContents } from '../../digests/broadcast-contents.js';
import { digestNewRecord } from '../../digests/digest-records.js';
import type { Decided } from '#contracts/events';

export interface Round {
  readonly pkg: PackageEntity;
  readonly now: Date;
  readonly closesAt?: Date | undefined;
  /** The branch that the person's care is leaving, and why. The branch must not get the care again. */
  readonly leaving?: Leaving;
  /** The package's open case, or null, if the caller has read it already. If absent, it is read. */
  readonly openCase?: OpenCase | null | undefined;
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
  const [lot, openCase, broadcasts, ownClock] = await Promise.all([
    rowOf(tx, LotEntity, { id: pkg.lotId }),
    round.openCase === undefined ? openCaseOf(tx, pkg.id) : round.openCase,
    tx.countBy(BroadcastEntity, { packageId: pkg.id }),
    clockOf(tx, pkg.authorityId, pkg.urgency),
  ]);
  const clock = openCase?.clock ?? ownClock;
  const { closesAt, startBy } = broadcastTimes(now, clock, round.closesAt);
  const facts = packageFacts(pkg, londonDate(startBy));
  const decided = await decideForAll(tx, lot.ratingPolicy, {
    pkg: facts,
    now,
    leaving: round.leaving,
    openCase,
  });
  const { pairs, contractedElsewhere, providerOf } = decided;
  const planned = plannedInvitations(pairs);
  if (planned.length === 0) return { broadcast: null, decided };

  const broadcast = newBroadcast(act, round, { lot, closesAt, startBy, number: broadcasts + 1 });
  const time = { openedAt: now, closesAt, workingHours: clock.workingHours };
  const waves = planWaves(lot.method, planned, time, lot);
  const invitations = newInvitations(broadcast, waves, planned, providerOf);
  const shared = {
    package: facts,
    policy: lot.ratingPolicy,
    at: commitWindow(now),
    contractedElsewhere,
  };
  const decisions = newDecisions(pairs, shared);
  // The writes are sent together. PostgreSQL runs them in this order, so the broadcast is there for the others.
  const [, , , , digests] = await Promise.all([
    insertRows(tx, BroadcastEntity, broadcast),
    writeDecisions(tx, broadcast, shared, decisions),
    insertRows(tx, BroadcastWaveEntity, ...waveRows(broadcast, waves)),
    insertRows(tx, InvitationEntity, ...invitations),
    digestNewRecord(
      tx,
      'broadcast',
      broadcast.id,
      broadcastContents({ broadcast, facts: shared, decisions, invitations }),
    ),
  ]);
  const invited = invitations.filter(({ status }) => status === 'open');
  await act.append(
    broadcastOpened(broadcast, {
      digests,
      waves,
      invited: invited.length,
      eligible: planned.length,
      decided: pairs.length + contractedElsewhere.length,
    }),
    ...invited.map((invitation) => invitationOpened(broadcast, invitation, now)),
  );
  return { broadcast, decided };
}

const waveRows = (
  { id: broadcastId, openedAt }: BroadcastEntity,
  waves: readonly Wave[],
): BroadcastWaveEntity[] =>
  waves.map(({ number, opensAt }) => ({
    broadcastId,
    number,
    opensAt,
    openedAt: number === 1 ? openedAt : null,
  }));

function newBroadcast(
  { actor }: Act,
  { pkg, now }: Round,
  given: {
    readonly lot: LotEntity;
    readonly closesAt: Date;
    readonly startBy: Date;
    readonly number: number;
  },
): BroadcastEntity {
  const { lot, closesAt, startBy, number } = given;
  return {
    id: uuid(),
    authorityId: pkg.authorityId,
    packageId: pkg.id,
    packageVersion: pkg.version,
    lotId: lot.id,
    round: number,
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
    closesAt,
    startBy,
    ...unopenedInstants(now, closesAt),
    closedAt: null,
    closeCause: null,
    closeReason: null,
    earlyReason: null,
    closedEarlyBy: null,
    version: 1,
  };
}

function broadcastOpened(
  broadcast: BroadcastEntity,
  {
    digests,
    waves,
    invited,
    eligible,
    decided,
  }: { digests: Decided; waves: readonly Wave[]; invited: number; eligible: number; decided: number },
): NewEvent {
  return eventOf(
    'broadcast.opened',
    {
      ...digests,
      broadcastId: broadcast.id,
      packageId: broadcast.packageId,
      round: broadcast.round,
      closesAt: broadcast.closesAt.toISOString(),
      invited,
      eligible,
      decided,
      waves: waves.map(({ number, opensAt }) => ({ number, opensAt: opensAt.toISOString() })),
    },
    { authorityId: broadcast.authorityId, at: broadcast.openedAt },
  );
}
