import type { LotOutline, LotView } from '#contracts/lots';
import type { PreviewView } from '#contracts/previews';
import { previewShown } from './preview-shown.js';

const LOT = { id: 'a', code: 'L1', name: "O'Brien <b> 李" } as LotView;
const PREVIEW: PreviewView = {
  branchId: '1-1',
  at: '2026-03-02T09:00:00Z',
  leavesOn: null,
  moves: true,
  care: {
    people: 2,
    placements: 2,
    weeklyMinutes: 1_050,
    timeCriticalVisits: 7,
    doubleUpVisits: 0,
    livingAlone: 1,
  },
  alreadyMoving: { people: 0, placements: 0, weeklyMinutes: 0 },
  invitationsRevoked: 3,
  offersLapsed: 1,
  awardsBlocked: 0,
  lotsWithoutTierOne: [{ lotId: 'a', code: 'L1', name: LOT.name }],
  untouched: {
    people: 1,
    weeklyMinutes: 60,
    byBranch: [{ deliveringBranchId: '1-2', name: 'Partner', people: 1, weeklyMinutes: 60 }],
  },
  capacity: [
    {
      lotId: 'a',
      needMinutes: 1_050,
      spareMinutes: 1_050,
      bands: [
        { band: 'breakfast', needMinutes: 600, spareMinutes: 599 },
        { band: 'bed', needMinutes: 450, spareMinutes: 450 },
        { band: 'night', needMinutes: 0, spareMinutes: 450 },
      ],
    },
    { lotId: 'b', needMinutes: 0, spareMinutes: 9_000, bands: [] },
  ],
  unplaceable: {
    people: 1,
    placements: 1,
    weeklyMinutes: 525,
    byLot: [{ lotId: 'a', people: 1, placements: 1, weeklyMinutes: 525 }],
  },
};

const square = (west: number): LotOutline['outline'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 52],
      [west + 1, 52],
      [west + 1, 53],
      [west, 53],
      [west, 52],
    ],
  ],
});
const OUTLINES: LotOutline[] = [
  { id: 'a', code: 'L1', outline: square(-2) },
  { id: 'b', code: 'L2', outline: square(-1) },
];

describe('a preview', () => {
  const shown = previewShown(PREVIEW, [LOT], OUTLINES);

  it('names the lots, and leaves out lots where no hours are needed', () => {
    expect(shown.capacity.map(({ name }) => name)).toEqual(["L1 O'Brien <b> 李"]);
    expect(shown.lacking).toBeNull();
    expect(shown.unplaceable).toEqual({
      people: 1,
      hours: '8 h 45 min',
      byLot: [{ name: "L1 O'Brien <b> 李", people: 1, hours: '8 h 45 min' }],
    });
  });

  it('marks a lot as short if one minute is missing in a band, and not if it is just enough', () => {
    const [lot] = shown.capacity;
    expect([lot?.lacking, lot?.isShort]).toEqual([null, true]);
    expect(lot?.bands.map(({ name, lacking }) => [name, lacking])).toEqual([
      ['Breakfast', '1 min'],
      ['Bed', null],
    ]);
  });

  it('draws the figures of its tables', () => {
    expect(shown.byLot?.rows[0]?.bars.map(({ kind, figure }) => [kind, figure])).toEqual([
      ['need', '18 h needed'],
      ['spare', '18 h spare'],
    ]);
    expect(shown.capacity[0]?.chart?.rows[0]?.bars[1]).toMatchObject({ kind: 'short' });
  });

  it.each([
    ['just enough to spare', 1_050, ['some', '18']],
    ['a minute too little', 1_049, ['short', '18 !']],
  ])('marks a lot on the map with %s, and leaves the others empty', (_, spareMinutes, marked) => {
    const [lot, other] = PREVIEW.capacity;
    const capacity = [{ ...lot, spareMinutes }, other] as PreviewView['capacity'];
    const { map, lacking } = previewShown({ ...PREVIEW, capacity }, [LOT], OUTLINES);
    expect(lacking).toBe(spareMinutes < 1_050 ? '1 min' : null);
    expect(map?.shapes.map(({ kind, figure }) => [kind, figure])).toEqual([marked, [null, '']]);
  });

  it('draws no map if no hours are needed', () => {
    expect(previewShown({ ...PREVIEW, capacity: [] }, [LOT], OUTLINES).map).toBeNull();
  });
});
