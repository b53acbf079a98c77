import { areaCoverage } from '#domain/lots/area-coverage';
import type { AreaCoverage, LotOffice, LotOutline, LotView } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { isNoFixedAbode, locateLot, parsePostcode } from '#domain/lots/postcode';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { areasOf } from './authorities.queries.js';

const LOT_VIEW = `
  SELECT l.id, l.code, l.name, l.district_code AS "districtCode", l.district_name AS "districtName", l.method, l.sealed,
         l.own_rank_shown AS "ownRankShown", l.tier_head_start_minutes AS "tierHeadStartMinutes",
         l.cascade_step_minutes AS "cascadeStepMinutes", l.rating_policy AS "ratingPolicy", l.weights,
         l.weights_reason AS "weightsReason", l.rate_floor_pence AS "rateFloorPence",
         l.rate_ceiling_pence AS "rateCeilingPence", l.version,
         ARRAY(SELECT area FROM lot_area WHERE lot_id = l.id ORDER BY area) AS areas
  FROM lot l`;

/** @throws DomainError `lot_not_found` */
export async function lotView(reader: Reader, authorityId: string, id: string): Promise<LotView> {
  const [row]: LotView[] = await reader.query(`${LOT_VIEW} WHERE l.authority_id = $1 AND l.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'lot_not_found');
}

export function lotsOf(reader: Reader, authorityId: string): Promise<LotView[]> {
  return reader.query(`${LOT_VIEW} WHERE l.authority_id = $1 ORDER BY l.code`, [authorityId]);
}

/** Finds overlaps and gaps of the postcode areas of an authority's lots (docs/rules.md §3.5.1). */
export async function areasOfLots(reader: Reader, authorityId: string): Promise<AreaCoverage> {
  const lots: { code: string; areas: string[] }[] = await reader.query(
    `SELECT l.code, ARRAY(SELECT area FROM lot_area WHERE lot_id = l.id ORDER BY area) AS areas
     FROM lot l WHERE l.authority_id = $1 ORDER BY l.code`,
    [authorityId],
  );
  return areaCoverage(lots);
}

/**
 * Lists the outlines of an authority's lots as GeoJSON geometry. The outline is null if the lot was recorded
 * without an outline.
 */
export function lotOutlines(reader: Reader, authorityId: string): Promise<LotOutline[]> {
  return reader.query('SELECT id, code, outline FROM lot WHERE authority_id = $1 ORDER BY code', [
    authorityId,
  ]);
}

export interface Located {
  readonly lotId: string;
  readonly postcode: string;
  readonly district: string;
  readonly sector: string;
}

/** @throws DomainError `postcode_invalid`, `postcode_no_fixed_abode`, `postcode_outside_lots` */
export async function locate(reader: Reader, authorityId: string, postcode: string): Promise<Located> {
  const parsed = parsePostcode(postcode);
  if (!parsed)
    throw new DomainError(isNoFixedAbode(postcode) ? 'postcode_no_fixed_abode' : 'postcode_invalid');
  const lotId = locateLot(parsed.sector, await areasOf(reader, authorityId));
  if (lotId === null) throw new DomainError('postcode_outside_lots', { sector: parsed.sector });
  return { lotId, ...parsed };
}

/** Lists the offices of the branches that work for an authority, under a contract or a subcontract. */
export async function lotOffices(reader: Reader, authorityId: string): Promise<LotOffice[]> {
  const branches: { id: string; postcode: string }[] = await reader.query(
    `SELECT id, postcode FROM branch
     WHERE id IN (SELECT branch_id FROM contract WHERE authority_id = $1
                  UNION SELECT delivering_branch_id FROM subcontract WHERE authority_id = $1)
     ORDER BY id`,
    [authorityId],
  );
  const areas = await areasOf(reader, authorityId);
  return branches.map(({ id: branchId, postcode }) => {
    const sector = parsePostcode(postcode)?.sector;
    return { branchId, lotId: sector === undefined ? null : locateLot(sector, areas) };
  });
}
