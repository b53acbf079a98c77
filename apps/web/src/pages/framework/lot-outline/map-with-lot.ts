import type { LotOutline } from '#contracts/lots';
import { lotMap } from '../../../pictures/lot-map.js';

/** Returns the map of all lots with their codes. One lot is marked. Null if no lot has an outline. */
export function mapWithLot(outlines: readonly LotOutline[], lotId: string) {
  const map = lotMap(outlines);
  return (
    map && {
      ...map,
      shapes: map.shapes.map((shape) => ({
        ...shape,
        kind: shape.id === lotId ? 'some' : null,
        isAsked: shape.id === lotId,
        figure: shape.code,
      })),
    }
  );
}
