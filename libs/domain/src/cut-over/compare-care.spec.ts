import { carryDifferences, type KnownDifference } from './carry-differences.js';
import { type CareLine, comparePeople, compareTotals, totalDifferences } from './compare-care.js';
import { readPeople, readTotals } from './read-figures.js';

const care = (caseNumber: string, branchId: string, weeklyMinutes: number): CareLine => ({
  caseNumber,
  branchId,
  weeklyMinutes,
});
const told = (here: CareLine[], there: CareLine[]): string[] =>
  comparePeople(here, there).map(
    (one) =>
      `${one.kind} ${one.caseNumber ?? ''} ${one.branchHere ?? '–'}/${one.branchThere ?? '–'} ${one.minutesHere ?? '–'}/${one.minutesThere ?? '–'}`,
  );

describe('the care of people in two systems', () => {
  it.each<[why: string, here: CareLine[], there: CareLine[], differences: string[]]>([
    ['agrees, however the number is written', [care('P-1', 'A', 60)], [care('p 1', 'A', 60)], []],
    ['one minute apart', [care('P1', 'A', 60)], [care('P1', 'A', 61)], ['other_hours P1 A/A 60/61']],
    ['only in Homeward', [care('P1', 'A', 60)], [], ['only_here P1 A/– 60/–']],
    ['only in the other system', [], [care('P1', 'A', 60)], ['only_there P1 –/A –/60']],
    ['with another branch', [care('P1', 'A', 60)], [care('P1', 'B', 60)], ['other_branch P1 A/B 60/60']],
    [
      'with one branch more',
      [care('P1', 'A', 60), care('P1', 'B', 30)],
      [care('P1', 'A', 60)],
      ['only_here P1 B/– 30/–'],
    ],
    [
      'two packages of one branch are one sum',
      [care('P1', 'A', 30), care('P1', 'A', 30)],
      [care('P1', 'A', 60)],
      [],
    ],
  ])('%s', (_why, here, there, differences) => {
    expect(told(here, there)).toEqual(differences);
  });

  it('does not depend on the order of the rows, and finds nothing between a list and itself', () => {
    const here = [care('P3', 'A', 1), care('P1', 'B', 2), care('P2', 'A', 3)];
    const there = [care('P2', 'C', 3), care('P1', 'B', 4)];
    expect(told([...here].reverse(), [...there].reverse())).toEqual(told(here, there));
    expect(told(here, here)).toEqual([]);
  });
});

describe('sums by branch and lot', () => {
  it('are put side by side, and differ by a person or by a minute', () => {
    const line = (lotCode: string, people: number, weeklyMinutes: number) => ({
      branchId: 'A',
      lotCode,
      people,
      weeklyMinutes,
    });
    const compared = compareTotals(
      [line('L1', 1, 60), line('L2', 1, 60)],
      [line('l-1', 1, 60), line('L3', 0, 0)],
    );
    expect(compared).toHaveLength(3);
    expect(totalDifferences(compared)).toMatchObject([
      { kind: 'total', lotCode: 'L2', peopleHere: 1, peopleThere: 0 },
    ]);
    const minute = compareTotals([line('L1', 1, 60)], [line('L1', 1, 61)]);
    expect(totalDifferences(minute)).toHaveLength(1);
  });
});

describe('a difference on the next day', () => {
  const [found] = comparePeople([care('P1', 'A', 60)], [care('P1', 'A', 90)]);
  const known = (outcome: KnownDifference['outcome'], minutesThere = 90): KnownDifference[] => [
    { ...found!, minutesThere, id: 'd', outcome },
  ];
  it.each<
    [why: string, KnownDifference[], found: boolean, expected: [fresh: number, still: number, gone: number]]
  >([
    ['is new', [], true, [1, 0, 0]],
    ['is still open', known(null), true, [0, 1, 0]],
    ['is open with other values', known(null, 91), true, [0, 1, 0]],
    ['is gone', known(null), false, [0, 0, 1]],
    ['was accepted', known('accepted'), true, [0, 0, 0]],
    ['is wrong there', known('wrong_there'), true, [0, 0, 0]],
    ['was accepted with other values', known('accepted', 91), true, [1, 0, 0]],
    ['was said to be corrected', known('corrected_here'), true, [1, 0, 0]],
    ['was gone and came back', known('gone'), true, [1, 0, 0]],
  ])('%s', (_why, earlier, isFound, [fresh, still, gone]) => {
    const carried = carryDifferences(earlier, isFound ? [found!] : []);
    expect([carried.fresh.length, carried.still.length, carried.gone.length]).toEqual([fresh, still, gone]);
  });
});

describe('files of figures', () => {
  const rows = (...cells: Record<string, string>[]) =>
    cells.map((one, place) => ({ number: place + 2, cells: one }));

  it('are read with thousands of hours', () => {
    expect(
      readTotals(
        rows(
          { branchId: '1-100', lot: 'L1', people: '42', hours: '12,345.50' },
          { branchId: '1-100', lot: 'L2', people: '0', hours: '14:30' },
        ),
      ),
    ).toMatchObject({ lines: [{ weeklyMinutes: 740_730 }, { people: 0, weeklyMinutes: 870 }] });
  });

  it('are refused as a whole, with every row that cannot be read', () => {
    expect(
      readPeople(
        rows(
          { person: 'P1', branchId: '1-100', hours: '2' },
          { person: 'p-1', branchId: '1-100', hours: '2' },
          { person: '', branchId: '1-JAN-24', hours: '#REF!' },
        ),
      ),
    ).toMatchObject({ faults: [{ row: 3 }, { row: 4, remarks: [{}, {}, {}] }] });
  });
});
