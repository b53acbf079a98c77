import type { CoveringBranch, LotCoverage, LotCoverageView } from '#contracts/coverage';
import type { LotOutline } from '#contracts/lots';
import { CAPACITY_FRESH_DAYS } from '#contracts/providers';
import { durationInWords, hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { PACKAGE_STATUS_COLOUR, PACKAGE_STATUS_WORDING, URGENCY_WORDING } from '../../../wording/packages.js';
import { barChart } from '../../../pictures/bar-chart.js';
import { lotMap } from '../../../pictures/lot-map.js';
import { conditionTags } from '../rating-and-condition-tags.js';

const DAY_MS = 86_400_000;
const EXCLUDES_NEW_PEOPLE = ['suspended', 'closed', 'no_new_people'] as const;

export function coverageRow(lot: LotCoverage) {
  const { lotId, code, name, tierOne, contracted, people, unfilled, asking, awards } = lot;
  const free = tierOne.filter(mayTakeNewPeople).length;
  return {
    id: lotId,
    name: `${code} ${name}`,
    contracted,
    people,
    unfilled,
    asking,
    awards,
    href: PATHS.lotCoverage(lotId),
    tierOne: tierOne.map((branch) => ({
      name: branch.name,
      href: PATHS.branch(branch.branchId),
      conditions: conditionTags(branch.conditions),
    })),
    isUncovered: free === 0,
    free: `${free} of ${tierOne.length}`,
    delivers: hoursInWords(lot.weeklyMinutes),
    spare: hoursInWords(lot.spareMinutes),
    toAward: minutesInWords(lot.minutesToAward),
    toStart: minutesInWords(lot.minutesToStart),
  };
}

/**
 * Returns the map of all lots with the number of tier-1 branches that may take new people. A lot that has none,
 * or has unfilled packages, is marked. Returns null if no lot has an outline.
 */
export function coverageMap(coverage: readonly LotCoverage[], outlines: readonly LotOutline[]) {
  const rows = new Map(coverage.map((lot) => [lot.lotId, lot]));
  const map = lotMap(outlines);
  return (
    map && {
      ...map,
      shapes: map.shapes.map((shape) => {
        const lot = rows.get(shape.id);
        if (!lot) return { ...shape, kind: null, figure: '' };
        const free = lot.tierOne.filter(mayTakeNewPeople).length;
        const isShort = free === 0 || lot.unfilled > 0;
        return { ...shape, kind: isShort ? 'short' : 'some', figure: `${free}${isShort ? ' !' : ''}` };
      }),
    }
  );
}

/**
 * Returns true if no condition in force stops the branch from taking new people. Other eligibility rules
 * depend on the package, so they are left out here.
 */
function mayTakeNewPeople({ conditions }: CoveringBranch): boolean {
  return !EXCLUDES_NEW_PEOPLE.some((kind) => conditions.includes(kind));
}

const minutesInWords = (minutes: number | null): string =>
  minutes === null ? '–' : durationInWords(minutes * 60);

export function lotShown(lot: LotCoverageView, now: Date) {
  const awarded = lot.shares.reduce((sum, { awards }) => sum + awards, 0);
  const shares = lot.shares.map(({ branchId, name, awards, weeklyMinutes }) => ({
    name,
    awards,
    href: PATHS.branch(branchId),
    share: `${Math.round((awards / awarded) * 100)}%`,
    hours: hoursInWords(weeklyMinutes),
  }));
  const bars = shares.map(({ name, awards, share }) => ({
    name: name.length > 22 ? `${name.slice(0, 21)}…` : name,
    bars: [{ kind: 'count' as const, amount: awards, figure: `${awards} (${share})` }],
  }));
  return {
    ...coverageRow(lot),
    branches: lot.branches.map((branch) => ({
      name: branch.name,
      href: PATHS.branch(branch.branchId),
      place: `Tier ${branch.tier}, rank ${branch.rankInTier}`,
      spare: branch.spareMinutes === null ? 'Not declared' : hoursInWords(branch.spareMinutes),
      declaredAt: branch.declaredAt,
      isStale:
        branch.declaredAt !== null &&
        now.getTime() - Date.parse(branch.declaredAt) > CAPACITY_FRESH_DAYS * DAY_MS,
      conditions: conditionTags(branch.conditions),
    })),
    shares,
    chart: barChart('Awards of the last 90 days by branch', bars),
    waiting: lot.waiting.map((pkg) => ({
      reference: pkg.reference,
      href: PATHS.package(pkg.id),
      tag: { text: PACKAGE_STATUS_WORDING[pkg.status], classes: PACKAGE_STATUS_COLOUR[pkg.status] },
      urgency: URGENCY_WORDING[pkg.urgency],
      hours: hoursInWords(pkg.weeklyMinutes),
      askedAt: pkg.askedAt,
      waits: durationInWords((now.getTime() - Date.parse(pkg.askedAt)) / 1_000),
    })),
  };
}
