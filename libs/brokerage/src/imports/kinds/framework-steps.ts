import { v7 as uuid } from 'uuid';
import {
  type CapacityRow,
  type ContractRow,
  readCapacityRow,
  readContractRow,
  readLotRow,
  readSubcontractRow,
  type SubcontractRow,
} from '#domain/imports/read-framework-rows';
import type { NewLot } from '#contracts/lots';
import { notEndedOn } from '#domain/rules-in-sql';
import { londonInstant } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { writeAreas } from '../../authorities/steps/lot-details.js';
import { eventFieldsFor } from '../../providers/steps/contract-event-fields.js';
import { LotEntity } from '../../rows/authority.entity.js';
import { CapacityEntity, ContractEntity, SubcontractEntity } from '../../rows/provider.entity.js';
import { type ImportContext, judgeEach, type KindSteps } from '../steps/kind-steps.js';

/** Imports lots with their postcode areas. */
export const LOT_STEPS: KindSteps<NewLot> = {
  read: (cells) => readLotRow(cells),
  judge: async (reader, rows, { authorityId }) => {
    const lots = await lotIds(reader, authorityId);
    const taken = new Map(
      (
        await reader.query<{ area: string; code: string }>(
          'SELECT a.area, l.code FROM lot_area a JOIN lot l ON l.id = a.lot_id WHERE a.authority_id = $1',
          [authorityId],
        )
      ).map(({ area, code }) => [area, code]),
    );
    return judgeEach(rows, (verdict, { value: { code, areas } }) => {
      if (lots.has(code.toLowerCase())) {
        verdict.leave('there', 'A lot with this code is recorded already.');
        return;
      }
      for (const area of areas) {
        const owner = taken.get(area);
        if (owner !== undefined) verdict.refuse(`${area} belongs to lot ${owner}.`, 'Postcode areas');
      }
      if (verdict.isAdded) for (const area of areas) taken.set(area, code);
    });
  },
  write: async (act, rows, { authorityId, now }) => {
    const written = [];
    for (const { number, value } of rows) {
      const { areas, ...lot } = value;
      const id = uuid();
      await insertRows(act.tx, LotEntity, {
        id,
        authorityId,
        districtCode: null,
        districtName: null,
        ...lot,
        outline: null,
        version: 1,
      });
      await writeAreas(act.tx, authorityId, id, areas);
      await act.log('lot.recorded', { lotId: id }, { authorityId, at: now });
      written.push({ number, recordId: id });
    }
    return written;
  },
};

interface Term {
  readonly startsOn: string;
  readonly endsOn: string | null;
}

const overlaps = (one: Term, other: Term): boolean =>
  (one.endsOn === null || other.startsOn <= one.endsOn) &&
  (other.endsOn === null || one.startsOn <= other.endsOn);

const NO_LOT = 'No lot with this code is recorded.';
const NO_BRANCH = 'No branch with this id is recorded.';

/** Imports contracts. A branch has at most one contract in a lot at a time. */
export const CONTRACT_STEPS: KindSteps<ContractRow> = {
  read: (cells) => readContractRow(cells),
  judge: async (reader, rows, { authorityId }) => {
    const [lots, branches, contracts] = await Promise.all([
      lotIds(reader, authorityId),
      knownBranches(
        reader,
        rows.map(({ value }) => value.branchId),
      ),
      reader.query<Term & { branchId: string; lotId: string }>(
        `SELECT branch_id AS "branchId", lot_id AS "lotId", starts_on::text AS "startsOn", ends_on::text AS "endsOn"
         FROM contract WHERE authority_id = $1 AND branch_id = ANY ($2)`,
        [authorityId, rows.map(({ value }) => value.branchId)],
      ),
    ]);
    return judgeEach(rows, (verdict, { value }) => {
      const { branchId, lotCode, startsOn, endsOn } = value;
      const lotId = lots.get(lotCode.toLowerCase());
      if (lotId === undefined) verdict.refuse(NO_LOT, 'Lot code');
      if (!branches.has(branchId)) verdict.refuse(NO_BRANCH, 'CQC location id');
      if (!verdict.isAdded || lotId === undefined) return;
      const own = contracts.filter((one) => one.branchId === branchId && one.lotId === lotId);
      if (own.some((one) => overlaps(one, value)))
        verdict.refuse('The branch has another contract in this lot at the same time.');
      else contracts.push({ branchId, lotId, startsOn, endsOn });
    });
  },
  write: async (act, rows, { authorityId, now }) => {
    const lots = await lotIds(act.tx, authorityId);
    const contracts = rows.map(({ number, value }) => {
      const { reference: _, lotCode, ...terms } = value;
      const lotId = lots.get(lotCode.toLowerCase()) ?? '';
      return { number, contract: { id: uuid(), authorityId, lotId, ...terms, version: 1 } };
    });
    await insertRows(act.tx, ContractEntity, ...contracts.map(({ contract }) => contract));
    const providerOf = await providersOf(
      act.tx,
      contracts.map(({ contract }) => contract.branchId),
    );
    for (const { contract } of contracts) {
      const { fact, envelope } = eventFieldsFor(contract, providerOf(contract.branchId), now);
      await act.log('contract.recorded', fact, envelope);
    }
    return contracts.map(({ number, contract }) => ({ number, recordId: contract.id }));
  },
};

