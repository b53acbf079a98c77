import {
  type BranchRow,
  type DirectoryRow,
  readBranchRow,
  readDirectoryRow,
  readProviderRow,
} from '#domain/imports/read-framework-rows';
import { locateLot, parsePostcode } from '#domain/lots/postcode';
import type { NewBranch, NewProvider } from '#contracts/providers';
import type { Act } from '#platform/acts/act';
import type { Reader } from '#platform/database/database';
import { insertUnlessThere } from '#platform/database/insert-rows';
import { areasOf } from '../../authorities/authorities.queries.js';
import { together } from '../../digests/digest-records.js';
import { mayDeliver } from '../../facts/may-deliver.js';
import { acceptFile, managerRecordedIn } from '../../providers/steps/accept-register-entry.js';
import { recordRegisterEntry } from '../../providers/steps/register-entries.js';
import { stateForNewBranch } from '../../providers/steps/state-capabilities.js';
import { BranchEntity, ProviderEntity } from '../../rows/provider.entity.js';
import { type ImportContext, judgeEach, type KindSteps } from '../steps/kind-steps.js';

/** Imports providers. All authorities share the register, so a provider that is there stays as it is. */
export const PROVIDER_STEPS: KindSteps<NewProvider> = {
  read: (cells) => readProviderRow(cells),
  judge: async (reader, rows) => {
    const there = await known(
      reader,
      'provider',
      rows.map(({ value }) => value.id),
    );
    return judgeEach(rows, (verdict, { value }) => {
      if (there.has(value.id)) verdict.leave('there', 'This provider is recorded already.');
    });
  },
  write: async (act, rows, { now }) => {
    for (const { value } of rows) await addProvider(act, value, now);
    return rows.map(({ number, value }) => ({ number, recordId: value.id }));
  },
};

/** Imports branches, each with the source that its row names. */
export const BRANCH_STEPS: KindSteps<BranchRow> = {
  read: (cells, { today }) => readBranchRow(cells, today),
  judge: async (reader, rows) => {
    const [branches, providers] = await Promise.all([
      known(
        reader,
        'branch',
        rows.map(({ value }) => value.id),
      ),
      known(
        reader,
        'provider',
        rows.map(({ value }) => value.providerId),
      ),
    ]);
    return judgeEach(rows, (verdict, { value }) => {
      if (branches.has(value.id)) verdict.leave('there', 'This branch is recorded already.');
      else if (!providers.has(value.providerId))
        verdict.refuse(
          'No provider with this id is recorded. Import the providers first.',
          'CQC provider id',
        );
    });
  },
  write: async (act, rows, context) => {
    for (const { value } of rows) await addBranch(act, value, context);
    return rows.map(({ number, value }) => ({ number, recordId: value.id }));
  },
};

/** Imports home care branches in the authority's lots from CQC's own directory, with their providers. */
export const DIRECTORY_STEPS: KindSteps<DirectoryRow> = {
  read: (cells) => readDirectoryRow(cells),
  judge: async (reader, rows, { authorityId, producedOn, today }) => {
    const [there, areas] = await Promise.all([
      known(
        reader,
        'branch',
        rows.map(({ value }) => value.branch.id),
      ),
      areasOf(reader, authorityId),
    ]);
    return judgeEach(rows, (verdict, { value: { branch, isHomeCare } }) => {
      const sector = parsePostcode(branch.postcode)?.sector;
      if (!isHomeCare) verdict.leave('left_out', 'The service is no home care.');
      else if (there.has(branch.id)) verdict.leave('there', 'This branch is recorded already.');
      else if (sector === undefined || locateLot(sector, areas) === null)
        verdict.leave('left_out', 'The branch lies in none of your lots.');
      else if (producedOn === null)
        verdict.refuse('The file does not say on which day CQC made it. Import it as CQC publishes it.');
      else if (producedOn > today) verdict.refuse('The file says that CQC made it on a day to come.');
    });
  },
  write: async (act, rows, context) => {
    const { now, fileName, producedOn, today } = context;
    for (const { value } of rows) {
      const { branch, providerName } = value;
      await addProvider(act, { id: branch.providerId, name: providerName }, now);
      const source = { kind: 'directory', reference: fileName, publishedOn: producedOn ?? today } as const;
      await addBranch(act, { ...branch, source }, context);
    }
    return rows.map(({ number, value }) => ({ number, recordId: value.branch.id }));
  },
};

async function known(
  reader: Reader,
  table: 'provider' | 'branch',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] =
    table === 'provider'
      ? await reader.query('SELECT id FROM provider WHERE id = ANY ($1)', [ids])
      : await reader.query('SELECT id FROM branch WHERE id = ANY ($1)', [ids]);
  return new Set(rows.map(({ id }) => id));
}

/** Adds a provider unless another authority, or an earlier row, has added it. */
async function addProvider(act: Act, { id, name }: NewProvider, now: Date): Promise<void> {
  if (!(await insertUnlessThere(act.tx, ProviderEntity, { id, name }))) return;
  await act.log('provider.recorded', { providerId: id }, { authorityId: null, providerIds: [id], at: now });
}

async function addBranch(
  act: Act,
  { id, providerId, capabilities, ...file }: NewBranch,
  { userId, authorityId, now }: ImportContext,
): Promise<void> {
  const accepted = acceptFile(file, now);
  const by = { userId, authorityId };
  const branch = {
    ...{ id, providerId, ...accepted, closedBy: mayDeliver(accepted) ? [] : [userId], version: 1 },
    ...{ capabilities: [], confirmedCapabilities: [] },
    ...managerRecordedIn(accepted, { by, now }),
  };
  if (!(await insertUnlessThere(act.tx, BranchEntity, branch))) return;
  const decided = together(
    await recordRegisterEntry(act.tx, branch, { source: file.source, by, now }),
    await stateForNewBranch(act.tx, id, capabilities, { by, now }),
  );
  await act.log(
    'branch.recorded',
    { ...decided, branchId: id },
    { authorityId: null, providerIds: [providerId], at: now },
  );
}
