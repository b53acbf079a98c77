import type { LotOutline, LotView } from '#contracts/lots';
import type { LotTransfers } from '#contracts/reallocations';
import { hoursInWords } from '../../../formats/quantities.js';
import { type LotMap, type LotShape, lotMap } from '../../../pictures/lot-map.js';

interface TransferLotShape extends LotShape {
  /** `short` marks a lot with stuck transfers, `some` a lot with open transfers. */
  readonly kind: 'some' | 'short' | null;
  readonly figure: string;
}

export interface TransfersByLot {
  readonly rows: readonly {
    readonly lot: string;
    readonly closed: number;
    readonly open: number;
    readonly stuck: number;
    readonly hours: string;
  }[];
  /** Null if no lot with transfers has an outline. */
  readonly map: (Omit<LotMap, 'shapes'> & { readonly shapes: readonly TransferLotShape[] }) | null;
}

/** Shapes the transfers in each lot as a table, and as a map with the number of open transfers in each lot. */
export function transfersByLot(
  transfers: readonly LotTransfers[],
  lots: readonly Pick<LotView, 'id' | 'code' | 'name'>[],
  outlines: readonly LotOutline[],
): TransfersByLot {
  const inLot = new Map(transfers.map((row) => [row.lotId, row]));
  const isOnMap = outlines.some(({ id }) => inLot.has(id));
  const map = isOnMap ? lotMap(outlines) : null;
  return {
    rows: transfers.map(({ lotId, closed, open, stuck, openMinutes }) => {
      const lot = lots.find(({ id }) => id === lotId);
      return {
        lot: lot ? `${lot.code} ${lot.name}` : '–',
        closed,
        open,
        stuck,
        hours: hoursInWords(openMinutes),
      };
    }),
    map: map && { ...map, shapes: map.shapes.map((shape) => ({ ...shape, ...markOf(inLot.get(shape.id)) })) },
  };
}

function markOf(row: LotTransfers | undefined): Pick<TransferLotShape, 'kind' | 'figure'> {
  if (!row) return { kind: null, figure: '' };
  if (row.stuck > 0) return { kind: 'short', figure: `${row.open} !` };
  return row.open > 0 ? { kind: 'some', figure: String(row.open) } : { kind: null, figure: '0' };
}
