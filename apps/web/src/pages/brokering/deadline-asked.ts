import type { ClockProfileView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import {
  type ChosenDeadline,
  type DeadlineQuestion,
  deadlineQuestions,
} from '#domain/broadcasts/deadline-faults';
import type { Api } from '../../api.js';
import type { Fault, Form } from '../../console/form.js';
import { londonTime } from '../../formats/london-time.js';
import { API_PATHS } from '../../paths.js';

type Clock = ChosenDeadline['usual'] & Pick<ClockProfileView, 'startWithinMinutes'>;

/** Reads the clock of a package's urgency. */
export async function clockOfPackage(api: Api, packageId: string): Promise<Clock> {
  const [{ urgency }, clocks] = await Promise.all([
    api.get<PackageView>(API_PATHS.package(packageId)),
    api.get<ClockProfileView[]>(API_PATHS.clockProfiles),
  ]);
  const clock = clocks.find((one) => one.urgency === urgency);
  if (!clock) throw new Error(`there is no clock for ${urgency}`);
  return clock;
}

const SENTENCES: Readonly<Record<DeadlineQuestion, (startBy: string) => string>> = {
  at_night: () => 'This deadline is at night.',
  beyond_the_clock: () => 'This deadline gives branches much longer than usual.',
  after_the_start: (startBy) => `Care should start by ${startBy}, so every offer would start late.`,
};

/**
 * Asks once about an unusual deadline: the form is shown again, and keeps the deadline if the user sends the same one
 * again. The form has the hidden field `askedDeadline` with the deadline that the user was asked about.
 */
export function faultsOfDeadline(
  form: Form,
  { closesAt, ...times }: Omit<ChosenDeadline, 'closesAt'> & { readonly closesAt: string | null },
): Fault[] {
  if (closesAt === null || form.exact('askedDeadline') === typedDeadline(form)) return [];
  const questions = deadlineQuestions({ ...times, closesAt: new Date(closesAt) });
  if (questions.length === 0) return [];
  const sentences = questions.map((question) => SENTENCES[question](londonTime(times.startBy.toISOString())));
  return [{ field: 'date', text: `${sentences.join(' ')} Change it, or send the form again to keep it.` }];
}

/** Returns the deadline as the user typed it, for the hidden field `askedDeadline`. */
export const typedDeadline = (form: Form): string => `${form.text('date')} ${form.text('time')}`.trim();
