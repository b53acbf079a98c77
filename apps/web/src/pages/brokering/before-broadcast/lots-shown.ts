import type { DecisionView } from '#contracts/eligibility';
import type { LotOffice, LotOutline, LotView } from '#contracts/lots';
import { lotMap } from '../../../pictures/lot-map.js';

/**
 * A lot on the map and in the table beside the map, with the numbers of eligible and ineligible branches that
 * have an office in the lot.
 */
export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly isAsked: boolean;
  readonly eligible: number;
  readonly ineligible: number;
}

export function lotsShown({
  lots,
  outlines,
  offices,
  decisions,
  lotId,
}: {
  readonly lots: readonly LotView[];
  readonly outlines: readonly LotOutline[];
  readonly offices: readonly LotOffice[];
  readonly decisions: readonly DecisionView[];
  readonly lotId: string;
}) {
  const eligibleIds = new Set(decisions.filter(({ eligible }) => eligible).map(({ branchId }) => branchId));
  const allIds = new Set(decisions.map(({ branchId }) => branchId));
  const countIn = (id: string | null) => {
    const inLot = offices.filter((office) => office.lotId === id && allIds.has(office.branchId));
    const eligible = inLot.filter(({ branchId }) => eligibleIds.has(branchId)).length;
    return { eligible, ineligible: inLot.length - eligible };
  };
  const rows: LotRow[] = lots.map(({ id, code, name }) => ({
    id,
    code,
    name,
    isAsked: id === lotId,
    ...countIn(id),
  }));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const map = lotMap(outlines);
  return {
    rows,
    outside: countIn(null),
    map: map && {
      ...map,
      shapes: map.shapes.map((shape) => {
        const { eligible, isAsked } = rowOf.get(shape.id) ?? { eligible: 0, isAsked: false };
        const figure = eligible > 0 ? String(eligible) : '';
        return { ...shape, isAsked, kind: eligible > 0 ? 'some' : null, figure };
      }),
    },
  };
}
