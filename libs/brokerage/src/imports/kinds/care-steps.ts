import { ownerWhoIsThere } from '../../identity/steps/owner-who-is-there.js';
import { v7 as uuid } from 'uuid';
import { readCareRow, type CareRow } from '#domain/imports/read-care-row';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { eventOf } from '#platform/log/new-event';
import { digestRecords, digestsOf } from '../../digests/digest-records.js';
import { shareStandingLock } from '../../facts/standing-lock.js';
import { PackageEntity, PackageVersionEntity } from '../../rows/package.entity.js';
import { PlacementEntity } from '../../rows/placement.entity.js';
import { ConcernEntity } from '../../rows/report.entity.js';
import {
  type ImportContext,
  judgeEach,
  type KindSteps,
  type ReadRow,
  type RowVerdict,
  type WrittenRow,
} from '../steps/kind-steps.js';
import { type Breach, breachesOf, type CareToCheck } from './care-breaches.queries.js';
import { type CarePlace, placesOfCare } from './care-places.js';

/**
 * Imports care that was live before Homeward. Each row becomes a live package with its placement, which has its own start
 * and its own history of sizes. No branch is asked. Care in breach of a condition gets a concern with an owner.
 */
export const CARE_STEPS: KindSteps<CareRow> = {
  lock: ({ tx }) => shareStandingLock(tx),
  read: (cells, { today }) => readCareRow(cells, today),
  judge: async (reader, rows, context) => {
    const placeOf = await placesOfCare(reader, rows, context);
    const checks = new Map(rows.map((row) => [row.number, toCheck(row.value, placeOf(row.value))]));
    const breaches = await breachesOf(
      reader,
      context.authorityId,
      context.now,
      [...checks.values()].filter((check) => check !== null),
    );
    return judgeEach(rows, (verdict, { number, value }) => {
      const place = placeOf(value);
      judgePlace(verdict, value, place);
      if (!verdict.isAdded) return;
      if (!place.isContracted)
        verdict.note('The branch has no contract, or the deliverer no subcontract, in this lot today.');
      if (place.besides.length > 0)
        verdict.note(
          `The branch delivers other care to this person: ${place.besides.slice(0, 5).join(', ')}.`,
        );
      const check = checks.get(number);
      for (const breach of check ? breaches(check) : []) verdict.note(breachSentence(breach));
    });
  },
  write: async (act, rows, context) => {
    const placeOf = await placesOfCare(act.tx, rows, context);
    const first = await takeReferences(act.tx, context.authorityId, rows.length);
    const care = rows.map((row, index) => newCare(row, placeOf(row.value), first + index, context));
    await storeCare(act.tx, care, context);
    await logStarts(act, care, context);
    await recordBreaches(act, care, context);
    return care.map(({ row, placement }): WrittenRow => ({
      number: row.number,
      recordId: placement.id,
      isSizeAssumed: row.value.isSizeAssumed,
    }));
  },
};

const breachSentence = ({ reference }: Breach): string =>
  `This care runs in breach of restriction ${reference}. The breach is recorded as a concern.`;

function judgePlace(verdict: RowVerdict, row: CareRow, place: CarePlace): void {
  if (place.isPersonUnclear)
    verdict.refuse('Several people have this case number. Write it exactly.', 'Case number');
  else if (place.personId === null)
    verdict.refuse('No person with this case number is recorded.', 'Case number');
  else if (place.lot === null)
    verdict.refuse('The postcode of the person lies in none of your lots.', 'Case number');
  else if (row.lotCode !== null && row.lotCode.toLowerCase() !== place.lot.code.toLowerCase())
    verdict.refuse(`The person lives in lot ${place.lot.code}.`, 'Lot code');
  if (place.branch === null) verdict.refuse('No branch with this id is recorded.', 'CQC location id');
  if (place.deliverer === null && row.delivererId !== row.branchId)
    verdict.refuse('No branch with this id is recorded.', 'CQC location id of the delivering branch');
}

function toCheck(row: CareRow, { personId, deliverer, lot }: CarePlace): CareToCheck | null {
  if (personId === null || deliverer === null || lot === null) return null;
  const { weeklyMinutes, startedAt, sizes } = row;
  return {
    packageId: null,
    personId,
    delivererId: deliverer.id,
    lotId: lot.id,
    weeklyMinutes,
    startedAt,
    sizes,
  };
}

/** Takes the next numbers of packages. Locks the authority's row until the commit, so that numbers have no gaps. */
async function takeReferences(tx: Tx, authorityId: string, count: number): Promise<number> {
  const { rows } = await tx.write<{ last: number }>(
    'UPDATE authority SET package_count = package_count + $2 WHERE id = $1 RETURNING package_count AS last',
    [authorityId, count],
  );
  const [row] = rows;
  if (!row) throw new Error('the authority of an import exists');
  return row.last - count + 1;
}

interface NewCare {
  readonly row: ReadRow<CareRow>;
  readonly pkg: PackageEntity;
  readonly placement: PlacementEntity;
  readonly providerIds: readonly string[];
}

const REFERENCE_DIGITS = 6;

