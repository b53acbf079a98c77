import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { NewRestriction, RestrictionAmendment, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { amended, amendmentFaults } from '#domain/restrictions/amendment-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { assertVersion, staff } from '../access/scope.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { commitWindow } from '../eligibility/decide.js';
import { BranchEntity } from '../providers/branch.entity.js';
import { settleReports } from '../reports/steps/keep-reports.js';
import { RestrictionEntity } from './restriction.entity.js';
import { restrictionIn } from './restrictions.queries.js';
import { assertOwner } from './steps/assert-owner.js';
import { authoritiesBound } from './steps/authorities-bound.js';
import { standingRestriction } from './steps/end-restriction.js';
import { Enforce } from './steps/enforce.js';
import { changeStanding } from './steps/standing.js';
import { keepWording, writeConditions, writeLots } from './steps/write-wording.js';

export interface AmendRestrictionCommand extends RestrictionAmendment {
  readonly restrictionId: string;
}

/**
 * Changes what a notice says. Every wording is kept. What the new one forbids is revoked at once; growth is
 * measured from the restriction's own instant as before.
 */
@Injectable()
export class AmendRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
    private readonly enforce: Enforce,
  ) {}

  /**
   * @throws DomainError `restriction_not_found` for another authority's or a provider's own; `restriction_ended`,
   * `version_stale`, `nothing_to_change`, `restriction_invalid` with every fault; `lot_not_found`,
   * `document_not_found`, `user_not_found` for an owner who is not there
   */
  execute(
    caller: Caller,
    { restrictionId, ...amendment }: AmendRestrictionCommand,
  ): Promise<RestrictionView> {
    const { authorityId, userId } = staff(caller.actor);
    // To take something away is not to leave it, and the key must know which it was.
    const cleared = Object.entries(amendment).flatMap(([name, value]) => (value === null ? [name] : []));
    const command = { restrictionId, ...amendment, cleared };
    return this.acts.run(caller, 'amend-restriction', command, async (tx) => {
      await changeStanding(tx);
      const now = this.clock.now();
      const before = await standingRestriction(tx, { id: restrictionId, authorityId }, now);
      assertVersion(before.version, amendment.version);
      const present = wordingOf(await restrictionIn(tx, authorityId, restrictionId));
      const faults = amendmentFaults(present, amendment, commitWindow(now));
      if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
      const wording = amended(present, amendment);
      if (isSame(wording, present)) throw new DomainError('nothing_to_change');

      await settleReports(tx, this.eventLog, caller.actor, before, now);
      const after = await this.write(tx, before, wording, authorityId, now);
      await keepWording(tx, restrictionId, { reason: amendment.reason, by: userId, now });
      await this.announce(tx, caller, after, wording, now);
      if (after.fromAt <= commitWindow(now).commitBy)
        await this.enforce.enforce(tx, caller.actor, after, now);
      return restrictionIn(tx, authorityId, restrictionId);
    });
  }

  private async write(
    tx: Tx,
    before: RestrictionEntity,
    wording: NewRestriction,
    authorityId: string,
    now: Date,
  ): Promise<RestrictionEntity> {
    const { reference, evidence, ownerId = null } = wording;
    if (ownerId !== null && ownerId !== before.ownerId) await assertOwner(tx, authorityId, ownerId);
    const changes = {
      reference,
      evidence,
      ownerId,
      documentId: await ownDocument(tx, { authorityId }, wording.documentId),
      fromAt: new Date(wording.from),
      toAt: wording.to == null ? null : new Date(wording.to),
      version: before.version + 1,
    };
    await tx.update(RestrictionEntity, { id: before.id }, changes);
    await writeLots(tx, before.id, authorityId, wording.lotIds);
    await writeConditions(tx, before.id, wording.conditions, now);
    return { ...before, ...changes };
  }

  private async announce(
    tx: Tx,
    { actor }: Caller,
    restriction: RestrictionEntity,
    { conditions }: NewRestriction,
    now: Date,
  ): Promise<void> {
    const { id, branchId, version, fromAt, toAt } = restriction;
    const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
    const events = (await authoritiesBound(tx, restriction)).map((authorityId, index): NewEvent => ({
      name: 'restriction.amended',
      authorityId,
      providerIds: index === 0 ? [providerId] : [], // once, however many authorities it binds
      subject: { type: 'restriction', id },
      at: now,
      payload: {
        restrictionId: id,
        branchId,
        version,
        conditions: conditions.map(({ kind }) => kind),
        from: fromAt.toISOString(),
        to: toAt?.toISOString() ?? null,
      },
    }));
    await this.eventLog.append(tx, actor, ...events);
  }
}

/** A notice as it was recorded: the driver gives instants as dates, and each condition its id. */
function wordingOf(view: RestrictionView): NewRestriction {
  const { branchId, source, reference, evidence, documentId, ownerId, reason, lotIds } = view;
  return {
    branchId,
    source,
    reference,
    evidence,
    documentId,
    ownerId,
    reason,
    from: new Date(view.from).toISOString(),
    to: view.to === null ? null : new Date(view.to).toISOString(),
    lotIds,
    conditions: view.conditions.map(({ id: _id, ...condition }) => condition),
  };
}

/** Whatever the reason given, in whatever order and however an instant is written. */
function isSame(one: NewRestriction, other: NewRestriction): boolean {
  const plain = ({ reason: _reason, ...wording }: NewRestriction) => ({
    ...wording,
    from: Date.parse(wording.from),
    to: wording.to == null ? null : Date.parse(wording.to),
    lotIds: wording.lotIds.toSorted(),
    conditions: wording.conditions.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)),
  });
  return isDeepStrictEqual(plain(one), plain(other));
}
