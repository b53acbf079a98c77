import type { InvitationView } from '#contracts/broadcasts';
import type { AwaitedStartView } from '#contracts/care';
import { CAPACITY_FRESH_DAYS, type WorkView } from '#contracts/providers';
import type { ReportView } from '#contracts/reports';
import { hoursInWords } from '../../../formats/quantities.js';
import { shortDay } from '../../../formats/london-time.js';
import { dueInWords, percentageLeft } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import { URGENCY_CHIP, URGENCY_WORDING } from '../../../wording/packages.js';
import { ANSWER_WORDING } from '../../../wording/invitation-answers.js';
import { answerState, isToAnswer } from '../answer-state.js';
import { isStale } from '../capacity/capacity-shown.js';
import { shortNames } from '../own-branches.js';
import { packageSummary } from '../package-shown.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An invitation with less time left than this is work to do now. */
export const LITTLE_TIME_MS = 4 * HOUR_MS;

/** One line of a provider's first page, with its next action. Texts are empty where they do not apply. */
export interface WorkRow {
  readonly id: string;
  /** What the work is about: the reference of a package, "Report 2", "Capacity". */
  readonly name: string;
  readonly href: string;
  /** What has happened, so that the action is needed: "Start overdue". */
  readonly state: string;
  readonly action: { readonly text: string; readonly isPrimary: boolean };
  readonly dueAt: string;
  readonly clockStartedAt: string;
  readonly left: string;
  readonly percentageLeft: number;
  readonly isOverdue: boolean;
  /** True if the time to answer is up, and the authority decides. The line then shows no time that is left. */
  readonly isClosed: boolean;
  readonly urgency: { readonly text: string; readonly classes: string } | null;
  readonly sector: string;
  readonly lotName: string;
  readonly hours: string;
  /** The visits and what makes them difficult: "Two carers; dementia; 9 visits: tea". */
  readonly care: string;
  readonly start: string;
  readonly branch: string;
  readonly branchId: string;
  readonly shortBranch: string;
  /** What the bar of news says about this row while it is new. Empty if the row is not urgent. */
  readonly news: string;
}

/** The facts from which the first page of a provider is made. */
export interface ProviderWork {
  readonly invitations: readonly InvitationView[];
  readonly starts: readonly AwaitedStartView[];
  readonly reports: readonly ReportView[];
  readonly work: readonly WorkView[];
}

export interface WorkSection {
  readonly id: 'now' | 'invitations' | 'answered';
  readonly title: string;
  readonly emptyText: string;
  readonly rows: readonly WorkRow[];
  readonly overdue: number;
}

/**
 * Returns the sections of a provider's first page, each with the soonest due first: what the provider must do, the
 * other invitations, and the offers that wait for a decision. If a branch is chosen, leaves out the other branches.
 */
export function workSections(facts: ProviderWork, now: Date, branchId = ''): WorkSection[] {
  const shortName = shortNames(facts.work);
  const isShown = (row: { readonly branchId: string }): boolean =>
    branchId === '' || row.branchId === branchId;
  const invitations = facts.invitations.map((view) => ({ view, state: answerState(view, now) }));
  const toAnswer = invitations.filter(({ state }) => isToAnswer(state)).map(({ view }) => view);
  const answered = invitations.filter(({ state }) => !isToAnswer(state)).map(({ view }) => view);
  const isSoon = ({ closesAt }: InvitationView): boolean =>
    Date.parse(closesAt) - now.getTime() < LITTLE_TIME_MS;
  const section = (id: WorkSection['id'], drafts: readonly RowDraft[]): WorkSection => {
    const rows = drafts
      .filter(isShown)
      .map((draft) => finished(draft, now, shortName))
      .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
    const overdue = id === 'now' ? rows.filter(({ isOverdue }) => isOverdue).length : 0;
    return { id, ...SECTION_WORDING[id], rows, overdue };
  };
  return [
    section('now', [
      ...facts.starts.map((start) => startRow(start, now)),
      ...facts.reports.map((report) => reportRow(report, facts.work)),
      ...capacityRow(facts.work.filter(isShown), now, branchId),
      ...toAnswer.filter(isSoon).map((view) => invitationRow(view, now)),
    ]),
    section(
      'invitations',
      toAnswer.filter((view) => !isSoon(view)).map((view) => invitationRow(view, now)),
    ),
    section(
      'answered',
      answered.map((view) => invitationRow(view, now)),
    ),
  ];
}

