import type { WorkView } from '#contracts/providers';
import type { HandBackView } from '#contracts/reallocations';
import type { ReportView } from '#contracts/reports';
import type { RestrictionView } from '#contracts/restrictions';
import { PATHS } from '../../../paths.js';
import {
  conditionInWords,
  CONTEST_WORDING,
  REPORT_WORDING,
  SOURCE_WORDING,
} from '../../../wording/restrictions.js';

/** A contest of a notice, as texts that the page shows. */
export interface ContestShown {
  readonly id: string;
  readonly by: string;
  readonly contestedAt: string;
  readonly reason: string | null;
  readonly state: string;
  readonly answer: string | null;
}

/** A restriction of a provider's own branch, as texts that the page shows. */
export interface RestrictionShown {
  readonly id: string;
  /** What the restriction's forms depend on: its wording and its contests. */
  readonly key: string;
  readonly branchName: string;
  readonly source: string;
  /** The authority that recorded the restriction. Null for a pause or a hand-back of the provider. */
  readonly recordedBy: string | null;
  readonly reference: string;
  readonly from: string;
  readonly to: string | null;
  readonly isToCome: boolean;
  /** The names of the restricted lots. Null if all lots are restricted. */
  readonly lots: readonly string[] | null;
  readonly sentences: readonly string[];
  readonly reason: string;
  readonly contests: readonly ContestShown[];
  /** The address of the page that contests a notice of CQC. Null if the provider may not contest. */
  readonly contest: string | null;
  /** The address of the form that ends the pause. Null if the restriction is not a pause of this provider. */
  readonly resume: string | null;
}

interface RestrictionsGiven {
  readonly work: readonly WorkView[];
  /**
   * The provider's hand-backs. Each hand-back also has a restriction, which the provider cannot end because
   * it is not a pause.
   */
  readonly handBacks: readonly HandBackView[];
  readonly now: Date;
}

/** Returns the restrictions that have not ended yet, sorted by branch name. */
export function restrictionsShown(
  views: readonly RestrictionView[],
  { work, handBacks, now }: RestrictionsGiven,
): RestrictionShown[] {
  const names = namesOf(work);
  const isPause = ({ id, source }: RestrictionView): boolean =>
    source === 'provider' && !handBacks.some(({ restrictionId }) => restrictionId === id);
  return views
    .filter(({ to, liftedAt }) => liftedAt === null && (to === null || Date.parse(to) > now.getTime()))
    .map((view) => ({
      id: view.id,
      key: `${view.id}:${view.version}:${view.contests.map(({ id, status }) => id + status).join()}`,
      branchName: view.branchName,
      source: SOURCE_WORDING[view.source],
      recordedBy: view.recordedByAuthority,
      reference: view.reference,
      from: view.from,
      to: view.to,
      reason: view.reason,
      isToCome: Date.parse(view.from) > now.getTime(),
      lots: view.lotIds.length === 0 ? null : view.lotIds.map(names.lot),
      sentences: view.conditions.map(conditionInWords),
      contests: view.contests.map(({ id, by, contestedAt, reason, status, answer }) => ({
        ...{ id, by, contestedAt, reason, answer },
        state: CONTEST_WORDING[status],
      })),
      contest:
        view.source === 'cqc' && !view.contests.some(({ isMine, status }) => isMine && status === 'open')
          ? PATHS.contestOwnNotice(view.id)
          : null,
      resume: isPause(view) ? PATHS.resumeBranch(view.id) : null,
    }))
    .sort((a, b) => a.branchName.localeCompare(b.branchName, 'en-GB'));
}

/** An update (a report that a branch owes or has given), as texts that the page shows. */
export interface ReportShown {
  readonly id: string;
  readonly href: string;
  readonly branchName: string;
  readonly number: number;
  readonly dueOn: string;
  readonly dueAt: string;
  readonly tag: { readonly text: string; readonly classes: string };
  /** True if the branch owes the update and the update is not overdue yet. */
  readonly isDue: boolean;
  readonly receivedAt: string | null;
  readonly late: boolean;
}

export interface ReportsShown {
  /** The updates that the branches still owe. The update with the earliest due time comes first. */
  readonly owed: readonly ReportShown[];
  readonly given: readonly ReportShown[];
}

export function reportsShown(views: readonly ReportView[], work: readonly WorkView[]): ReportsShown {
  const shown = (view: ReportView): ReportShown => reportShown(view, work);
  const isOwed = ({ status }: ReportView): boolean => status === 'due' || status === 'overdue';
  return {
    owed: views
      .filter(isOwed)
      .map(shown)
      .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt)),
    given: views.filter(({ status }) => status === 'received').map(shown),
  };
}

export function reportShown(view: ReportView, work: readonly WorkView[]): ReportShown {
  const { id, branchId, number, dueOn, dueAt, status, receivedAt, late } = view;
  return {
    id,
    number,
    dueOn,
    dueAt,
    receivedAt,
    late,
    href: PATHS.giveUpdate(id),
    branchName: namesOf(work).branch(branchId),
    isDue: status === 'due',
    tag: REPORT_WORDING[status],
  };
}

export interface HandBackShown {
  readonly id: string;
  readonly branchName: string;
  readonly authorityName: string;
  readonly lots: readonly string[] | null;
  readonly leavesOn: string;
  readonly noticeDays: number;
  readonly contractNoticeDays: number;
  readonly recordedAt: string;
}

export function handBacksShown(views: readonly HandBackView[], work: readonly WorkView[]): HandBackShown[] {
  const names = namesOf(work);
  return views.map(({ id, branchId, authorityId, lotIds, ...view }) => ({
    id,
    branchName: names.branch(branchId),
    authorityName: names.authority(authorityId),
    lots: lotIds.length === 0 ? null : lotIds.map(names.lot),
    leavesOn: view.leavesOn,
    noticeDays: view.noticeDays,
    contractNoticeDays: view.contractNoticeDays,
    recordedAt: view.recordedAt,
  }));
}

interface Names {
  readonly branch: (id: string) => string;
  readonly lot: (id: string) => string;
  readonly authority: (id: string) => string;
}

/**
 * Returns functions that find the name of a branch, lot or authority by id. The names come from the
 * provider's work. If a name is not found there, the functions return the id.
 */
function namesOf(work: readonly WorkView[]): Names {
  const [branches, lots, authorities] = [
    new Map(work.map(({ branchId, branchName }) => [branchId, branchName])),
    new Map(work.map(({ lotId, lotName }) => [lotId, lotName])),
    new Map(work.map(({ authorityId, authorityName }) => [authorityId, authorityName])),
  ];
  return {
    branch: (id) => branches.get(id) ?? id,
    lot: (id) => lots.get(id) ?? id,
    authority: (id) => authorities.get(id) ?? id,
  };
}
