import { randomUUID } from 'node:crypto';
import type { PackageStanding, StoryEntry } from '#contracts/packages';
import { END_REASONS } from '#contracts/placements';
import { show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { mayBroker } from '../../../console/may.js';
import { storyShown } from '../story-shown.js';
import { type Refused, typedIn } from '../../../console/deed.js';
import { packageShown, sentenceCase } from './package-shown.js';

export const packagePage: SignedInPage = {
  path: PATHS.package(':id'),
  get: (visit) => packageAsItStands(visit, visit.parameters.id ?? ''),
};

/** A package with its whole story; also what a form on it comes back to when it is refused, with what was typed. */
export async function packageAsItStands(visit: Visit, id: string, refused?: Refused): Promise<Shown> {
  const { api, now, user } = visit;
  const [standing, story] = await Promise.all([
    api.get<PackageStanding>(DOORS.packageStanding(id)),
    api.get<StoryEntry[]>(DOORS.packageStory(id)),
  ]);
  const view = {
    pkg: packageShown(standing, now),
    story: storyShown(story),
    mayBroker: mayBroker(user),
    endReasons: END_REASONS.map((value) => ({
      value,
      text: sentenceCase(END_REASON_WORDING[value]),
      checked: refused?.form === 'end' && visit.form.text('reason') === value,
    })),
    newKey: () => randomUUID(),
    ...typedIn(visit, refused),
    now: now.toISOString(),
  };
  return show('pages/brokering/package/page.njk', view, refused?.status);
}
