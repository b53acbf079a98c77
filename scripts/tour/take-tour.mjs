// @ts-check
import { award } from './chapters/award.mjs';
import { broadcast } from './chapters/broadcast.mjs';
import { growth } from './chapters/growth.mjs';
import { lostConnection } from './chapters/lost-connection.mjs';
import { offers } from './chapters/offers.mjs';
import { packageOfCare } from './chapters/package-of-care.mjs';
import { refusals } from './chapters/refusals.mjs';
import { suspension } from './chapters/suspension.mjs';
import { signingIn } from './chapters/signing-in.mjs';
import { Narrator } from './narrator.mjs';
import { People } from './story.mjs';
import { aRunningHomeward } from '../lib/running-homeward.mjs';
import { Visitor } from './visitor.mjs';

/** In the order in which they are told; each leaves in the story what the next one needs. */
const CHAPTERS = [
  ...[signingIn, packageOfCare, broadcast, offers, lostConnection],
  ...[award, growth, suspension, refusals],
];

/**
 * Tells the whole story, prints it as it happens, and writes what was really sent and answered to docs/api.
 *
 * @param {string | undefined} address  of a Homeward that runs; one of our own when absent
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
