import { digestRecords, digestsOf } from '#brokerage/digests/digest-records';
import type { CapabilityStatementEntity } from '#brokerage/rows/provider.entity';
import type { EventPayloads } from '#contracts/events';
import { londonDate } from '#domain/time/london';
import { type Caller, userIdOf } from '#platform/acts/caller';
import type { PlannedBranch } from '../providers.plan.js';
import { daysBefore, type Loading } from '../rows/load-input-and-row-ids.js';
import { seededId } from '../rows/seeded-id.js';
import { storeRows } from '../rows/store-rows.js';
import type { PastAction } from './past-action.js';
import type { Callers } from './story-callers.js';

const DECLARED_DAYS_AGO = 56;
const CONFIRMED_DAYS_AGO = 49;
/** Of every ninth branch, the council has confirmed all capabilities but the last. */
const UNCONFIRMED_EVERY = 9;

/**
 * Lets every provider declare what its branches can do, and a commissioner confirm most of it. The rows and events are
 * those of the acts `DeclareCapabilities` and `AnswerCapabilities`, which would take some seconds for all branches.
 */
export function declarationsOf(loading: Loading, callers: Callers): PastAction[] {
  const { plan, now } = loading;
  const branches = plan.branches.filter(({ capabilities }) => capabilities.length > 0);
  return [
    {
      at: daysBefore(now, DECLARED_DAYS_AGO),
      what: 'what branches declare',
      perform: () => declare(loading, branches, callers),
    },
    {
      at: daysBefore(now, CONFIRMED_DAYS_AGO),
      what: 'what the council confirms',
      perform: () => confirm(loading, branches, callers.commissioner),
    },
  ];
}

async function declare(
  loading: Loading,
  branches: readonly PlannedBranch[],
  callers: Callers,
): Promise<void> {
  const at = daysBefore(loading.now, DECLARED_DAYS_AGO);
  const rows = branches.map(({ id, capabilities }, index) => ({
    ...statement(index + 1, id, at),
    kind: 'declared' as const,
    capabilities: [...capabilities],
    evidence: 'Training records of the branch',
    recordedBy: userIdOf(callers.branch(id).actor),
    recordedByAuthorityId: null,
  }));
  await record(loading, branches, rows, ({ capabilities }) => ({
    name: 'branch.capabilities_declared',
    payload: { declared: capabilities, withdrawn: [] },
  }));
}

async function confirm(
  loading: Loading,
  branches: readonly PlannedBranch[],
  { actor }: Caller,
): Promise<void> {
  const { tx, ids, now } = loading;
  const at = daysBefore(now, CONFIRMED_DAYS_AGO);
  const confirmed = branches.flatMap((branch, index) => {
    const capabilities =
      index % UNCONFIRMED_EVERY === 0 ? branch.capabilities.slice(0, -1) : branch.capabilities;
    return capabilities.length === 0 ? [] : [{ branch, capabilities }];
  });
  const rows = confirmed.map(({ branch: { id }, capabilities }, index) => ({
    ...statement(branches.length + index + 1, id, at),
    kind: 'confirmed' as const,
    capabilities: [...capabilities],
    evidence: 'Training records seen on a visit',
    recordedBy: userIdOf(actor),
    recordedByAuthorityId: ids.authority,
  }));
  await record(
    loading,
    confirmed.map(({ branch }) => branch),
    rows,
    ({ capabilities }) => ({
      name: 'branch.capabilities_answered',
      payload: { kind: 'confirmed', capabilities },
    }),
  );
  await tx.write(
    `UPDATE branch b SET confirmed_capabilities = coalesce(
       (SELECT t.capabilities FROM capability_statement t WHERE t.branch_id = b.id AND t.kind = 'confirmed'), '{}')
     WHERE b.id = ANY($1)`,
    [branches.map(({ id }) => id)],
  );
}

const statement = (n: number, branchId: string, recordedAt: Date) => ({
  id: seededId('capability_statement', n),
  branchId,
  onDay: londonDate(recordedAt),
  documentId: null,
  recordedAt,
});

type Told =
  | {
      readonly name: 'branch.capabilities_declared';
      readonly payload: Omit<EventPayloads['branch.capabilities_declared'], 'digests' | 'branchId'>;
    }
  | {
      readonly name: 'branch.capabilities_answered';
      readonly payload: Omit<EventPayloads['branch.capabilities_answered'], 'digests' | 'branchId'>;
    };

/** Stores statements with their digests and events. */
async function record(
  { tx }: Loading,
  branches: readonly PlannedBranch[],
  rows: readonly CapabilityStatementEntity[],
  toldOf: (row: CapabilityStatementEntity) => Told,
): Promise<void> {
  await storeRows(tx, 'capability_statement', rows);
  const digests = await digestRecords(
    tx,
    'capability_statement',
    rows.map(({ id }) => id),
  );
  const events = rows.map((row, index) => {
    const { name, payload } = toldOf(row);
    return {
      id: seededId(`event of ${name}`, index + 1),
      authorityId: null,
      providerIds: [branches[index]?.providerId],
      name,
      subjectType: 'branch',
      subjectId: row.branchId,
      packageId: null,
      actorId: row.recordedBy,
      at: row.recordedAt,
      payload: { ...digestsOf(digests, row.id), branchId: row.branchId, ...payload },
    };
  });
  await storeRows(tx, 'event', events);
}
