import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { assertLive } from '../authorities/steps/assert-live.js';
import { lockPackage } from '../packages/steps/lock-package.js';
import { changePackageStatus, assertStatusMayChange } from '../packages/steps/change-package-status.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { broadcastView } from './broadcasts.queries.js';
import { countFailures } from './steps/count-failures.js';
import { openBroadcast } from './steps/open-broadcast.js';

export interface PublishBroadcastCommand {
  readonly packageId: string;
  /** The deadline for offers. If absent, the deadline follows from the package's urgency. */
  readonly closesAt?: string | null | undefined;
}

/**
 * Broadcasts a package: invites every branch that is eligible to take the package. This act also broadcasts
 * an unfilled package again.
 */
@Injectable()
export class PublishBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `nobody_eligible` with the number of branches that fail each rule; `authority_not_live`. Nothing is
   * changed.
   */
  execute(caller: Caller, command: PublishBroadcastCommand): Promise<BroadcastView> {
    const { userId, authorityId } = staff(caller.actor);
    return this.acts.run(caller, 'publish-broadcast', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      await assertLive(tx, authorityId);
      const pkg = await lockPackage(tx, authorityId, command.packageId);
      await assertStatusMayChange(tx, pkg, 'publish');
      const now = this.clock.now();
      const closesAt = deadline(command.closesAt, now);

      const { broadcast, decided } = await openBroadcast(act, {
        pkg,
        now,
        closesAt,
      });
      if (!broadcast) throw new DomainError('nobody_eligible', { failing: countFailures(decided) });
      const dueAt = broadcast.closesAt;
      await changePackageStatus(act, pkg, 'publish', { now, ownerId: userId, dueAt });
      return broadcastView(tx, broadcast.id);
    });
  }
}

function deadline(closesAt: string | null | undefined, now: Date): Date | undefined {
  if (closesAt == null) return undefined;
  const at = new Date(closesAt);
  if (at <= now) throw new DomainError('broadcast_deadline_invalid', { closesAt });
  return at;
}
