import type { LotView } from '#contracts/lots';
import type { ReportView } from '#contracts/reports';
import type { PermissionView, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import {
  CONDITION_WORDING,
  conditionInWords,
  CONTEST_WORDING,
  REPORT_WORDING,
} from '../../../wording/restrictions.js';
import { restrictionRow } from '../restrictions/restrictions-shown.js';
import type { Tag } from '../rating-and-condition-tags.js';

export interface RestrictionHistory {
  readonly restriction: RestrictionView;
  readonly versions: readonly RestrictionVersionView[];
  readonly permissions: readonly PermissionView[];
  readonly lots: readonly LotView[];
}

export function restrictionShown(
  { restriction, versions, permissions, lots }: RestrictionHistory,
  now: Date,
) {
  const namesOf = (ids: readonly string[]): string =>
    ids.length === 0
      ? 'All lots'
      : lots
          .filter(({ id }) => ids.includes(id))
          .map(({ code, name }) => `${code} ${name}`)
          .join(', ');
  const { conditions, evidence, reason, liftReason, recordedAt, source } = restriction;
  return {
    ...restrictionRow(restriction, now),
    evidence,
    reason,
    liftReason,
    recordedAt,
    recordedBy: restriction.recordedByAuthority,
    branchId: restriction.branchId,
    lots: namesOf(restriction.lotIds),
    sentences: conditions.map(conditionInWords),
    isOwnPause: source === 'provider',
    hasLedger: conditions.some(({ kind }) => kind === 'growth_limit'),
    waivable: conditions
      .filter(({ kind }) => kind !== 'reporting')
      .map(({ id, kind }) => ({ value: id, text: CONDITION_WORDING[kind] })),
    hasHours: conditions.some(({ kind }) => kind === 'growth_limit' || kind === 'hours_cap'),
    permissions: permissions.map((permission) => permissionRow(permission, restriction, now)),
    versions: versions.map((version) => ({
      number: version.version,
      recordedAt: version.recordedAt,
      reason: version.reason,
      from: version.from,
      to: version.to,
      document: version.documentId && PATHS.document(version.documentId),
      lots: namesOf(version.lotIds),
      sentences: version.conditions.map(conditionInWords),
    })),
  };
}

/**
 * Returns the contests of a notice, and the address of the form that answers a contest. Errors link to the field
 * `answer-answer`, so the form that was sent has this field, or else the first form.
 */
export function contestsShown(
  { id: restrictionId, contests, recordedBy }: RestrictionView,
  answeredId: string | undefined,
) {
  const sentId = answeredId ?? contests.find(({ status }) => status === 'open')?.id;
  return contests.map(({ id, status, by, contestedAt, dueAt, reason, documentId, answeredAt, answer }) => ({
    id,
    by,
    contestedAt,
    dueAt: status === 'open' ? dueAt : null,
    reason,
    document: documentId && PATHS.document(documentId),
    state: CONTEST_WORDING[status],
    answeredAt,
    answer,
    isSent: id === sentId,
    respond: status === 'open' && recordedBy !== null ? PATHS.answerContest(restrictionId, id) : null,
  }));
}

/**
 * True if the reader's authority may contest the restriction: a notice of CQC that another authority recorded and
 * that it does not contest already. Only the authority that recorded a notice sees the user who recorded it.
 */
export function mayContest({ source, recordedBy, contests }: RestrictionView): boolean {
  const isOpen = contests.some(({ isMine, status }) => isMine && status === 'open');
  return source === 'cqc' && recordedBy === null && !isOpen;
}

function permissionRow(permission: PermissionView, { id, conditions }: RestrictionView, now: Date) {
  const kind = conditions.find((condition) => condition.id === permission.conditionId)?.kind;
  return {
    id: permission.id,
    reference: permission.reference,
    evidence: permission.evidence,
    until: permission.until,
    document: permission.documentId && PATHS.document(permission.documentId),
    subject: `${permission.personId === null ? 'Package' : 'Person'} ${permission.subjectReference}`,
    condition: kind ? CONDITION_WORDING[kind] : 'Removed condition',
    minutes: permission.minutes === null ? '–' : hoursInWords(permission.minutes),
    tag: permissionTag(permission, now),
    withdraw:
      permission.usedAt === null && permission.withdrawnAt === null
        ? PATHS.withdrawPermission(id, permission.id)
        : null,
  };
}

export function permissionTag(
  { usedAt, withdrawnAt, until }: Pick<PermissionView, 'usedAt' | 'withdrawnAt' | 'until'>,
  now: Date,
): Tag {
  if (usedAt !== null) return { text: 'Used', classes: 'govuk-tag--grey' };
  if (withdrawnAt !== null) return { text: 'Withdrawn', classes: 'govuk-tag--grey' };
  if (Date.parse(until) <= now.getTime()) return { text: 'Expired', classes: 'govuk-tag--grey' };
  return { text: 'Can be used once', classes: 'govuk-tag--green' };
}

/** Returns an update (a report that the branch owes under the restriction) as a table row. */
export function updateRow({ id, number, dueOn, status, receivedAt, late, account, documentId }: ReportView) {
  return {
    id,
    number,
    dueOn,
    receivedAt,
    late,
    account,
    tag: REPORT_WORDING[status],
    isOpen: status === 'due' || status === 'overdue',
    document: documentId && PATHS.document(documentId),
  };
}
