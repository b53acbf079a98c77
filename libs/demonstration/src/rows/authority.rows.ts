import type { AuthorityEntity, ClockProfileEntity, LotEntity } from '#brokerage/rows/authority.entity';
import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { URGENCIES } from '#contracts/packages';
import { LOT_OUTLINES } from '../leicestershire/lot-outlines.js';
import { settingsOfLot } from '../leicestershire/lot-settings.js';
import { DAYS_SINCE_SET_UP, daysBefore, LEICESTERSHIRE, type Loading } from './load-input-and-row-ids.js';
import { storeRows } from './store-rows.js';

const GSS_CODE = 'E10000018';

/**
 * Stores the authority with its lots and response deadlines. Also stores the last package number, so that the
 * next new package gets the number after it.
 */
export async function storeAuthority({ tx, plan, ids, now }: Loading): Promise<void> {
  const authority: AuthorityEntity = {
    id: ids.authority,
    name: LEICESTERSHIRE,
    gssCode: GSS_CODE,
    createdAt: daysBefore(now, DAYS_SINCE_SET_UP),
    packageCount: plan.livePackages.length,
    isDemonstration: true,
    clocksConfirmedAt: null,
    clocksConfirmedBy: null,
    contingencyRecipient: null,
    contingencyRecipientAt: null,
    contingencyRecipientBy: null,
    stage: 'live',
    stageSince: null,
    stageBy: null,
  };
  const lots = plan.lots.map(({ areas: _, ...lot }): LotEntity => ({
    id: ids.lot(lot.code),
    authorityId: ids.authority,
    ...lot,
    outline: LOT_OUTLINES[lot.code] ?? null,
    ...settingsOfLot(lot.code),
    version: 1,
  }));
  const areas = plan.lots.flatMap((lot) =>
    lot.areas.map((area) => ({ authorityId: ids.authority, area, lotId: ids.lot(lot.code) })),
  );
  await storeRows(tx, 'authority', [authority]);
  await storeRows(tx, 'clock_profile', usualClocks(ids.authority));
  await storeRows(tx, 'lot', lots);
  await storeRows(tx, 'lot_area', areas);
}

export function usualClocks(authorityId: string): ClockProfileEntity[] {
  return URGENCIES.map((urgency) => ({ authorityId, ...DEFAULT_CLOCK_PROFILES[urgency], version: 1 }));
}
