import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { CreatePackage } from '#brokerage/packages/create-package';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import type { Visit } from '#contracts/visits';
import { URGENCIES } from '#contracts/packages';
import { DomainError } from '#domain/domain-error';
import { VISITS } from '../support/builders/people.js';
import { termsFor } from '../support/builders/broadcasts.js';
import type { PreparedAction, Draw, Prepare } from './prepared-action.js';
import { type SmallAuthority, nth } from './small-authority.js';

/**
 * The minutes of a visit that takes place every day. A package with one such visit has seven times as many
 * minutes a week.
 */
const MINUTES = [30, 45, 60, 90, 120] as const;

export function visitsOf(minutes: number): readonly Visit[] {
  return [{ ...VISITS[0]!, minutes }];
}

interface Invitation {
  readonly id: string;
  readonly branchId: string;
  readonly mayDeliver: readonly string[];
  readonly packageId: string;
}

const OPEN_INVITATIONS = `
  SELECT i.id, i.branch_id AS "branchId", i.may_deliver AS "mayDeliver", b.package_id AS "packageId"
  FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
  WHERE i.status = 'open' AND b.status = 'open'`;

async function answer(field: SmallAuthority, invitation: Invitation, n: number): Promise<unknown> {
  const { world } = field;
  const [pkg] = await world.rows<{ visits: Visit[] }>('SELECT visits FROM package WHERE id = $1', [
    invitation.packageId,
  ]);
  const delivers = nth(invitation.mayDeliver, n);
  const terms = termsFor(world, pkg ?? { visits: [] }, delivers, { hourlyRatePence: 2_300 + 10 * n });
  return world
    .get(MakeOffer)
    .execute(field.providerOf(invitation.branchId), { invitationId: invitation.id, terms });
}

/**
 * Creates a package and broadcasts it, and makes an offer for every invited branch. The drawn numbers decide
 * whether the broadcast is then closed, an offer awarded and the care started.
 */
export const newPackageAction =
  ([who, size, far, whom]: Draw): PreparedAction =>
  async (field: SmallAuthority) => {
    const { world } = field;
    const officer = field.officer(0).caller;
    const { id: packageId } = await world.get(CreatePackage).execute(officer, {
      personId: nth(field.people, who).id,
      urgency: nth(URGENCIES, size + far),
      visits: visitsOf(nth(MINUTES, size)),
      needs: [],
      note: null,
    });
    const { id: broadcastId } = await world.get(PublishBroadcast).execute(officer, { packageId });
    const asked = await world.rows<Invitation>(`${OPEN_INVITATIONS} AND b.id = $1 ORDER BY i.branch_id`, [
      broadcastId,
    ]);
    for (const [n, invitation] of asked.entries()) await refusable(answer(field, invitation, n + whom));
    if (far % 4 === 0) return;
    await world.get(CloseBroadcast).early(officer, { broadcastId, reason: 'answered' });
    if (far % 4 === 1) return;
    const offers = await standing(field, broadcastId);
    if (offers.length === 0) return;
    const { id: awardId } = await world
      .get(AwardOffer)
      .execute(officer, { broadcastId, offerId: nth(offers, whom).id, reason: 'drawn' });
    if (far % 4 === 2) return;
    await world.get(ConfirmStart).execute(field.providerOf(nth(offers, whom).branchId), { awardId });
  };

export const bring: Prepare = (_, draw) => Promise.resolve(newPackageAction(draw));

/**
 * Creates the packages with which a run of the model test begins. If an action is refused, the rest of that
 * package's actions are left out.
 */
export async function createPackages(field: SmallAuthority, draws: readonly Draw[]): Promise<void> {
  await Promise.all(draws.map((draw) => refusable(newPackageAction(draw)(field))));
}

/** Runs an act and ignores a refusal (`DomainError`), because refusals are normal in the model test. */
async function refusable(doing: Promise<unknown>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}

export const standing = (
  field: SmallAuthority,
  broadcastId: string,
): Promise<{ id: string; branchId: string }[]> =>
  field.world.rows(
    `SELECT id, branch_id AS "branchId" FROM offer WHERE broadcast_id = $1 AND status = 'standing' ORDER BY rank, id`,
    [broadcastId],
  );

export const publish: Prepare = async (field, [n, who]) => {
  const pkg = await field.pick<{ id: string }>(
    n,
    `SELECT id FROM package WHERE status IN ('draft', 'unfilled') ORDER BY id DESC`,
  );
  const command = { packageId: pkg?.id ?? '' };
  return pkg && (() => field.world.get(PublishBroadcast).execute(field.officer(who).caller, command));
};

export const offer: Prepare = async (field, [n, m]) => {
  const invitation = await field.pick<Invitation>(n, `${OPEN_INVITATIONS} ORDER BY i.id DESC`);
  return invitation && (() => answer(field, invitation, m));
};