function newCare(
  row: ReadRow<CareRow>,
  place: CarePlace,
  n: number,
  { authorityId, now }: ImportContext,
): NewCare {
  const { personId, home, lot, branch, deliverer } = place;
  // The row was judged in this transaction, so everything that it names was found.
  if (!personId || !home || !lot || !branch || !deliverer) throw new DomainError('import_file_invalid');
  const { urgency, visits, needs, note, weeklyMinutes, hourlyRatePence, startedAt, sizes } = row.value;
  const pkg: PackageEntity = {
    id: uuid(),
    authorityId,
    reference: `HW-${String(n).padStart(REFERENCE_DIGITS, '0')}`,
    personId,
    lotId: lot.id,
    postcodeDistrict: home.district,
    postcodeSector: home.sector,
    status: 'live',
    urgency,
    visits: [...visits],
    needs: [...needs],
    note,
    weeklyMinutes,
    createdAt: now,
    version: 1,
    withdrawReason: null,
    nextAction: null,
    nextActionOwnerId: null,
    nextActionDueAt: null,
  };
  const placement: PlacementEntity = {
    id: uuid(),
    authorityId,
    packageId: pkg.id,
    personId,
    awardId: null,
    lotId: lot.id,
    branchId: branch.id,
    deliveringBranchId: deliverer.id,
    status: 'live',
    weeklyMinutes,
    hourlyRatePence,
    visits,
    startedAt,
    endedAt: null,
    endReason: null,
    endNote: null,
    version: sizes.length,
  };
  return { row, pkg, placement, providerIds: [...new Set([branch.providerId, deliverer.providerId])] };
}

async function storeCare(
  tx: Tx,
  care: readonly NewCare[],
  { userId, now, authorityId }: ImportContext,
): Promise<void> {
  const versions = care.map(({ pkg }): PackageVersionEntity => {
    const { id: packageId, version, urgency, visits, needs, note, weeklyMinutes } = pkg;
    return {
      packageId,
      version,
      authorityId,
      urgency,
      visits,
      needs,
      note,
      weeklyMinutes,
      at: now,
      actorId: userId,
    };
  });
  const sizes = care.flatMap(({ row, placement }) =>
    row.value.sizes.map(({ from, weeklyMinutes }, index) => ({
      id: placement.id,
      version: index + 1,
      from,
      weeklyMinutes,
    })),
  );
  await insertRows(tx, PackageEntity, ...care.map(({ pkg }) => pkg));
  await insertRows(tx, PackageVersionEntity, ...versions);
  await insertRows(tx, PlacementEntity, ...care.map(({ placement }) => placement));
  await tx.write(
    `INSERT INTO placement_size (placement_id, version, authority_id, from_at, weekly_minutes)
     SELECT id, version, $1, from_at, minutes
     FROM unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::int[]) AS s (id, version, from_at, minutes)`,
    [
      authorityId,
      sizes.map(({ id }) => id),
      sizes.map(({ version }) => version),
      sizes.map(({ from }) => from),
      sizes.map(({ weeklyMinutes }) => weeklyMinutes),
    ],
  );
}

async function logStarts(
  act: Act,
  care: readonly NewCare[],
  { authorityId, now }: ImportContext,
): Promise<void> {
  const ids = care.map(({ placement }) => placement.id);
  const digests = await digestRecords(act.tx, 'placement', ids);
  await act.append(
    ...care.map(({ pkg, placement, providerIds }) =>
      eventOf(
        'placement.started',
        {
          ...digestsOf(digests, placement.id),
          placementId: placement.id,
          packageId: pkg.id,
          deliveringBranchId: placement.deliveringBranchId,
          weeklyMinutes: placement.weeklyMinutes,
        },
        { authorityId, providerIds, at: now },
      ),
    ),
  );
}

/**
 * Records each breach as a concern. Its owner is the owner of the restriction, or the user who imports if another
 * authority recorded the restriction.
 */
async function recordBreaches(
  act: Act,
  care: readonly NewCare[],
  { authorityId, userId, now }: ImportContext,
): Promise<void> {
  const checks = care.map(({ row, pkg, placement }) => ({
    packageId: pkg.id,
    personId: pkg.personId,
    delivererId: placement.deliveringBranchId,
    lotId: pkg.lotId,
    weeklyMinutes: pkg.weeklyMinutes,
    startedAt: placement.startedAt,
    sizes: row.value.sizes,
  }));
  const breaches = await breachesOf(act.tx, authorityId, now, checks);
  const found = checks.flatMap((check) => breaches(check).map((breach) => ({ check, breach })));
  const owners = new Map<string, string>();
  for (const id of new Set(found.map(({ breach }) => breach.ownerId ?? userId)))
    owners.set(id, await ownerWhoIsThere(act.tx, id, now));
  const concerns = found.map(({ check, breach: { conditionId, ownerId } }): ConcernEntity => ({
    id: uuid(),
    authorityId,
    branchId: check.delivererId,
    kind: 'condition_breach',
    packageId: check.packageId,
    awardId: null,
    reportId: null,
    conditionId,
    ownerId: owners.get(ownerId ?? userId) ?? userId,
    at: now,
    closedAt: null,
    outcome: null,
  }));
  await insertRows(act.tx, ConcernEntity, ...concerns);
  await act.append(
    ...concerns.map(({ id, branchId, kind }) =>
      eventOf('concern.recorded', { concernId: id, branchId, kind }, { authorityId, at: now }),
    ),
  );
}
