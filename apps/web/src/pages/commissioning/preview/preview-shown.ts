import type { LotOutline, LotView } from '#contracts/lots';
import type { LotCapacity, PreviewView } from '#contracts/previews';
import type { Api } from '../../../api.js';
import { grouped, hoursInWords, roundedHours } from '../../../formats/quantities.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { BAND_WORDING } from '../../../wording/visits.js';
import { barChart } from '../../../pictures/bar-chart.js';
import { lotMap } from '../../../pictures/lot-map.js';

/**
 * Asks the API for the effects of a proposed restriction, hand-back or closure. Returns the values that the
 * page shows.
 */
export async function readPreview(api: Api, path: string, proposed: object, lots: readonly LotView[]) {
  const [preview, outlines] = await Promise.all([
    api.post<PreviewView>(path, proposed),
    api.get<LotOutline[]>(API_PATHS.lotOutlines),
  ]);
  return previewShown(preview, lots, outlines);
}

/**
 * Returns the values that the page shows about the effects of a restriction, a hand-back or a closure. Each
 * chart has a table with the same figures.
 */
export function previewShown(
  preview: PreviewView,
  lots: readonly LotView[],
  outlines: readonly LotOutline[],
) {
  const nameOf = (id: string): string => {
    const lot = lots.find((candidate) => candidate.id === id);
    return lot ? `${lot.code} ${lot.name}` : 'Removed lot';
  };
  const { care, unplaceable, untouched, alreadyMoving } = preview;
  const needed = preview.capacity.filter(({ needMinutes }) => needMinutes > 0);
  return {
    at: preview.at,
    leavesOn: preview.leavesOn,
    isTransferred: preview.moves,
    care: { ...care, hours: hoursInWords(care.weeklyMinutes) },
    lost: [
      { name: 'Invitations revoked', figure: grouped(preview.invitationsRevoked) },
      { name: 'Offers withdrawn', figure: grouped(preview.offersLapsed) },
      { name: 'Awards blocked', figure: grouped(preview.awardsBlocked) },
    ],
    lotsWithoutTierOne: preview.lotsWithoutTierOne.map(({ lotId, code, name }) => ({
      name: `${code} ${name}`,
      href: PATHS.lotCoverage(lotId),
    })),
    untouched: {
      people: untouched.people,
      hours: hoursInWords(untouched.weeklyMinutes),
      byBranch: untouched.byBranch.map(({ deliveringBranchId, name, people, weeklyMinutes }) => ({
        name,
        people,
        href: PATHS.branch(deliveringBranchId),
        hours: hoursInWords(weeklyMinutes),
      })),
    },
    alreadyInReallocation: { people: alreadyMoving.people, hours: hoursInWords(alreadyMoving.weeklyMinutes) },
    unplaceable: {
      people: unplaceable.people,
      hours: hoursInWords(unplaceable.weeklyMinutes),
      byLot: unplaceable.byLot.map((group) => ({
        name: nameOf(group.lotId),
        people: group.people,
        hours: hoursInWords(group.weeklyMinutes),
      })),
    },
    lacking: lackingIn(needed),
    capacity: needed.map((lot) => ({ name: nameOf(lot.lotId), ...capacityShown(lot, nameOf(lot.lotId)) })),
    byLot: barChart(
      'Hours needed and spare hours in each lot',
      needed.map((lot) => ({ name: shortened(nameOf(lot.lotId)), bars: pairOf(lot) })),
    ),
    map: mapShown(needed, outlines),
  };
}

/**
 * Returns the map of the lots in which other branches would have to take over care, with the weekly hours for
 * each lot. A lot whose spare capacity is too small has the kind `short`.
 */
function mapShown(needed: readonly LotCapacity[], outlines: readonly LotOutline[]) {
  const map = needed.length > 0 ? lotMap(outlines) : null;
  const neededIn = new Map(needed.map((lot) => [lot.lotId, lot]));
  return (
    map && {
      ...map,
      shapes: map.shapes.map((shape) => {
        const lot = neededIn.get(shape.id);
        if (!lot) return { ...shape, kind: null, figure: '' };
        const hours = roundedHours(lot.needMinutes);
        return isShort(lot)
          ? { ...shape, kind: 'short', figure: `${hours} !` }
          : { ...shape, kind: 'some', figure: hours };
      }),
    }
  );
}

const isShort = ({ needMinutes, spareMinutes }: NeedAndSpare): boolean => spareMinutes < needMinutes;

function capacityShown(lot: LotCapacity, name: string) {
  const bands = lot.bands.filter(({ needMinutes }) => needMinutes > 0);
  return {
    ...figuresOf(lot),
    bands: bands.map((band) => ({ name: BAND_WORDING[band.band], ...figuresOf(band) })),
    chart: barChart(
      `Hours needed and spare hours in ${name}, by time of day`,
      bands.map((band) => ({ name: BAND_WORDING[band.band], bars: pairOf(band) })),
    ),
    isShort: [lot, ...bands].some(isShort),
  };
}

/** Returns the hours by which the lots' needs exceed their spare hours, or null if no lot lacks any. */
function lackingIn(lots: readonly NeedAndSpare[]): string | null {
  const minutes = lots.reduce(
    (sum, { needMinutes, spareMinutes }) => sum + Math.max(0, needMinutes - spareMinutes),
    0,
  );
  return minutes > 0 ? hoursInWords(minutes) : null;
}

interface NeedAndSpare {
  readonly needMinutes: number;
  readonly spareMinutes: number;
}

function figuresOf({ needMinutes, spareMinutes }: NeedAndSpare) {
  const lacking = needMinutes - spareMinutes;
  return {
    need: hoursInWords(needMinutes),
    spare: hoursInWords(spareMinutes),
    lacking: lacking > 0 ? hoursInWords(lacking) : null,
  };
}

function pairOf({ needMinutes, spareMinutes }: NeedAndSpare) {
  const spareKind = isShort({ needMinutes, spareMinutes }) ? ('short' as const) : ('spare' as const);
  return [
    { kind: 'need' as const, amount: needMinutes, figure: `${roundedHours(needMinutes)} h needed` },
    { kind: spareKind, amount: spareMinutes, figure: `${roundedHours(spareMinutes)} h spare` },
  ];
}

const LONGEST = 22;
const shortened = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
