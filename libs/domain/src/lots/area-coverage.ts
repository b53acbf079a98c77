import type { AreaCoverage } from '#contracts/lots';

/** The postcode areas of one lot. */
export interface AreasOfLot {
  readonly code: string;
  readonly areas: readonly string[];
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => String(digit));
const districtOf = (area: string): string => area.split(' ')[0] ?? area;
const isSector = (area: string): boolean => area.includes(' ');

/**
 * Finds where the postcode areas of lots overlap and where they leave gaps: sectors inside another lot's district, and
 * districts of which only some sectors belong to a lot (docs/rules.md §3.5.1). A postcode in a gap belongs to no lot.
 */
export function areaCoverage(lots: readonly AreasOfLot[]): AreaCoverage {
  const lotOf = new Map(lots.flatMap(({ code, areas }) => areas.map((area) => [area, code] as const)));
  const sectors = [...lotOf.keys()].filter(isSector).sort();
  const nested = sectors.flatMap((sector) => {
    const [lot, inLot] = [lotOf.get(sector) ?? '', lotOf.get(districtOf(sector))];
    return inLot === undefined || inLot === lot ? [] : [{ sector, lot, district: districtOf(sector), inLot }];
  });
  const partial = [...new Set(sectors.map(districtOf))].filter((district) => !lotOf.has(district));
  const gaps = partial.map((district) => {
    const own = sectors.filter((sector) => districtOf(sector) === district);
    return {
      district,
      lots: [...new Set(own.flatMap((sector) => lotOf.get(sector) ?? []))].sort(),
      missing: DIGITS.map((digit) => `${district} ${digit}`).filter((sector) => !lotOf.has(sector)),
    };
  });
  return { nested, gaps: gaps.filter(({ missing }) => missing.length > 0) };
}
