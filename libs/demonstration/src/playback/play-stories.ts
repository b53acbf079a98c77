import { DomainError } from '#domain/domain-error';
import { londonInstant } from '#domain/time/london';
import { CreatePackage } from '#brokerage/packages/create-package';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { NOTICE_TIME, type PlannedRestriction } from '../restrictions.plan.js';
import type { LiveCare } from '../rows/live-care.rows.js';
import type { Loading } from '../rows/load-input-and-row-ids.js';
import { instantOf, type PackageStory, type StoryStep } from '../stories/story.js';
import { type Callers, callersOf } from './story-callers.js';
import { backdateCapacity } from './backdate-capacity.js';
import { LiveCareLog } from './log-starts-of-live-care.js';
import { StoryWorker } from './story-worker.js';
import { type StoryActs, withStoryActs } from './story-acts.js';
import { StoryClock } from './story-clock.js';
import { StoryRows } from './story-rows.js';
import { councilAtWork } from './council-at-work.js';
import type { PastAction } from './past-action.js';
import { playStep } from './play-step.js';
import { declarationsOf } from './record-declarations.js';
import { recordRegisterSources, sourcesRecordedAt } from './record-register-sources.js';

/**
 * Runs all steps of the stories, and records and lifts all restrictions, in order of time. Between these
 * actions, runs the acts that the worker would have run.
 */
export async function playStories(loading: Loading, care: readonly LiveCare[]): Promise<void> {
  const { tx, plan, ids, now } = loading;
  const callers = callersOf(plan, ids);
  const log = new LiveCareLog(tx, plan.branches, care);
  const clock = new StoryClock(new Date(0));

  await withStoryActs(tx, clock, async (acts) => {
    const worker = new StoryWorker(tx, clock, acts, log);
    const actions = [
      {
        at: sourcesRecordedAt(now),
        what: 'the sources of the register',
        perform: () => recordRegisterSources(loading, callers.commissioner),
      },
      ...declarationsOf(loading, callers),
      ...councilAtWork(loading, acts, callers),
      ...plan.stories.flatMap((story) => stepsOf(story, loading, acts, callers)),
      ...plan.restrictions.flatMap((restriction) => noticeOf(restriction, loading, acts, callers)),
    ];
    for (const { at, what, perform } of actions.sort((a, b) => a.at.getTime() - b.at.getTime())) {
      await worker.until(at);
      await namingFailures(what, perform);
      await worker.followAnswers();
    }
    await worker.until(now);
    await backdateCapacity(loading, now);
  });
}

function stepsOf(story: PackageStory, loading: Loading, acts: StoryActs, callers: Callers): PastAction[] {
  const { tx, ids, now } = loading;
  let rows: StoryRows | undefined;
  const begin = async (step: StoryStep): Promise<void> => {
    await backdateCapacity(loading, instantOf(step, now));
    const { personReference, urgency, visits, needs, note = null } = story;
    const command = { personId: ids.person(personReference), urgency, visits, needs, note };
    const { id } = await acts.get(CreatePackage).execute(callers.officer, command);
    rows = new StoryRows(tx, id);
  };
  const play = async (step: StoryStep): Promise<unknown> => {
    if (step.act === 'create_package') return begin(step);
    if (!rows) throw new RangeError('a story begins with its package');
    return playStep(acts, callers, rows, step);
  };
  return story.steps.map((step) => ({
    at: instantOf(step, now),
    what: `“${story.title}” (${step.act})`,
    perform: () => play(step),
  }));
}

function noticeOf(
  { fromOn, toOn, lifted, contested, lotCodes, ...notice }: PlannedRestriction,
  { ids }: Loading,
  acts: StoryActs,
  { commissioner, branch }: Callers,
): PastAction[] {
  const from = londonInstant(fromOn, NOTICE_TIME);
  const to = toOn === null ? null : londonInstant(toOn, NOTICE_TIME).toISOString();
  let restrictionId = '';
  const record = async (): Promise<void> => {
    const command = { ...notice, from: from.toISOString(), to, lotIds: lotCodes.map(ids.lot) };
    ({ id: restrictionId } = await acts.get(RecordRestriction).execute(commissioner, command));
  };
  const what = `the notice ${notice.reference}`;
  const recording = { at: from, what, perform: record };
  if (contested) {
    const { branchId } = notice;
    const contest = () =>
      acts
        .get(ContestNotice)
        .execute(branch(branchId), { branchId, restrictionId, reason: contested.reason });
    return [
      recording,
      {
        at: londonInstant(contested.on, NOTICE_TIME),
        what: `the contest of ${notice.reference}`,
        perform: contest,
      },
    ];
  }
  if (!lifted) return [recording];
  const lift = () =>
    acts.get(LiftRestriction).execute(commissioner, { restrictionId, reason: lifted.reason });
  return [recording, { at: londonInstant(lifted.on, NOTICE_TIME), what, perform: lift }];
}

/** Runs an action. If the action fails, throws an error that names the story or the restriction. */
async function namingFailures(what: string, perform: () => Promise<unknown>): Promise<void> {
  try {
    await perform();
  } catch (error) {
    const facts = error instanceof DomainError ? ` ${JSON.stringify(error.facts)}` : '';
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${what} could not be told: ${reason}${facts}`, { cause: error });
  }
}
