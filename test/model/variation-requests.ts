import { ApproveVariation } from '#brokerage/placements/approve-variation';
import { ChangeDeliverer } from '#brokerage/placements/change-deliverer';
import { RefuseVariation } from '#brokerage/placements/refuse-variation';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { WithdrawVariationRequest } from '#brokerage/placements/withdraw-variation-request';
import { visitsOf } from './broadcasts.js';
import type { Prepare } from './prepared-action.js';
import { type SmallAuthority, nth } from './small-authority.js';

interface Live {
  readonly id: string;
  readonly version: number;
  readonly minutes: number;
  readonly branchId: string;
  readonly deliveringBranchId: string;
}

const live = (field: SmallAuthority, n: number, where = 'true'): Promise<Live | null> =>
  field.pick(
    n,
    `SELECT id, version, weekly_minutes / 7 AS minutes, branch_id AS "branchId", delivering_branch_id AS "deliveringBranchId"
     FROM placement WHERE status = 'live' AND ${where} ORDER BY delivering_branch_id, person_id, id`,
  );

/** Asks for a variation, as a user of the delivering branch or as an officer. */
export const requestVariation: Prepare = async (field, [n, who, by]) => {
  const care = await live(field, n);
  if (!care) return null;
  const minutes = Math.max(30, care.minutes + nth([15, 30, -15, 60], by));
  const command = { placementId: care.id, version: care.version, visits: visitsOf(minutes), reason: 'asked' };
  const caller = who % 2 === 0 ? field.providerOf(care.deliveringBranchId) : field.officer(0).caller;
  return () => field.world.get(RequestVariation).execute(caller, command);
};

/**
 * Approves or refuses a variation request, or withdraws it as the user who asked for it. Half of the drawn
 * numbers approve it.
 */
export const decideVariation: Prepare = async (field, [n, how, who]) => {
  const asked = await field.pick<{ id: string; provider: string | null; branchId: string }>(
    n,
    `SELECT id, asked_by_provider_id AS provider, delivering_branch_id AS "branchId" FROM variation_request
     ORDER BY status = 'requested' DESC, id DESC`,
  );
  if (!asked) return null;
  const { world } = field;
  const { caller } = field.officer(who);
  const command = { variationRequestId: asked.id };
  const asker = asked.provider === null ? caller : field.providerOf(asked.branchId);
  const ways = [
    () => world.get(ApproveVariation).execute(caller, command),
    () => world.get(RefuseVariation).execute(caller, { ...command, reason: 'not needed' }),
    () => world.get(ApproveVariation).execute(caller, command),
    () => world.get(WithdrawVariationRequest).execute(asker, command),
  ];
  return nth(ways, how);
};

/** Changes the branch that delivers a placement, from the contracted branch to its subcontractor or back. */
export const changeDeliverer: Prepare = async (field, [n, who]) => {
  const subcontracts = 'branch_id IN (SELECT branch_id FROM subcontract)';
  const care = await live(field, n, subcontracts);
  const [subcontract] = await field.world.rows<{ deliveringBranchId: string }>(
    'SELECT delivering_branch_id AS "deliveringBranchId" FROM subcontract LIMIT 1',
  );
  if (!care || !subcontract) return null;
  const isLead = care.deliveringBranchId === care.branchId;
  const command = {
    placementId: care.id,
    version: care.version,
    deliveringBranchId: isLead ? subcontract.deliveringBranchId : care.branchId,
    reason: 'the family wants it so',
  };
  return () => field.world.get(ChangeDeliverer).execute(field.officer(who).caller, command);
};
