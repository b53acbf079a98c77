import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import type { NewRestriction } from '#contracts/restrictions';
import type { Tx } from '#platform/database/database';
import { commitWindow } from '../../facts/commit-window.js';
import type { BranchEntity } from '../../rows/provider.entity.js';
import { RestrictionEntity } from '../../rows/restriction.entity.js';
import { authoritiesBound } from '../../restrictions/steps/authorities-bound.js';
import { enforceRestriction } from './withdraw-forbidden-work.js';
import { keepWording, writeConditions, writeLots } from '../../restrictions/steps/write-wording.js';
import { digestRecord } from '../../digests/digest-records.js';

/** A restriction to record: its wording, the authority that records it, and the authority that it binds. */
export interface Notice {
  readonly branch: BranchEntity;
  readonly wording: Omit<NewRestriction, 'branchId'>;
  /** The authority that records the restriction. Null for a provider's own pause. */
  readonly authorityId: string | null;
  /** The only authority that the restriction binds. Null if the restriction binds every authority. */
  readonly validForAuthorityId: string | null;
  /** The authority that owns the lots that the restriction may name. */
  readonly lotsOf: string;
  readonly recordedBy: string;
  readonly now: Date;
}

/**
 * Records and logs a restriction. If the restriction has already started, enforces it at once. The caller has
 * the standing lock exclusively.
 *
 * @returns the restriction's id
 */
export async function imposeRestriction(act: Act, notice: Notice): Promise<string> {
  const { tx } = act;
  const restriction = await saveRestriction(tx, notice);
  await logRestrictionRecorded(act, restriction, notice);
  if (restriction.fromAt <= commitWindow(notice.now).commitBy)
    await enforceRestriction(act, restriction, notice.now);
  return restriction.id;
}

async function saveRestriction(tx: Tx, notice: Notice): Promise<RestrictionEntity> {
  const { wording, authorityId, validForAuthorityId, lotsOf, recordedBy, now } = notice;
  const { source, reference, evidence, reason, lotIds, conditions } = wording;
  const restriction: RestrictionEntity = {
    id: uuid(),
    authorityId,
    validForAuthorityId,
    branchId: notice.branch.id,
    source,
    reference,
    evidence,
    documentId: wording.documentId ?? null,
    ownerId: wording.ownerId ?? null,
    reason,
    fromAt: new Date(wording.from),
    toAt: wording.to == null ? null : new Date(wording.to),
    recordedAt: now,
    recordedBy,
    enforcedAt: null,
    liftedAt: null,
    liftReason: null,
    expiredAt: null,
    version: 1,
  };
  await tx.insert(RestrictionEntity, restriction);
  await writeLots(tx, restriction.id, lotsOf, lotIds);
  await writeConditions(tx, restriction.id, conditions, now);
  await keepWording(tx, restriction.id, { reason, by: recordedBy, now });
  return restriction;
}

/** Logs a new restriction for every authority for which the branch works and which the restriction binds. */
async function logRestrictionRecorded(
  act: Act,
  restriction: RestrictionEntity,
  { branch, wording }: Notice,
): Promise<void> {
  const { tx } = act;
  const { id, source, fromAt, toAt, recordedAt, version } = restriction;
  const digests = await digestRecord(tx, 'wording', `${id}/${version}`);
  const events = (await authoritiesBound(tx, restriction)).map((authorityId, index): NewEvent =>
    eventOf(
      'restriction.recorded',
      {
        ...digests,
        restrictionId: id,
        branchId: branch.id,
        source,
        conditions: wording.conditions.map(({ kind }) => kind),
        from: fromAt.toISOString(),
        to: toAt?.toISOString() ?? null,
      },
      {
        authorityId,
        providerIds: index === 0 ? [branch.providerId] : [], // the branch's provider gets the event once, even if the restriction binds several authorities
        at: recordedAt,
      },
    ),
  );
  await act.append(...events);
}
