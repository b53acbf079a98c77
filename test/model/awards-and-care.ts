import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { BANDS } from '#contracts/visits';
import { standing, visitsOf } from './broadcasts.js';
import { type PreparedAction, type Prepare, twiceAtOnce } from './prepared-action.js';
import { type SmallAuthority, nth } from './small-authority.js';

export const award: Prepare = async (field, [n, m, who]) => {
  const closed = await field.pick<{ id: string }>(
    n,
    `SELECT id FROM broadcast WHERE status = 'closed' ORDER BY id DESC`,
  );
  const offers = closed ? await standing(field, closed.id) : [];
  if (!closed || offers.length === 0) return null;
  const command = { broadcastId: closed.id, offerId: nth(offers, m).id, reason: 'drawn' };
  return () => field.world.get(AwardOffer).execute(field.officer(who).caller, command);
};

/**
 * Sends one award command twice at the same time with one idempotency key. Expects one award, which both
 * responses contain.
 */
export const awardTwice: Prepare = async (field, [n, m]) => {
  const closed = await field.pick<{ id: string }>(
    n,
    `SELECT id FROM broadcast WHERE status = 'closed' ORDER BY id DESC`,
  );
  const offers = closed ? await standing(field, closed.id) : [];
  if (!closed || offers.length === 0) return null;
  const command = { broadcastId: closed.id, offerId: nth(offers, m).id, reason: 'drawn' };
  return async () => {
    const [first, second] = await twiceAtOnce(field, field.officer(0).caller, (caller) =>
      field.world.get(AwardOffer).execute(caller, command),
    );
    for (const one of [first, second]) if (one?.status === 'rejected') throw one.reason;
    expect(second).toEqual(first);
  };
};

interface Awaiting {
  readonly id: string;
  readonly branchId: string;
  readonly awardedAt: Date;
}

const awaiting = (field: SmallAuthority, n: number): Promise<Awaiting | null> =>
  field.pick(
    n,
    `SELECT id, branch_id AS "branchId", awarded_at AS "awardedAt" FROM award
     WHERE status = 'awaiting_start' ORDER BY person_id, id DESC`,
  );

/**
 * Confirms the start of awarded care. The care starts now, a minute ago, at the award, or halfway between the
 * award and now.
 */
export const start: Prepare = async (field, [n, , when]) => {
  const awarded = await awaiting(field, n);
  if (!awarded) return null;
  const now = field.world.clock.now().getTime();
  const since = awarded.awardedAt.getTime();
  const startedAt = [null, since, since + (now - since) / 2, now - 60_000][when % 4] ?? null;
  const command = {
    awardId: awarded.id,
    startedAt: startedAt === null ? null : new Date(startedAt).toISOString(),
  };
  return () => field.world.get(ConfirmStart).execute(field.providerOf(awarded.branchId), command);
};

export const withdrawAward: Prepare = async (field, [n, who, again]) => {
  const awarded = await awaiting(field, n);
  const command = { awardId: awarded?.id ?? '', reason: 'not started', askAgain: again === 1 };
  return awarded && (() => field.world.get(WithdrawAward).execute(field.officer(who).caller, command));
};

export const checkStart: Prepare = async (field, [n]) => {
  const awarded = await awaiting(field, n);
  return awarded && (() => field.world.get(CheckStart).execute({ awardId: awarded.id }));
};

interface Live {
  readonly id: string;
  readonly version: number;
  readonly minutes: number;
}

/**
 * Picks a live placement. In the list, placements of one person follow each other, so that concurrent actions
 * often affect one person.
 */
const live = (field: SmallAuthority, n: number): Promise<Live | null> =>
  field.pick(
    n,
    `SELECT id, version, weekly_minutes / 7 AS minutes FROM placement
     WHERE status = 'live' ORDER BY delivering_branch_id, person_id, id`,
  );

const STEPS = [15, 30, -15, 60] as const;

/** Changes the weekly minutes of a placement: adds 105, 210 or 420, or subtracts 105. */
export const vary: Prepare = async (field, [n, who, by]) => {
  const care = await live(field, n);
  if (!care) return null;
  const minutes = Math.max(30, care.minutes + nth(STEPS, by));
  const command = { placementId: care.id, version: care.version, visits: visitsOf(minutes), reason: 'drawn' };
  return () => field.world.get(VaryPlacement).execute(field.officer(who).caller, command);
};

export const end: Prepare = async (field, [n, who]) => {
  const care = await live(field, n);
  const command = { placementId: care?.id ?? '', version: care?.version ?? 0, reason: 'other' } as const;
  return care && (() => field.world.get(EndPlacement).execute(field.officer(who).caller, command));
};

/**
 * Declares a branch's capacity again. The row version is read when the action is prepared, so it may be out
 * of date when the action runs.
 */
export const declare: Prepare = async (field, [n, m, size]): Promise<PreparedAction | null> => {
  const branchId = nth(field.branchIds, n);
  const { id: lotId } = nth(field.lots, m);
  const [held] = await field.world.rows<{ version: number }>(
    'SELECT version FROM capacity WHERE branch_id = $1 AND lot_id = $2',
    [branchId, lotId],
  );
  const spareMinutes = nth([0, 420, 840, 1_500], size);
  const command = { branchId, lotId, version: held?.version, spareMinutes, bands: BANDS, doubleUps: true };
  return () => field.world.get(DeclareCapacity).execute(field.providerOf(branchId), command);
};
