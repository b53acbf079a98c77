/** A district (`LE13`) or sector (`LE11 3`) and the lot it belongs to. An authority has each once. */
export interface LotArea {
  readonly area: string;
  readonly lotId: string;
}

/** The lot that a postcode sector lies in; the longest match wins, so a sector beats its district. */
export function locateLot(sector: string, areas: readonly LotArea[]): string | null {
  const lotOf = (wanted: string) => areas.find(({ area }) => area === wanted)?.lotId;
  return lotOf(sector) ?? lotOf(districtOf(sector)) ?? null;
}

function districtOf(sector: string): string {
  return sector.replace(/ \d$/, '');
}
