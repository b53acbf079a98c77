import { LimitUser } from '#brokerage/identity/limit-user';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { RecordTeam } from '#brokerage/identity/record-team';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import { AssignWork } from '#brokerage/owners/assign-work';
import type { UserEntity } from '#brokerage/rows/user.entity';
import type { CheckKind } from '#contracts/framework';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { daysBefore, type Loading } from '../rows/load-input-and-row-ids.js';
import { seededId } from '../rows/seeded-id.js';
import { storeRows } from '../rows/store-rows.js';
import { COLLEAGUE, COMMISSIONER, LIMITED_USER_NAME, limitedUser, OFFICER } from '../users.plan.js';
import type { PastAction } from './past-action.js';
import type { StoryActs } from './story-acts.js';
import type { Callers } from './story-callers.js';

const MINUTE_MS = 60_000;
const CHECKED_CONTRACTS = 3;
const UPLIFTED_CONTRACTS = 3;

/**
 * Returns what the council did besides brokering: it checked branches before contracts, of which one check has run out;
 * planned a change of rates; made two teams; and has a colleague who is away and covered. A provider limited one of its
 * users to a branch.
 */
export function councilAtWork(loading: Loading, acts: StoryActs, callers: Callers): PastAction[] {
  return [
    ...checksOf(loading, acts, callers),
    plannedUplift(loading, acts, callers),
    ...colleagues(loading, acts, callers),
  ];
}

/** Returns the numbers of the first contracts without an end, one of each branch. */
function openContracts({ plan }: Loading, most: number): { readonly n: number; readonly branchId: string }[] {
  const open = plan.contracts
    .map(({ branchId, endsOn }, index) => ({ n: index + 1, branchId, endsOn }))
    .filter(({ endsOn }) => endsOn === null);
  return open
    .filter(({ branchId }, index) => open.findIndex((one) => one.branchId === branchId) === index)
    .slice(0, most);
}

function checksOf(loading: Loading, acts: StoryActs, { commissioner }: Callers): PastAction[] {
  const today = londonDate(loading.now);
  const check = (branchId: string, kind: CheckKind, daysAgo: number, reviewOn: string): PastAction => ({
    at: daysBefore(loading.now, daysAgo),
    what: `the check of ${branchId}`,
    perform: () =>
      acts.get(RecordContractCheck).execute(commissioner, {
        ...{ branchId, kind, satisfied: true, reviewOn },
        evidence: kind === 'insurance' ? 'Certificate of insurance seen' : 'Two references seen',
      }),
  });
  return openContracts(loading, CHECKED_CONTRACTS).flatMap(({ branchId }, index) => [
    check(branchId, 'references', 45, addDays(today, 320)),
    // The insurance of the first branch has run out.
    check(branchId, 'insurance', index === 0 ? 370 : 44, addDays(today, index === 0 ? -5 : 300)),
  ]);
}

function plannedUplift(loading: Loading, acts: StoryActs, { commissioner }: Callers): PastAction {
  const contractIds = openContracts(loading, UPLIFTED_CONTRACTS).map(({ n }) => seededId('contract', n));
  const fromOn = addDays(londonDate(loading.now), 30);
  return {
    at: daysBefore(loading.now, 5),
    what: 'the planned change of rates',
    perform: () =>
      acts.get(RecordRateUplift).execute(commissioner, {
        ...{ contractIds, fromOn, hundredths: 320, reason: 'Increase of the living wage' },
      }),
  };
}

/**
 * The colleague and the limited user begin just before the load, so that the stories, which began earlier, have the owners
 * that they are planned with.
 */
function colleagues(loading: Loading, acts: StoryActs, callers: Callers): PastAction[] {
  const { tx, plan, ids, now } = loading;
  const at = new Date(now.getTime() - 30 * MINUTE_MS);
  const today = londonDate(at);
  const { administrator, ofProvider } = callers;
  const [officerId, commissionerId] = [ids.user(OFFICER), ids.user(COMMISSIONER)];
  const [colleagueId, limitedId] = [seededId('colleague', 1), seededId('colleague', 2)];
  const limited = limitedUser(plan);
  const add = async (): Promise<void> => {
    const [{ passwordHash } = { passwordHash: null }] = await tx.query<{ passwordHash: string | null }>(
      'SELECT password_hash AS "passwordHash" FROM app_user WHERE id = $1',
      [officerId],
    );
    const common = {
      passwordHash,
      invitedBy: null,
      enteredAt: at,
      createdAt: at,
      disabledAt: null,
      version: 1,
    };
    const users: UserEntity[] = [
      { id: colleagueId, ...COLLEAGUE, authorityId: ids.authority, providerId: null, ...common },
      {
        ...{ id: limitedId, email: limited.email, name: LIMITED_USER_NAME, role: 'provider' as const },
        ...{ authorityId: null, providerId: limited.providerId },
        ...common,
      },
    ];
    await storeRows(tx, 'app_user', users);
    await acts.get(LimitUser).execute(ofProvider(limited.providerId), {
      ...{ userId: limitedId, version: 1, branchIds: [limited.branchId] },
    });
    for (const [name, memberIds] of [
      ['Hospital discharge', [officerId, colleagueId]],
      ['Framework', [commissionerId, colleagueId]],
    ] as const)
      await acts.get(RecordTeam).execute(administrator, { name, memberIds });
  };
  const leave = async (): Promise<void> => {
    const [draft] = await tx.query<{ id: string; ownerId: string }>(
      `SELECT id, next_action_owner_id AS "ownerId" FROM package
       WHERE authority_id = $1 AND next_action = 'broadcast_package' AND next_action_owner_id IS NOT NULL ORDER BY id LIMIT 1`,
      [ids.authority],
    );
    if (draft)
      await acts.get(AssignWork).execute(callers.officer, {
        ...{ kind: 'package', id: draft.id, fromId: draft.ownerId, ownerId: colleagueId },
      });
    await acts.get(RecordAbsence).execute(administrator, {
      ...{ userId: colleagueId, deputyId: officerId, firstOn: today, lastOn: addDays(today, 6) },
    });
  };
  return [
    { at, what: 'the colleagues', perform: add },
    { at: new Date(at.getTime() + MINUTE_MS), what: 'the absence', perform: leave },
  ];
}
