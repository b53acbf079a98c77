import { groupedBy } from '#domain/collections';
import { locateLot, parsePostcode } from '#domain/lots/postcode';
import { referenceKey } from '#domain/imports/read-cell';
import type { CareRow } from '#domain/imports/read-care-row';
import { isLiveOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { areasOf } from '../../authorities/authorities.queries.js';
import type { ImportContext, ReadRow } from '../steps/kind-steps.js';

/** The person, the home and the branches that a row of care names. A part that was not found is null. */
export interface CarePlace {
  readonly personId: string | null;
  /** True if several people have this case number, but for capital letters, blanks and dashes. */
  readonly isPersonUnclear: boolean;
  readonly home: { readonly district: string; readonly sector: string } | null;
  readonly lot: { readonly id: string; readonly code: string } | null;
  readonly branch: NamedBranch | null;
  readonly deliverer: NamedBranch | null;
  /** True if the branch has a contract for the lot today, and the deliverer a subcontract if it is another branch. */
  readonly isContracted: boolean;
  /** The live packages of the person with the same deliverer. */
  readonly besides: readonly string[];
}

export interface NamedBranch {
  readonly id: string;
  readonly providerId: string;
}

interface PersonFound {
  readonly id: string;
  readonly reference: string;
  readonly key: string;
  readonly postcode: string;
}

/** Finds what rows of care name, for a whole batch with few statements. */
export async function placesOfCare(
  reader: Reader,
  rows: readonly ReadRow<CareRow>[],
  { authorityId, today }: ImportContext,
): Promise<(row: CareRow) => CarePlace> {
  const values = rows.map(({ value }) => value);
  const branchIds = [...new Set(values.flatMap((row) => [idOf(row.branchId), idOf(row.delivererId)]))];
  const [people, branches, areas, lots, contracts] = await Promise.all([
    reader.query<PersonFound>(
      `SELECT kept.id, p.reference, p.reference_key AS key, kept.postcode
       FROM person p JOIN person kept ON kept.id = coalesce(p.merged_into_id, p.id)
       WHERE p.authority_id = $1 AND p.reference_key = ANY ($2::text[])`,
      [authorityId, values.map(({ personReference }) => referenceKey(personReference))],
    ),
    reader.query<NamedBranch>('SELECT id, provider_id AS "providerId" FROM branch WHERE id = ANY ($1)', [
      branchIds,
    ]),
    areasOf(reader, authorityId),
    reader.query<{ id: string; code: string }>('SELECT id, code FROM lot WHERE authority_id = $1', [
      authorityId,
    ]),
    reader.query<{ key: string }>(
      `SELECT c.branch_id || ' ' || c.branch_id || ' ' || c.lot_id AS key FROM contract c
       WHERE c.authority_id = $1 AND c.branch_id = ANY ($2) AND ${isLiveOn('c', '$3::date')}
       UNION SELECT s.branch_id || ' ' || s.delivering_branch_id || ' ' || s.lot_id FROM subcontract s
       WHERE s.authority_id = $1 AND s.branch_id = ANY ($2) AND ${isLiveOn('s', '$3::date')}`,
      [authorityId, branchIds, today],
    ),
  ]);
  const besides = await livePackages(reader, authorityId, people, branchIds);
  const peopleByKey = groupedBy(people, ({ key }) => key);
  const branchById = new Map(branches.map((branch) => [branch.id, branch]));
  const lotById = new Map(lots.map((lot) => [lot.id, lot]));
  const contracted = new Set(contracts.map(({ key }) => key));
  return (row) => {
    const found = peopleByKey.get(referenceKey(row.personReference)) ?? [];
    const exact = found.find(({ reference }) => reference === row.personReference);
    const person = exact ?? (found.length === 1 ? found[0] : undefined);
    const home = person ? parsePostcode(person.postcode) : null;
    const lotId = home ? locateLot(home.sector, areas) : null;
    const branch = branchById.get(idOf(row.branchId)) ?? null;
    const deliverer = branchById.get(idOf(row.delivererId)) ?? null;
    const pair = `${branch?.id} ${deliverer?.id} ${lotId}`;
    return {
      personId: person?.id ?? null,
      isPersonUnclear: !person && found.length > 1,
      home: home && { district: home.district, sector: home.sector },
      lot: lotId === null ? null : (lotById.get(lotId) ?? null),
      branch,
      deliverer,
      isContracted: contracted.has(pair),
      besides: person && deliverer ? (besides.get(`${person.id} ${deliverer.id}`) ?? []) : [],
    };
  };
}

const idOf = (text: string): string => text.toUpperCase().replaceAll(/\s/g, '');

async function livePackages(
  reader: Reader,
  authorityId: string,
  people: readonly PersonFound[],
  branchIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await reader.query<{ key: string; reference: string }>(
    `SELECT p.person_id || ' ' || p.delivering_branch_id AS key, k.reference
     FROM placement p JOIN package k ON k.id = p.package_id
     WHERE p.authority_id = $1 AND p.status = 'live' AND p.person_id = ANY ($2::uuid[]) AND p.delivering_branch_id = ANY ($3)
     ORDER BY k.reference`,
    [authorityId, people.map(({ id }) => id), branchIds],
  );
  const found = new Map<string, string[]>();
  for (const { key, reference } of rows) found.set(key, [...(found.get(key) ?? []), reference]);
  return found;
}