/** A kind of work on the strip "To do", with how much of it there is and where the soonest leads. */
export interface ToDo {
  readonly id: string;
  readonly text: string;
  readonly href: string;
  /** How much of it is overdue: "overdue" for all, "1 overdue" for a part. Empty if nothing is. */
  readonly late: string;
}

const TO_DO = [
  { kind: 'start', one: 'start to confirm', several: 'starts to confirm' },
  { kind: 'report', one: 'report to send', several: 'reports to send' },
  { kind: 'capacity', one: 'capacity to confirm', several: 'capacities to confirm' },
  { kind: 'invitation', one: 'invitation to answer', several: 'invitations to answer' },
] as const;

/** Counts what a provider must do, by kind. Leaves out what waits for a decision of the authority. */
export function toDo(
  sections: readonly WorkSection[],
  { work }: ProviderWork,
  now: Date,
  branchId = '',
): ToDo[] {
  const rows = sections.filter(({ id }) => id !== 'answered').flatMap((section) => section.rows);
  return TO_DO.flatMap(({ kind, one, several }) => {
    const ofKind = rows.filter(({ id }) => id.split('-', 1)[0] === kind);
    const [first] = ofKind;
    if (!first) return [];
    const isShown = (lot: WorkView): boolean => branchId === '' || lot.branchId === branchId;
    const count = kind === 'capacity' ? staleLots(work.filter(isShown), now).length : ofKind.length;
    const overdue = ofKind.filter(({ isOverdue }) => isOverdue).length;
    const late = overdue === 0 ? '' : overdue === ofKind.length ? 'overdue' : `${overdue} overdue`;
    return [{ id: kind, text: `${count} ${count === 1 ? one : several}`, href: first.href, late }];
  });
}

const SECTION_WORDING: Readonly<Record<WorkSection['id'], { title: string; emptyText: string }>> = {
  now: { title: 'Do now', emptyText: 'No work to do' },
  invitations: { title: 'Invitations to answer', emptyText: 'None' },
  answered: { title: 'Waiting for a decision', emptyText: 'None' },
};

type RowDraft = Omit<WorkRow, 'left' | 'percentageLeft' | 'isOverdue' | 'shortBranch'>;

function finished(draft: RowDraft, now: Date, shortName: (name: string) => string): WorkRow {
  const due = Date.parse(draft.dueAt);
  return {
    ...draft,
    left: dueInWords(draft.dueAt, now),
    percentageLeft: percentageLeft(Date.parse(draft.clockStartedAt), due, now.getTime()),
    isOverdue: due <= now.getTime(),
    shortBranch: shortName(draft.branch),
  };
}

const NOTHING_MORE = {
  urgency: null,
  sector: '',
  lotName: '',
  hours: '',
  care: '',
  start: '',
  news: '',
  isClosed: false,
} as const;

function startRow(view: AwaitedStartView, now: Date): RowDraft {
  const isLate = Date.parse(view.startDueAt) <= now.getTime();
  const isOwn = view.delivers;
  return {
    ...NOTHING_MORE,
    id: `start-${view.id}`,
    name: view.packageReference,
    href: PATHS.awaitedStart(view.id),
    state: isLate ? 'Start overdue' : 'Start to confirm',
    action: { text: 'Confirm start', isPrimary: true },
    dueAt: view.startDueAt,
    clockStartedAt: view.awardedAt,
    sector: view.postcodeSector,
    lotName: view.lotName,
    hours: hoursInWords(view.weeklyMinutes),
    start: shortDay(view.startsOn),
    branch: view.deliveringBranchName,
    branchId: isOwn ? view.deliveringBranchId : view.branchId,
    news: isLate ? `start overdue, ${view.packageReference}` : '',
  };
}