/** Makes an offer for every open invitation of a broadcast, and then closes the broadcast. */
export const answerAndCloseAction =
  (broadcastId: string, m: number): PreparedAction =>
  async (field: SmallAuthority) => {
    const asked = await field.world.rows<Invitation>(
      `${OPEN_INVITATIONS} AND b.id = $1 ORDER BY i.branch_id`,
      [broadcastId],
    );
    for (const invitation of asked) await refusable(answer(field, invitation, m));
    const command = { broadcastId, reason: 'answered' };
    return field.world.get(CloseBroadcast).early(field.officer(0).caller, command);
  };

export const roundOff: Prepare = async (field, [n, m]) => {
  const open = await broadcastIn(field, n, `'open'`);
  return open && answerAndCloseAction(open.id, m);
};

interface StandingOffer {
  readonly id: string;
  readonly version: number;
  readonly branchId: string;
  readonly visits: readonly Visit[];
  readonly mayDeliver: readonly string[];
}

const standingOffer = (field: SmallAuthority, n: number): Promise<StandingOffer | null> =>
  field.pick(
    n,
    `SELECT o.id, o.version, o.branch_id AS "branchId", k.visits, i.may_deliver AS "mayDeliver"
     FROM offer o JOIN broadcast b ON b.id = o.broadcast_id JOIN package k ON k.id = b.package_id
     JOIN invitation i ON i.id = o.invitation_id WHERE o.status = 'standing' ORDER BY o.id DESC`,
  );

export const revise: Prepare = async (field, [n, m]) => {
  const made = await standingOffer(field, n);
  if (!made || made.mayDeliver.length === 0) return null;
  const terms = termsFor(field.world, made, nth(made.mayDeliver, m), { hourlyRatePence: 2_200 + m });
  const command = { offerId: made.id, version: made.version, terms };
  return () => field.world.get(ReviseOffer).execute(field.providerOf(made.branchId), command);
};

export const withdrawOffer: Prepare = async (field, [n]) => {
  const made = await standingOffer(field, n);
  return (
    made &&
    (() => field.world.get(WithdrawOffer).execute(field.providerOf(made.branchId), { offerId: made.id }))
  );
};

export const decline: Prepare = async (field, [n]) => {
  const asked = await field.pick<Invitation>(n, `${OPEN_INVITATIONS} ORDER BY i.id DESC`);
  const command = { invitationId: asked?.id ?? '', reason: 'no_capacity' } as const;
  return (
    asked && (() => field.world.get(DeclineInvitation).execute(field.providerOf(asked.branchId), command))
  );
};

const broadcastIn = (
  field: SmallAuthority,
  n: number,
  statuses: string,
): Promise<{ id: string; version: number } | null> =>
  field.pick(n, `SELECT id, version FROM broadcast WHERE status IN (${statuses}) ORDER BY id DESC`);

export const closeEarly: Prepare = async (field, [n, who]) => {
  const open = await broadcastIn(field, n, `'open'`);
  const command = { broadcastId: open?.id ?? '', reason: 'answered' };
  return open && (() => field.world.get(CloseBroadcast).early(field.officer(who).caller, command));
};

export const cancel: Prepare = async (field, [n, who]) => {
  const asked = await broadcastIn(field, n, `'open', 'closed'`);
  const command = { broadcastId: asked?.id ?? '', reason: 'no longer' };
  return asked && (() => field.world.get(CancelBroadcast).execute(field.officer(who).caller, command));
};

export const extend: Prepare = async (field, [n, days]) => {
  const open = await broadcastIn(field, n, `'open'`);
  const closesAt = field.world.clock.in({ days: days + 2 }).toISOString();
  const command = {
    broadcastId: open?.id ?? '',
    version: open?.version ?? 0,
    closesAt,
    reason: 'few offers',
  };
  return open && (() => field.world.get(ExtendBroadcast).execute(field.officer(0).caller, command));
};

export const withdrawPackage: Prepare = async (field, [n]) => {
  const pkg = await field.pick<{ id: string }>(n, 'SELECT id FROM package ORDER BY id DESC');
  const command = { packageId: pkg?.id ?? '', reason: 'no longer needed' };
  return pkg && (() => field.world.get(WithdrawPackage).execute(field.officer(0).caller, command));
};

/**
 * Runs one of the jobs with a delay that belong to a broadcast: on time, too early, or after the broadcast is
 * over.
 */
export const alarm: Prepare = async (field, [n, which]: Draw) => {
  const asked = await field.pick<{ id: string }>(n, 'SELECT id FROM broadcast ORDER BY id DESC');
  if (!asked) return null;
  const { world } = field;
  const { id } = asked;
  const alarms = [
    () => world.get(AwardOffer).first(id),
    () => world.get(CloseBroadcast).answered(id),
    () => world.get(CloseBroadcast).execute(id),
    () => world.get(OpenNextWave).execute({ broadcastId: id }),
    () => world.get(OpenWave).execute({ broadcastId: id, wave: 2 }),
  ];
  return nth(alarms, which);
};
