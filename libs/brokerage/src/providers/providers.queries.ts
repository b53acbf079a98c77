import type { Page } from '#contracts/list-page';
import type { BranchView, ProviderView } from '#contracts/providers';
import type { Reader } from '#platform/database/database';
import { instantInJson } from '#platform/database/instant-in-json';
import { found } from '../access/scope.js';

const DEFAULT_LIMIT = 50;

/**
 * The request for a page of the CQC register, ordered by name. The cursor is the CQC id of the last entry on
 * the previous page.
 */
export interface RegisterRequest {
  readonly after?: string;
  readonly limit?: number;
}

function toPage<T extends { readonly id: string }>(rows: readonly T[], limit: number): Page<T> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** @throws DomainError `provider_not_found` */
export async function providerView(reader: Reader, id: string): Promise<ProviderView> {
  const [row]: ProviderView[] = await reader.query('SELECT id, name FROM provider WHERE id = $1', [id]);
  return found(row, 'provider_not_found');
}

export async function providerPage(
  reader: Reader,
  { after, limit = DEFAULT_LIMIT }: RegisterRequest,
): Promise<Page<ProviderView>> {
  const rows: ProviderView[] = await reader.query(
    `SELECT id, name FROM provider
     WHERE $1::text IS NULL OR (name, id) > (SELECT name, id FROM provider WHERE id = $1)
     ORDER BY name, id LIMIT $2`,
    [after ?? null, limit + 1],
  );
  return toPage(rows, limit);
}

/** The view of branches for the authority `$1`, which sees the names of its own users. Null for other readers. */
const BRANCH_VIEW = `
  SELECT b.id, b.provider_id AS "providerId", p.name AS "providerName", b.name, b.postcode,
         jsonb_build_object('status', b.registration_status, 'dormant', b.dormant, 'personalCare', b.personal_care)
           AS registration,
         b.ratings, b.capabilities, b.telephone, b.manager_name AS "managerName", g.source, b.version
  FROM branch b JOIN provider p ON p.id = b.provider_id
  LEFT JOIN LATERAL (
    SELECT jsonb_build_object('kind', g.source_kind, 'reference', g.reference, 'publishedOn', g.published_on,
             'recordedAt', ${instantInJson('g.recorded_at')},
             'recordedByAuthority', a.name,
             'recordedBy', CASE WHEN g.recorded_by_authority_id = $1::uuid THEN user_name(g.recorded_by) END) AS source
    FROM register_entry g JOIN authority a ON a.id = g.recorded_by_authority_id
    WHERE g.branch_id = b.id ORDER BY g.version DESC LIMIT 1) g ON true`;

/** @throws DomainError `branch_not_found` */
export async function branchView(
  reader: Reader,
  id: string,
  authorityId: string | null = null,
): Promise<BranchView> {
  const [row]: BranchView[] = await reader.query(`${BRANCH_VIEW} WHERE b.id = $2`, [authorityId, id]);
  return found(row, 'branch_not_found');
}

export interface BranchFilter {
  readonly providerId?: string;
  /** Filters by lot: lists only branches that have or had a contract in this lot. */
  readonly lotId?: string;
  /** A part of the name to filter by, in upper or lower case. */
  readonly name?: string;
}

export async function branchPage(
  reader: Reader,
  { after, limit = DEFAULT_LIMIT, ...filter }: RegisterRequest & BranchFilter,
  authorityId: string | null = null,
): Promise<Page<BranchView>> {
  const rows: BranchView[] = await reader.query(
    `${BRANCH_VIEW}
     WHERE ($2::text IS NULL OR (b.name, b.id) > (SELECT name, id FROM branch WHERE id = $2))
       AND ($3::text IS NULL OR b.provider_id = $3)
       AND ($4::uuid IS NULL OR EXISTS (
         SELECT 1 FROM contract c WHERE c.branch_id = b.id AND c.lot_id = $4))
       AND ($5::text IS NULL OR position(lower($5) in lower(b.name)) > 0)
     ORDER BY b.name, b.id LIMIT $6`,
    [
      authorityId,
      after ?? null,
      filter.providerId ?? null,
      filter.lotId ?? null,
      filter.name ?? null,
      limit + 1,
    ],
  );
  return toPage(rows, limit);
}
