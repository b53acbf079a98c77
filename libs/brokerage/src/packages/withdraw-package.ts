import { Injectable } from '@nestjs/common';
import type { PackageView } from '#contracts/packages';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { digestRecord } from '../digests/digest-records.js';
import { authorityOf } from '../access/scope.js';
import { PackageEntity } from '../rows/package.entity.js';
import { packageView } from './packages.queries.js';
import { lockPackage } from './steps/lock-package.js';
import { changePackageStatus } from './steps/change-package-status.js';

export interface WithdrawPackageCommand {
  readonly packageId: string;
  readonly reason: string;
}

/**
 * Withdraws a package that is neither broadcast nor awarded. An officer must first cancel an open broadcast
 * or withdraw an award.
 */
@Injectable()
export class WithdrawPackage {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` if the status of the package does not allow it */
  execute(caller: Caller, command: WithdrawPackageCommand): Promise<PackageView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'withdraw-package', command, async (act) => {
      const { tx } = act;
      const pkg = await lockPackage(tx, authorityId, command.packageId);
      const now = this.clock.now();
      await changePackageStatus(act, pkg, 'withdraw', { now });
      await tx.update(PackageEntity, { id: pkg.id }, { withdrawReason: command.reason });
      const digests = await digestRecord(tx, 'package_withdrawal', pkg.id);
      await act.log('package.withdrawn', { ...digests, packageId: pkg.id }, { authorityId, at: now });
      return packageView(tx, authorityId, pkg.id);
    });
  }
}