function reportRow({ id, number, branchId, dueAt, status }: ReportView, work: readonly WorkView[]): RowDraft {
  const branch = work.find((lot) => lot.branchId === branchId)?.branchName ?? branchId;
  return {
    ...NOTHING_MORE,
    id: `report-${id}`,
    name: `Report ${number}`,
    href: PATHS.giveUpdate(id),
    state: status === 'overdue' ? 'Report overdue' : 'Report due',
    action: { text: 'Send report', isPrimary: true },
    dueAt,
    clockStartedAt: new Date(Date.parse(dueAt) - 14 * DAY_MS).toISOString(),
    branch,
    branchId,
  };
}

/** Returns the lots whose capacity was never declared, or more than 7 days ago. */
const staleLots = (work: readonly WorkView[], now: Date): WorkView[] =>
  work.filter((lot) => lot.isCurrent && (lot.capacity === null || isStale(lot, now)));

/**
 * Returns one line for all declarations of capacity that are older than 7 days or were never made, because one button
 * confirms them all. It is due when the oldest declaration became 7 days old.
 */
function capacityRow(work: readonly WorkView[], now: Date, branchId: string): RowDraft[] {
  const current = work.filter(({ isCurrent }) => isCurrent);
  const stale = staleLots(work, now);
  const [first] = stale;
  if (!first) return [];
  const declared = stale.flatMap(({ capacity }) => (capacity ? Date.parse(capacity.declaredAt) : []));
  const oldest = declared.length > 0 ? Math.min(...declared) : now.getTime() - CAPACITY_FRESH_DAYS * DAY_MS;
  const branches = new Set(stale.map((lot) => lot.branchId));
  return [
    {
      ...NOTHING_MORE,
      id: 'capacity',
      name: 'Capacity',
      href: PATHS.capacity,
      state: `${stale.length} of ${current.length} out of date`,
      action: { text: 'Confirm capacity', isPrimary: true },
      dueAt: new Date(oldest + CAPACITY_FRESH_DAYS * DAY_MS).toISOString(),
      clockStartedAt: new Date(oldest).toISOString(),
      branch: branches.size === 1 ? first.branchName : `${branches.size} branches`,
      branchId: branchId || first.branchId,
    },
  ];
}

function invitationRow(view: InvitationView, now: Date): RowDraft {
  const { urgency } = view.package;
  const { marks, needs, visits } = packageSummary(view.package);
  const state = answerState(view, now);
  const isOpen = isToAnswer(state);
  return {
    id: `invitation-${view.id}`,
    name: view.packageReference,
    href: PATHS.invitation(view.id),
    state: ANSWER_WORDING[state].tag,
    action: isOpen
      ? { text: 'Answer', isPrimary: true }
      : { text: view.offerId === null ? 'View invitation' : 'View offer', isPrimary: false },
    dueAt: view.closesAt,
    isClosed: !isOpen && Date.parse(view.closesAt) <= now.getTime(),
    clockStartedAt: view.openedAt,
    urgency: { text: URGENCY_WORDING[urgency], classes: URGENCY_CHIP[urgency] },
    sector: view.postcodeSector,
    lotName: view.lotName,
    hours: hoursInWords(view.package.weeklyMinutes),
    care: [view.careIsRunning && 'Transfer', ...marks, ...needs, visits].filter(Boolean).join('; '),
    start: shortDay(view.startBy),
    branch: view.branchName,
    branchId: view.branchId,
    news:
      isOpen && urgency !== 'routine'
        ? `${URGENCY_WORDING[urgency].toLowerCase()}, ${view.postcodeSector}`
        : '',
  };
}
