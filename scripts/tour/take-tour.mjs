// @ts-check
import { award } from './chapters/award.mjs';
import { broadcast } from './chapters/broadcast.mjs';
import { goingLive } from './chapters/going-live.mjs';
import { growth } from './chapters/growth.mjs';
import { lostConnection } from './chapters/lost-connection.mjs';
import { offers } from './chapters/offers.mjs';
import { packageOfCare } from './chapters/package-of-care.mjs';
import { refusals } from './chapters/refusals.mjs';
import { suspension } from './chapters/suspension.mjs';
import { signingIn } from './chapters/signing-in.mjs';
import { Narrator } from './narrator.mjs';
import { People } from './story.mjs';
import { aRunningHomeward } from '../lib/start-or-use-homeward.mjs';
import { Visitor } from './visitor.mjs';

/** The chapters of the tour in order. Each chapter adds the data that later chapters need. */
const CHAPTERS = [
  ...[signingIn, packageOfCare, broadcast, offers, lostConnection],
  ...[award, growth, suspension, refusals, goingLive],
];

/**
 * Runs all chapters of the tour against a running Homeward and prints them. Writes the requests and responses
 * to docs/api.
 *
 * @param {string | undefined} address  of a running Homeward; if absent, starts one
 */
export async function takeTour(address) {
  const homeward = await aRunningHomeward(address);
  const narrator = new Narrator();
  /** @type {import('./story.mjs').Story} */
  const story = {
    narrator,
    visitor: (name) => new Visitor(homeward.address, name, narrator),
    people: new People(),
  };
  try {
    for (const chapter of CHAPTERS) await chapter(story);
    await narrator.writeDocs();
  } finally {
    story.people.leave();
    await homeward.stop();
  }
}
