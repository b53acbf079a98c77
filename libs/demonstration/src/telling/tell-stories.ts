import { DomainError } from '#domain/domain-error';
import { londonInstant } from '#domain/time/london';
import { CreatePackage } from '#brokerage/packages/create-package';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { NOTICE_TIME, type PlannedRestriction } from '../restrictions.plan.js';
import type { LiveCare } from '../rows/live-care.rows.js';
import type { Loading } from '../rows/loading.js';
import { instantOf, type PackageStory, type StoryStep } from '../stories/story.js';
import { type Callers, callersOf } from './callers.js';
import { declareCapacityAsAt } from './declare-capacity.js';
import { LiveCareLog } from './live-care-log.js';
import { PassTime } from './pass-time.js';
import { type StoryActs, withStoryActs } from './story-acts.js';
import { StoryClock } from './story-clock.js';
import { StorySoFar } from './story-so-far.js';
import { tellStep } from './tell-step.js';

/** Something that somebody does in the past of the demonstration. */
interface Happening {
  readonly at: Date;
  readonly what: string;
  readonly happen: () => Promise<unknown>;
}

/** Plays the past from its beginning until now, all stories and notices at once, as they would have happened. */
export async function tellStories(loading: Loading, care: readonly LiveCare[]): Promise<void> {
  const { tx, plan, ids, now } = loading;
  const callers = callersOf(plan, ids);
  const log = new LiveCareLog(tx, plan.branches, care);
  const clock = new StoryClock(new Date(0));

  await withStoryActs(tx, clock, async (acts) => {
    const time = new PassTime(tx, clock, acts, log);
    const happenings = [
      ...plan.stories.flatMap((story) => stepsOf(story, loading, acts, callers)),
      ...plan.restrictions.flatMap((restriction) => noticeOf(restriction, loading, acts, callers)),
    ];
    for (const { at, what, happen } of happenings.sort((a, b) => a.at.getTime() - b.at.getTime())) {
      await time.until(at);
      await naming(what, happen);
      await time.followAnswers();
    }
    await time.until(now);
    await declareCapacityAsAt(loading, now);
  });
}

function stepsOf(story: PackageStory, loading: Loading, acts: StoryActs, callers: Callers): Happening[] {
  const { tx, ids, now } = loading;
  let soFar: StorySoFar | undefined;
  const begin = async (step: StoryStep): Promise<void> => {
    await declareCapacityAsAt(loading, instantOf(step, now));
    const { personReference, urgency, visits, needs, note = null } = story;
    const command = { personId: ids.person(personReference), urgency, visits, needs, note };
    const { id } = await acts.get(CreatePackage).execute(callers.officer, command);
    soFar = new StorySoFar(tx, id);
  };
  const tell = async (step: StoryStep): Promise<unknown> => {
    if (step.act === 'create_package') return begin(step);
    if (!soFar) throw new RangeError('a story begins with its package');
    return tellStep(acts, callers, soFar, step);
  };
  return story.steps.map((step) => ({
    at: instantOf(step, now),
    what: `“${story.title}” (${step.act})`,
    happen: () => tell(step),
  }));
}

function noticeOf(
  { fromOn, toOn, lifted, lotCodes, ...notice }: PlannedRestriction,
  { ids }: Loading,
  acts: StoryActs,
  { commissioner }: Callers,
): Happening[] {
  const from = londonInstant(fromOn, NOTICE_TIME);
  const to = toOn === null ? null : londonInstant(toOn, NOTICE_TIME).toISOString();
  let restrictionId = '';
  const record = async (): Promise<void> => {
    const command = { ...notice, from: from.toISOString(), to, lotIds: lotCodes.map(ids.lot) };
    ({ id: restrictionId } = await acts.get(RecordRestriction).execute(commissioner, command));
  };
  const what = `the notice ${notice.reference}`;
  const recording = { at: from, what, happen: record };
  if (!lifted) return [recording];
  const lift = () =>
    acts.get(LiftRestriction).execute(commissioner, { restrictionId, reason: lifted.reason });
  return [recording, { at: londonInstant(lifted.on, NOTICE_TIME), what, happen: lift }];
}

/** Whatever goes wrong says in which story. */
async function naming(what: string, happen: () => Promise<unknown>): Promise<void> {
  try {
    await happen();
  } catch (error) {
    const facts = error instanceof DomainError ? ` ${JSON.stringify(error.facts)}` : '';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} could not be told: ${reason}${facts}`, { cause: error });
  }
}
