import { imposeRestriction } from '../enforcement/steps/impose-restriction.js';
import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { HandBackView, NewHandBack } from '#contracts/reallocations';
import { DomainError } from '#domain/domain-error';
import { handBackFaults } from '#domain/hand-backs/hand-back-faults';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, userIdOf } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { authorityOf, found } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { lotsWorkedIn } from '../providers/steps/lots-worked-in.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { HandBackEntity } from '../rows/reallocation.entity.js';
import { contractNotice, handBackView, isHandedBack } from './hand-backs.queries.js';
import { endContracts } from './steps/end-contracts.js';
import { recordHandBackConcern } from './steps/record-concern.js';
import { digestRecord } from '../digests/digest-records.js';

interface HandingBack {
  readonly branch: BranchEntity;
  readonly authorityId: string;
  /** The lots that the branch gives up. An empty list means all lots. */
  readonly lotIds: readonly string[];
  readonly command: NewHandBack;
  readonly now: Date;
}

/**
 * Records a hand-back: a branch gives up its work in some lots. A provider hands back to all authorities of
 * these lots that are live. A commissioner records a hand-back only for the commissioner's authority.
 *
 * The branch gets no new work, and its contracts end after the notice period. Each authority gets a proposal
 * to transfer the care (docs/rules.md §4.1).
 */
@Injectable()
export class HandBackContract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `hand_back_invalid` with every fault; `branch_not_found` for another provider's
   * branch; `branch_outside_limit`; `lot_not_found` for a lot in which the branch does not work; `already_handed_back` if nothing is
   * left to hand back
   */
  execute(caller: Caller, command: NewHandBack): Promise<HandBackView[]> {
    return this.acts.run(
      caller,
      'hand-back-contract',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const faults = handBackFaults(command);
        if (faults.length > 0) throw new DomainError('hand_back_invalid', { faults });
        const { actor } = caller;
        const where = {
          id: command.branchId,
          ...(actor.kind === 'provider' && { providerId: actor.providerId }),
        };
        const branch = found(await tx.findOneBy(BranchEntity, where), 'branch_not_found');
        await assertWithinLimit(tx, [branch.id]);
        const now = this.clock.now();
        const within = actor.kind === 'provider' ? null : authorityOf(actor);
        const views: HandBackView[] = [];
        const onlyLive = within === null;
        const work = [...(await lotsWorkedIn(tx, command, { within, onlyLive, now }))];
        const left = await notHandedBack(tx, branch.id, work, now);
        if (left.length === 0) throw new DomainError('already_handed_back');
        for (const [authorityId, lotIds] of left) {
          const id = await this.handBack(act, { branch, authorityId, lotIds, command, now });
          views.push(await handBackView(tx, id));
        }
        return views;
      },
      // A provider hands back to all its authorities, and a commissioner only to the own.
      caller.actor.kind === 'provider' ? { enter: { kind: 'branch', id: command.branchId } } : {},
    );
  }

  private async handBack(act: Act, given: HandingBack): Promise<string> {
    const { tx } = act;
    const { branch, authorityId, lotIds, command, now } = given;
    const scope = { authorityId, branchId: branch.id, lotIds };
    const today = londonDate(now);
    const contractNoticeDays = await contractNotice(tx, scope, today);
    const noticeDays = command.noticeDays ?? contractNoticeDays;
    const leavesOn = addDays(today, noticeDays);
    const handBack: HandBackEntity = {
      id: uuid(),
      authorityId,
      branchId: branch.id,
      lotIds: [...lotIds],
      noticeDays,
      contractNoticeDays,
      leavesOn,
      reason: command.reason,
      restrictionId: await this.close(act, given),
      recordedAt: now,
      recordedBy: userIdOf(act.actor),
    };
    await tx.insert(HandBackEntity, handBack);
    await endContracts(act, scope, { leavesOn, now });
    await recordHandBackConcern(act, { authorityId, branchId: branch.id, now });
    await act.log(
      'hand_back.recorded',
      {
        ...(await digestRecord(tx, 'hand_back', handBack.id)),
        handBackId: handBack.id,
        branchId: branch.id,
        lotIds,
        leavesOn,
      },
      { authorityId, providerIds: [branch.providerId], at: now },
    );
    return handBack.id;
  }

  /**
   * Records a restriction that closes the lots for the branch. Its condition is: "No new packages in these
   * lots; existing care may change".
   */
  private close(act: Act, { branch, authorityId, lotIds, command, now }: HandingBack): Promise<string> {
    const { actor } = act;
    return imposeRestriction(act, {
      branch,
      wording: {
        source: 'provider',
        reference: `HAND-BACK-${londonDate(now)}-${uuid().slice(-6)}`,
        evidence: 'The contract was handed back',
        reason: command.reason,
        from: now.toISOString(),
        lotIds,
        conditions: [{ kind: 'closed' }],
      },
      // The authority owns this restriction and can lift it, even if the provider handed back. In contrast,
      // only the provider can end a pause.
      authorityId,
      validForAuthorityId: authorityId,
      lotsOf: authorityId,
      recordedBy: userIdOf(actor) ?? '',
      now,
    });
  }
}

type LotsOf = readonly [authorityId: string, lotIds: readonly string[]];

/** Returns the authorities to which the branch has not handed back these lots yet. */
async function notHandedBack(
  tx: Tx,
  branchId: string,
  work: readonly LotsOf[],
  now: Date,
): Promise<LotsOf[]> {
  const left: LotsOf[] = [];
  for (const [authorityId, lotIds] of work)
    if (!(await isHandedBack(tx, { authorityId, branchId, lotIds }, londonDate(now))))
      left.push([authorityId, lotIds]);
  return left;
}