/** Imports subcontracts. The branch that gives care to another has a contract in the lot. */
export const SUBCONTRACT_STEPS: KindSteps<SubcontractRow> = {
  read: (cells) => readSubcontractRow(cells),
  judge: async (reader, rows, { authorityId }) => {
    const leads = rows.map(({ value }) => value.branchId);
    const [lots, branches, contracts, subcontracts] = await Promise.all([
      lotIds(reader, authorityId),
      knownBranches(
        reader,
        rows.flatMap(({ value }) => [value.branchId, value.delivererId]),
      ),
      reader.query<{ key: string }>(
        `SELECT branch_id || ' ' || lot_id AS key FROM contract WHERE authority_id = $1 AND branch_id = ANY ($2)`,
        [authorityId, leads],
      ),
      reader.query<Term & { key: string }>(
        `SELECT branch_id || ' ' || delivering_branch_id || ' ' || lot_id AS key, starts_on::text AS "startsOn",
                ends_on::text AS "endsOn"
         FROM subcontract WHERE authority_id = $1 AND branch_id = ANY ($2)`,
        [authorityId, leads],
      ),
    ]);
    const contracted = new Set(contracts.map(({ key }) => key));
    return judgeEach(rows, (verdict, { value }) => {
      const { branchId, delivererId, lotCode, startsOn, endsOn } = value;
      const lotId = lots.get(lotCode.toLowerCase());
      if (lotId === undefined) verdict.refuse(NO_LOT, 'Lot code');
      if (!branches.has(branchId)) verdict.refuse(NO_BRANCH, 'CQC location id of the contracted branch');
      if (!branches.has(delivererId)) verdict.refuse(NO_BRANCH, 'CQC location id of the delivering branch');
      if (!verdict.isAdded || lotId === undefined) return;
      const key = `${branchId} ${delivererId} ${lotId}`;
      if (!contracted.has(`${branchId} ${lotId}`))
        verdict.refuse(
          'The branch that subcontracts has no contract in this lot. Import the contracts first.',
        );
      else if (subcontracts.some((one) => one.key === key && overlaps(one, value)))
        verdict.refuse('The two branches have another subcontract in this lot at the same time.');
      else subcontracts.push({ key, startsOn, endsOn });
    });
  },
  write: async (act, rows, { authorityId, now }) => {
    const lots = await lotIds(act.tx, authorityId);
    const subcontracts = rows.map(({ number, value }) => {
      const { branchId, delivererId, lotCode, startsOn, endsOn } = value;
      const lotId = lots.get(lotCode.toLowerCase()) ?? '';
      const subcontract = {
        id: uuid(),
        authorityId,
        branchId,
        deliveringBranchId: delivererId,
        lotId,
        startsOn,
        endsOn,
      };
      return { number, subcontract };
    });
    await insertRows(act.tx, SubcontractEntity, ...subcontracts.map(({ subcontract }) => subcontract));
    const providerOf = await providersOf(
      act.tx,
      subcontracts.flatMap(({ subcontract }) => [subcontract.branchId, subcontract.deliveringBranchId]),
    );
    for (const { subcontract } of subcontracts) {
      const { id: subcontractId, branchId, deliveringBranchId, lotId } = subcontract;
      const providerIds = [...new Set([branchId, deliveringBranchId].map(providerOf))];
      await act.log(
        'subcontract.recorded',
        { subcontractId, branchId, lotId },
        { authorityId, providerIds, at: now },
      );
    }
    return subcontracts.map(({ number, subcontract }) => ({ number, recordId: subcontract.id }));
  },
};

