import { type BoardInBrowser, boardInBrowser } from '../console/board-in-browser.js';
import { type PageTiming, timeAllPages, timePreviewPage } from '../console/page-timings.js';
import { COUNCIL, council, demonstration, OPEN_PACKAGES, type Readers } from '../console/readers.js';
import { median, perMille, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage } from '../bench-tools.js';

/**
 * The largest allowed median time of a console page in milliseconds, with the data of the demonstration and
 * of a large council.
 */
const MOST_MS = { demonstration: 100, council: 200 } as const;

/**
 * Measures the pages of the console, first with the demonstration authority and then with the data of a large
 * council.
 */
export const part: BenchPart = {
  name: 'pages',
  about: `the console’s pages, with the demonstration authority and with ${COUNCIL.people} placements, ${COUNCIL.branches} branches and ${OPEN_PACKAGES} open packages`,
  async run(stage) {
    const few = await onServer(stage, demonstration, async (address, readers) => [
      ...(await timeAllPages(address, readers)),
      await timePreviewPage(address, readers), // with the council's data, the measurement `preview` covers this page
    ]);
    let board: BoardInBrowser | undefined;
    const many = await onServer(stage, council, async (address, readers) => {
      const timings = await timeAllPages(address, readers);
      const program = await stage.findChromium();
      if (program) board = await boardInBrowser(program, address, readers.officer);
      return timings;
    });
    const heads = ['demonstration ms', 'p95', 'council ms', 'p95', 'kB (sent)', 'kB (sent)'];
    for (const line of table([['', ...heads], ...rowsOf(few, many)])) stage.say(line);
    const isWithin = (timings: readonly PageTiming[], most: number): boolean =>
      timings.every(({ milliseconds }) => median(milliseconds) <= most);
    const kept = isWithin(few, MOST_MS.demonstration) && isWithin(many, MOST_MS.council);
    stage.say(
      `  within ${MOST_MS.demonstration} and ${MOST_MS.council} ms at the median: ${kept ? 'kept' : 'NOT KEPT'}`,
    );
    for (const line of board
      ? inWords(board)
      : ['  the board in a browser: NOT MEASURED, there is no Chromium'])
      stage.say(line);
  },
};

function inWords({ rows, untilLive, frames, untilShown, longestTask }: BoardInBrowser): string[] {
  const ms = (figure: number): string => `${whole(figure)} ms`;
  const worst = [median(frames), perMille(frames, 950), Math.max(...frames)].map(ms).join(', ');
  return [
    `  the council’s board in Chromium, ${rows} rows: live ${ms(untilLive)} after it was asked for`,
    `  scrolled down and up: ${frames.length} pictures, one from the next at the median, p95 and at most: ${worst}`,
    `  a change is shown ${ms(untilShown)} after its answer; the longest task meanwhile: ${longestTask === 0 ? 'under 50 ms' : ms(longestTask)}`,
  ];
}

async function onServer(
  stage: BenchStage,
  readersOf: (server: BenchServer) => Promise<(address: string) => Promise<Readers>>,
  measure: (address: string, readers: Readers) => Promise<PageTiming[]>,
): Promise<PageTiming[]> {
  const server = await stage.openServer();
  try {
    const readers = await readersOf(server);
    const api = await stage.startApi(server);
    const web = await stage.startWeb(server, api);
    try {
      return await measure(web.address, await readers(web.address));
    } finally {
      await web.stop();
      await api.stop();
    }
  } finally {
    await server.close();
  }
}

/**
 * Makes a table row for each page, with its time in the demonstration and in the council. A dash stands for a
 * page that was not measured.
 */
function rowsOf(few: readonly PageTiming[], many: readonly PageTiming[]): string[][] {
  const pages = [...new Set([...many, ...few].map(({ page }) => page))];
  return pages.map((page) => {
    const both = [few, many].map((timings) => timings.find((timing) => timing.page === page));
    return [
      page,
      ...both.flatMap((timing) =>
        timing ? [median(timing.milliseconds), perMille(timing.milliseconds, 950)].map(whole) : ['–', '–'],
      ),
      ...both.map((timing) => (timing ? `${kilobytes(timing.bytes)} (${kilobytes(timing.sentBytes)})` : '–')),
    ];
  });
}

const whole = (figure: number): string => figure.toFixed(0);
const kilobytes = (bytes: number): string => whole(bytes / 1_024);
