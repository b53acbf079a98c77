import type {
  BranchCapabilitiesView,
  BranchDeclarations,
  CapabilityStatementView,
  WithdrawalPreview,
} from '#contracts/capabilities';
import type { Capability } from '#contracts/needs';
import { answersTo, type CapabilityStatement } from '#domain/capabilities/standing-capabilities';
import { authorityIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { Actor } from '#contracts/roles-and-actors';
import { authorityOf, found, providerMember } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';

/** Reads all statements about capabilities of a branch, the oldest first. */
export function statementsOf(reader: Reader, branchId: string): Promise<CapabilityStatement[]> {
  return reader.query(
    `SELECT kind, capabilities, recorded_by_authority_id AS "authorityId" FROM capability_statement
     WHERE branch_id = $1 ORDER BY recorded_at, id`,
    [branchId],
  );
}

/** Who reads the capabilities of a branch: a council, or the provider of the branch. */
export type CapabilityReader = { readonly authorityId: string } | { readonly providerId: string };

export function capabilityReader(actor: Actor): CapabilityReader {
  return actor.kind === 'staff'
    ? { authorityId: authorityOf(actor) }
    : { providerId: providerMember(actor).providerId };
}

const MOST_STATEMENTS = 200;

/**
 * Returns what a branch declares, what councils confirmed of it, and the last 200 statements.
 *
 * @throws DomainError `branch_not_found` also for a branch of another provider; `branch_outside_limit`
 */
export async function branchCapabilities(
  reader: Reader,
  branchId: string,
  by: CapabilityReader,
  today: string,
): Promise<BranchCapabilitiesView> {
  await assertWithinLimit(reader, [branchId]);
  const authorityId = 'authorityId' in by ? by.authorityId : null;
  const providerId = 'providerId' in by ? by.providerId : null;
  const [branch]: { name: string; capabilities: Capability[]; confirmed: Capability[]; councils: number }[] =
    await reader.query(
      `SELECT name, capabilities, confirmed_capabilities AS confirmed, coalesce(councils_relying_on(id, $3::date), 0) AS councils
       FROM branch WHERE id = $1 AND ($2::text IS NULL OR provider_id = $2)`,
      [branchId, providerId, today],
    );
  const { name, capabilities, confirmed, councils } = found(branch, 'branch_not_found');
  const [all, statements] = await Promise.all([
    statementsOf(reader, branchId),
    statementViews(reader, branchId, { authorityId, most: MOST_STATEMENTS }),
  ]);
  return {
    branchId,
    branchName: name,
    councils,
    standing: capabilities.map((capability) => {
      const answers = answersTo(capability, all);
      return {
        capability,
        isConfirmed: confirmed.includes(capability),
        confirmedBy: [...answers.values()].filter((answer) => answer === 'confirmed').length,
        ownAnswer: (authorityId === null ? undefined : answers.get(authorityId)) ?? null,
      };
    }),
    statements,
  };
}

/** Lists the last statements about capabilities of a branch, newest first, as an authority or the provider sees them. */
export function statementViews(
  reader: Reader,
  branchId: string,
  { authorityId, most }: { readonly authorityId: string | null; readonly most: number },
): Promise<CapabilityStatementView[]> {
  return reader.views(
    `SELECT t.id, t.kind, t.capabilities, t.on_day AS "onDay", t.evidence,
            CASE WHEN t.recorded_by_authority_id = $2::uuid THEN t.document_id END AS "documentId",
            t.recorded_at AS "recordedAt",
            CASE WHEN t.recorded_by_authority_id = $2::uuid THEN 'own_council'
                 WHEN t.recorded_by_authority_id IS NOT NULL THEN 'another_council'
                 WHEN t.recorded_by IS NOT NULL THEN 'provider' ELSE 'not_known' END AS "recordedBy",
            CASE WHEN t.recorded_by_authority_id = $2::uuid OR (t.recorded_by_authority_id IS NULL AND $2::uuid IS NULL)
                 THEN user_name(t.recorded_by) END AS "recordedByName"
     FROM capability_statement t WHERE t.branch_id = $1 ORDER BY t.recorded_at DESC, t.id DESC LIMIT $3`,
    [branchId, authorityId, most],
  );
}

/** Lists the branches of a provider that the user may see, with how much each declares. */
export function declarationsOf(reader: Reader, providerId: string): Promise<BranchDeclarations[]> {
  return reader.query(
    `SELECT id AS "branchId", name AS "branchName", cardinality(capabilities) AS declared,
            cardinality(confirmed_capabilities) AS confirmed
     FROM branch WHERE provider_id = $1 AND id = ANY (tenant_branches()) ORDER BY name, id`,
    [providerId],
  );
}

/**
 * Lists what rests on capabilities that a branch of the reader's provider would withdraw: open invitations and live care
 * that need them. An administrator of the provider may see neither, and gets them without their ids.
 *
 * @throws DomainError `branch_not_found` also for a branch of another provider; `branch_outside_limit`
 */
export async function withdrawalPreviewFor(
  reader: Reader,
  actor: Actor,
  branchId: string,
  capabilities: readonly Capability[],
): Promise<WithdrawalPreview> {
  const { providerId, kind } = providerMember(actor);
  const own = await reader.query('SELECT 1 FROM branch WHERE id = $1 AND provider_id = $2', [
    branchId,
    providerId,
  ]);
  found(own[0], 'branch_not_found');
  await assertWithinLimit(reader, [branchId]);
  const seesWork = kind === 'provider';
  const asked = [branchId, capabilities, seesWork];
  const [invitations, care] = await Promise.all([
    reader.views<WithdrawalPreview['invitations'][number]>(
      `SELECT CASE WHEN $3::boolean THEN i.id END AS id, k.needs AS capabilities,
              l.name AS "lotName", k.weekly_minutes AS "weeklyMinutes", b.closes_at AS "closesAt"
       FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id JOIN package k ON k.id = b.package_id
       JOIN lot l ON l.id = b.lot_id
       WHERE $1 = ANY (i.may_deliver) AND i.status = 'open' AND b.status = 'open' AND k.needs && $2::text[]
       ORDER BY b.closes_at, i.id`,
      asked,
    ),
    reader.views<WithdrawalPreview['care'][number]>(
      `SELECT CASE WHEN $3::boolean THEN p.id END AS id, k.needs AS capabilities,
              l.name AS "lotName", p.weekly_minutes AS "weeklyMinutes"
       FROM placement p JOIN package k ON k.id = p.package_id JOIN lot l ON l.id = p.lot_id
       WHERE p.delivering_branch_id = $1 AND p.status = 'live' AND k.needs && $2::text[]
         AND ${authorityIsLive('p.authority_id')}
       ORDER BY l.name, p.id`,
      asked,
    ),
  ]);
  const askedOf = <T extends { readonly capabilities: readonly Capability[] }>(one: T): T => ({
    ...one,
    capabilities: one.capabilities.filter((need) => capabilities.includes(need)),
  });
  return { invitations: invitations.map(askedOf), care: care.map(askedOf) };
}