/** Reads the providers of branches, which are recorded. Returns a function that gives the provider of each. */
async function providersOf(reader: Reader, branchIds: readonly string[]): Promise<(id: string) => string> {
  const rows = await reader.query<{ id: string; providerId: string }>(
    'SELECT id, provider_id AS "providerId" FROM branch WHERE id = ANY ($1)',
    [branchIds],
  );
  const providers = new Map(rows.map(({ id, providerId }) => [id, providerId]));
  return (id) => {
    const providerId = providers.get(id);
    if (providerId === undefined) throw new Error(`branch ${id} was recorded when its row was judged`);
    return providerId;
  };
}

/**
 * Imports the capacity that branches told the council before they use Homeward. A declaration that a branch made in
 * Homeward stays as it is.
 */
export const CAPACITY_STEPS: KindSteps<CapacityRow> = {
  read: (cells, { today }) => readCapacityRow(cells, today),
  judge: async (reader, rows, { authorityId, today }) => {
    const branchIds = rows.map(({ value }) => value.branchId);
    const [lots, branches, work, declared] = await Promise.all([
      lotIds(reader, authorityId),
      knownBranches(reader, branchIds),
      reader.query<{ key: string }>(
        `SELECT branch_id || ' ' || lot_id AS key FROM contract
         WHERE authority_id = $1 AND branch_id = ANY ($2) AND ${notEndedOn('contract', '$3')}
         UNION SELECT delivering_branch_id || ' ' || lot_id FROM subcontract
         WHERE authority_id = $1 AND delivering_branch_id = ANY ($2) AND ${notEndedOn('subcontract', '$3')}`,
        [authorityId, branchIds, today],
      ),
      reader.query<{ key: string }>(
        `SELECT branch_id || ' ' || lot_id AS key FROM capacity WHERE authority_id = $1 AND branch_id = ANY ($2)`,
        [authorityId, branchIds],
      ),
    ]);
    const [works, there] = [new Set(work.map(({ key }) => key)), new Set(declared.map(({ key }) => key))];
    return judgeEach(rows, (verdict, { value: { branchId, lotCode } }) => {
      const lotId = lots.get(lotCode.toLowerCase());
      if (lotId === undefined) verdict.refuse(NO_LOT, 'Lot code');
      if (!branches.has(branchId)) verdict.refuse(NO_BRANCH, 'CQC location id');
      if (!verdict.isAdded) return;
      const key = `${branchId} ${lotId}`;
      if (there.has(key)) verdict.leave('there', 'The branch has declared capacity in this lot already.');
      else if (!works.has(key)) verdict.refuse('The branch has no contract or subcontract in this lot.');
    });
  },
  write: async (act, rows, { authorityId, now }) => {
    const lots = await lotIds(act.tx, authorityId);
    const branches = await knownBranches(
      act.tx,
      rows.map(({ value }) => value.branchId),
    );
    const capacities = rows.map(({ number, value }) => {
      const { branchId, lotCode, spareMinutes, bands, doubleUps, declaredOn } = value;
      const lotId = lots.get(lotCode.toLowerCase()) ?? '';
      const declaredAt = new Date(Math.min(londonInstant(declaredOn, '12:00').getTime(), now.getTime()));
      const capacity = {
        authorityId,
        branchId,
        lotId,
        spareMinutes,
        bands: [...bands],
        doubleUps,
        declaredAt,
        version: 1,
      };
      return { number, capacity };
    });
    await insertRows(act.tx, CapacityEntity, ...capacities.map(({ capacity }) => capacity));
    for (const { capacity } of capacities) {
      const { branchId, lotId, spareMinutes } = capacity;
      const providerId = branches.get(branchId);
      const envelope = { authorityId, providerIds: providerId === undefined ? [] : [providerId], at: now };
      await act.log('capacity.declared', { branchId, lotId, spareMinutes }, envelope);
    }
    return capacities.map(({ number, capacity: { branchId, lotId } }) => ({
      number,
      recordId: `${branchId} ${lotId}`,
    }));
  },
};

/** The lots of an authority by their code in small letters. */
async function lotIds(
  reader: Reader,
  authorityId: ImportContext['authorityId'],
): Promise<Map<string, string>> {
  const rows = await reader.query<{ id: string; code: string }>(
    'SELECT id, code FROM lot WHERE authority_id = $1',
    [authorityId],
  );
  return new Map(rows.map(({ id, code }) => [code.toLowerCase(), id]));
}

/** The providers of branches, by the id of the branch. */
async function knownBranches(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.query<{ id: string; providerId: string }>(
    'SELECT id, provider_id AS "providerId" FROM branch WHERE id = ANY ($1)',
    [ids],
  );
  return new Map(rows.map(({ id, providerId }) => [id, providerId]));
}
