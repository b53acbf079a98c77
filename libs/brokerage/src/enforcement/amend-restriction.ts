import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { NewRestriction, RestrictionAmendment, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { amended, amendmentFaults } from '#domain/restrictions/amendment-faults';
import { assertMoreWordings } from '#domain/wordings';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { assertVersion, staff } from '../access/scope.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { commitWindow } from '../facts/commit-window.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { missOverdueReports } from '../reports/steps/sync-owed-reports.js';
import { RestrictionEntity } from '../rows/restriction.entity.js';
import { restrictionIn } from '../restrictions/restrictions.queries.js';
import { assertOwner } from '../identity/steps/assert-owner.js';
import { authoritiesBound } from '../restrictions/steps/authorities-bound.js';
import { closeContests } from '../restrictions/steps/close-contests.js';
import { restrictionNotEnded } from '../restrictions/steps/restriction-not-ended.js';
import { enforceRestriction } from './steps/withdraw-forbidden-work.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { unblockAwards } from './steps/unblock-awards.js';
import { keepWording, writeConditions, writeLots } from '../restrictions/steps/write-wording.js';
import { isSameWording, wordingOf } from './notice-wording.js';
import { digestRecord } from '../digests/digest-records.js';

export interface AmendRestrictionCommand extends RestrictionAmendment {
  readonly restrictionId: string;
}

/**
 * Changes the wording of a restriction's notice and keeps every earlier wording. Withdraws the work that the
 * new wording forbids. Unblocks awards that the new wording allows.
 *
 * Growth is still measured from the restriction's original start.
 */
@Injectable()
export class AmendRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_not_found` for another authority's restriction or a provider's pause;
   * `restriction_ended`, `version_stale`, `nothing_to_change`, `restriction_invalid` with every fault;
   * `lot_not_found`, `document_not_found`, `user_not_found`
   */
  execute(
    caller: Caller,
    { restrictionId, ...amendment }: AmendRestrictionCommand,
  ): Promise<RestrictionView> {
    const { authorityId, userId } = staff(caller.actor);
    // A null in an amendment removes a value, but the stored command leaves nulls out. So the names of
    // removed fields are stored too. Otherwise two different amendments with one idempotency key would look
    // equal.
    const cleared = Object.entries(amendment).flatMap(([name, value]) => (value === null ? [name] : []));
    const command = { restrictionId, ...amendment, cleared };
    return this.acts.run(
      caller,
      'amend-restriction',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const now = this.clock.now();
        const before = await restrictionNotEnded(tx, { id: restrictionId, authorityId }, now);
        assertVersion(before.version, amendment.version);
        assertMoreWordings('restriction', before.version);
        const present = wordingOf(await restrictionIn(tx, authorityId, restrictionId));
        const faults = amendmentFaults(present, amendment, commitWindow(now));
        if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
        const wording = amended(present, amendment);
        if (isSameWording(wording, present)) throw new DomainError('nothing_to_change');

        await missOverdueReports(act, before, now);
        const boundBefore = await authoritiesBound(tx, before);
        const after = await this.write(tx, before, wording, authorityId, now);
        await keepWording(tx, restrictionId, { reason: amendment.reason, by: userId, now });
        await this.announce(act, after, { wording, boundBefore, now });
        await closeContests(act, after, { outcome: 'amended', answer: amendment.reason, now });
        if (after.fromAt <= commitWindow(now).commitBy) await enforceRestriction(act, after, now);
        await unblockAwards(act, { branchId: after.branchId, now });
        return restrictionIn(tx, authorityId, restrictionId);
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
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
      documentId: await ownDocument(tx, { authorityId }, wording.documentId, now),
      fromAt: new Date(wording.from),
      toAt: wording.to == null ? null : new Date(wording.to),
      version: before.version + 1,
    };
    await tx.update(RestrictionEntity, { id: before.id }, changes);
    await writeLots(tx, before.id, authorityId, wording.lotIds);
    await writeConditions(tx, before.id, wording.conditions, now);
    return { ...before, ...changes };
  }

  /** Logs the amendment for every authority that the new wording or the old wording binds. */
  private async announce(
    act: Act,
    restriction: RestrictionEntity,
    {
      wording: { conditions },
      boundBefore,
      now,
    }: { readonly wording: NewRestriction; readonly boundBefore: readonly string[]; readonly now: Date },
  ): Promise<void> {
    const { tx } = act;
    const { id, branchId, version, fromAt, toAt } = restriction;
    const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
    const digests = await digestRecord(tx, 'wording', `${id}/${version}`);
    const told = [...new Set([...boundBefore, ...(await authoritiesBound(tx, restriction))])].sort();
    const events = told.map((authorityId, index): NewEvent =>
      eventOf(
        'restriction.amended',
        {
          ...digests,
          restrictionId: id,
          branchId,
          version,
          conditions: conditions.map(({ kind }) => kind),
          from: fromAt.toISOString(),
          to: toAt?.toISOString() ?? null,
        },
        {
          authorityId,
          providerIds: index === 0 ? [providerId] : [], // the branch's provider gets the event once, even if the restriction binds several authorities
          at: now,
        },
      ),
    );
    await act.append(...events);
  }
}
