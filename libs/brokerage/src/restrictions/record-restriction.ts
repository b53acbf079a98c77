import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { found, staff } from '../access/scope.js';
import { LotEntity } from '../authorities/lot.entity.js';
import { commitWindow } from '../eligibility/decide.js';
import { BranchEntity } from '../providers/branch.entity.js';
import { RestrictionEntity } from './restriction.entity.js';
import { RestrictionConditionEntity } from './restriction-condition.entity.js';
import { restrictionIn } from './restrictions.queries.js';
import { authoritiesBound } from './steps/authorities-bound.js';
import { Enforce } from './steps/enforce.js';
import { changeStanding } from './steps/standing.js';

/** Records what CQC, the authority or the provider has decided about a branch. From its instant it binds. */
@Injectable()
export class RecordRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
    private readonly enforce: Enforce,
  ) {}

  /** @throws DomainError `restriction_invalid` with every fault, `branch_not_found`, `lot_not_found` */
  execute(caller: Caller, command: NewRestriction): Promise<RestrictionView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-restriction', command, async (tx) => {
      const faults = restrictionFaults(command);
      if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
      await changeStanding(tx);
      const branch = found(await tx.findOneBy(BranchEntity, { id: command.branchId }), 'branch_not_found');
      const now = this.clock.now();
      const restriction = await this.save(tx, command, { authorityId, userId, now });
      await this.announce(tx, caller, restriction, branch, command);
      if (restriction.fromAt <= commitWindow(now).commitBy)
        await this.enforce.enforce(tx, caller.actor, restriction, now);
      return restrictionIn(tx, authorityId, restriction.id);
    });
  }

  private async save(
    tx: Tx,
    command: NewRestriction,
    { authorityId, userId, now }: { authorityId: string; userId: string; now: Date },
  ): Promise<RestrictionEntity> {
    const { branchId, source, reference, evidence, reason, lotIds, conditions } = command;
    const restriction: RestrictionEntity = {
      id: uuid(),
      authorityId,
      validForAuthorityId: source === 'cqc' ? null : authorityId,
      branchId,
      source,
      reference,
      evidence,
      reason,
      fromAt: new Date(command.from),
      toAt: command.to == null ? null : new Date(command.to),
      recordedAt: now,
      recordedBy: userId,
      enforcedAt: null,
      liftedAt: null,
      liftReason: null,
    };
    await tx.insert(RestrictionEntity, restriction);
    for (const lotId of new Set(lotIds)) {
      found(await tx.findOneBy(LotEntity, { id: lotId, authorityId }), 'lot_not_found');
      await tx.query('INSERT INTO restriction_lot (restriction_id, lot_id) VALUES ($1, $2)', [
        restriction.id,
        lotId,
      ]);
    }
    await tx.insert(
      RestrictionConditionEntity,
      conditions.map((condition) => ({ id: uuid(), restrictionId: restriction.id, ...condition })),
    );
    return restriction;
  }

  /** To every authority that it binds and that the branch works for: theirs are the packages it may not take. */
  private async announce(
    tx: Tx,
    { actor }: Caller,
    restriction: RestrictionEntity,
    branch: BranchEntity,
    { conditions }: NewRestriction,
  ): Promise<void> {
    const { id, source, fromAt, toAt, recordedAt } = restriction;
    const events = (await authoritiesBound(tx, restriction)).map((authorityId, index): NewEvent => ({
      name: 'restriction.recorded',
      authorityId,
      providerIds: index === 0 ? [branch.providerId] : [], // once, however many authorities it binds
      subject: { type: 'restriction', id },
      at: recordedAt,
      payload: {
        restrictionId: id,
        branchId: branch.id,
        source,
        conditions: conditions.map(({ kind }) => kind),
        from: fromAt.toISOString(),
        to: toAt?.toISOString() ?? null,
      },
    }));
    await this.eventLog.append(tx, actor, ...events);
  }
}
