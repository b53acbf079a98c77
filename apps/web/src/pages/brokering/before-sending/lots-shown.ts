import type { DecisionView } from '#contracts/eligibility';
import type { LotOffice, LotOutline, LotView } from '#contracts/lots';
import { lotMap } from '../../../pictures/lot-map.js';

/** How many branches that may and may not take the package have their office in a lot, for the map and its table. */
export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly isAsked: boolean;
  readonly may: number;
  readonly mayNot: number;
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
  const may = new Set(decisions.filter(({ eligible }) => eligible).map(({ branchId }) => branchId));
  const all = new Set(decisions.map(({ branchId }) => branchId));
  const based = (id: string | null) =>
    offices
      .filter((office) => office.lotId === id && all.has(office.branchId))
      .map(({ branchId }) => branchId);
  const counted = (id: string | null) => {
    const branches = based(id);
    const able = branches.filter((branch) => may.has(branch)).length;
    return { may: able, mayNot: branches.length - able };
  };
  const rows: LotRow[] = lots.map(({ id, code, name }) => ({
    id,
    code,
    name,
    isAsked: id === lotId,
    ...counted(id),
  }));
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const map = lotMap(outlines);
  return {
    rows,
    outside: counted(null),
    map: map && {
      ...map,
      shapes: map.shapes.map((shape) => {
        const { may, isAsked } = rowOf.get(shape.id) ?? { may: 0, isAsked: false };
        return { ...shape, isAsked, kind: may > 0 ? 'some' : null, figure: may > 0 ? String(may) : '' };
      }),
    },
  };
}
