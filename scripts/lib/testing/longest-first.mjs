// Not checked by tsc: the types of @jest/test-sequencer describe its CommonJS form only.
import TestSequencer from '@jest/test-sequencer';

/** The Jest projects whose files take longest, in the order in which they start. All other projects follow. */
const FIRST = ['soak', 'journeys', 'model', 'chaos', 'e2e'];

/**
 * Starts the files of the slowest projects first, so that no worker is idle while the last file runs. On a fresh clone,
 * Jest knows no durations and would start the smallest files last. The soak run is such a file.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const order = ({ context }) => {
      const place = FIRST.indexOf(context.config.displayName?.name ?? '');
      return place === -1 ? FIRST.length : place;
    };
    return [...super.sort(tests)].sort((a, b) => order(a) - order(b));
  }
}
