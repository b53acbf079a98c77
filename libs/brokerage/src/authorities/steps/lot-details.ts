import type { LotSettings } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { normaliseArea } from '#domain/lots/postcode';
import { lotSettingsFaults } from '#domain/lots/lot-settings';
import type { Tx } from '#platform/database/database';
import { brokenConstraint } from '#platform/database/postgres-error';

/** @throws DomainError `lot_settings_invalid` with every fault */
export function acceptSettings(settings: LotSettings): void {
  const faults = lotSettingsFaults(settings);
  if (faults.length > 0) throw new DomainError('lot_settings_invalid', { faults });
}

/**
 * @throws DomainError `lot_settings_invalid` with each text that is neither a postcode district nor a sector
 */
export function normalisedAreas(areas: readonly string[]): string[] {
  const normalised = areas.map((area) => ({ area, as: normaliseArea(area) }));
  const unknown = normalised.filter(({ as }) => as === null).map(({ area }) => area);
  if (unknown.length > 0) throw new DomainError('lot_settings_invalid', { unknownAreas: unknown });
  return [...new Set(normalised.flatMap(({ as }) => as ?? []))];
}

/** Replaces the postcode areas of a lot. */
export async function writeAreas(
  tx: Tx,
  authorityId: string,
  lotId: string,
  areas: readonly string[],
): Promise<void> {
  await tx.write('DELETE FROM lot_area WHERE authority_id = $1 AND lot_id = $2', [authorityId, lotId]);
  await tx.write(
    'INSERT INTO lot_area (authority_id, area, lot_id) SELECT $1, area, $2 FROM unnest($3::text[]) AS area',
    [authorityId, lotId, areas],
  );
}

/**
 * Turns a violated unique constraint into a domain error. Two lots of an authority may not share a code or an
 * area.
 */
export async function refusingTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (brokenConstraint(error) === 'uq_lot_code') throw new DomainError('lot_code_taken');
    if (brokenConstraint(error) === 'uq_lot_area') throw new DomainError('lot_area_taken');
    throw error;
  }
}
