import { Injectable } from '@nestjs/common';
import type { PackageDetails, PackageView } from '#contracts/packages';
import { DomainError } from '#domain/domain-error';
import { isEditable } from '#domain/packages/package-lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf } from '../access/scope.js';
import { PackageEntity } from '../rows/package.entity.js';
import { packageView } from './packages.queries.js';
import { acceptDetails } from './steps/accept-package-details.js';
import { lockPackage } from './steps/lock-package.js';
import { locateHome } from './steps/locate-home.js';
import { newPackageVersion } from './steps/new-package-version.js';
import { digestRecord } from '../digests/digest-records.js';

export interface ChangePackageCommand extends PackageDetails {
  readonly packageId: string;
  readonly version: number;
}

/**
 * Changes a package that is a draft or unfilled, and keeps the earlier version. The package gets the lot of
 * the person's present home.
 */
@Injectable()
export class ChangePackage {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `move_not_allowed` unless the package is a draft or unfilled; `package_invalid` with
   * every fault
   */
  execute(caller: Caller, command: ChangePackageCommand): Promise<PackageView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-package', command, async (act) => {
      const { tx } = act;
      const pkg = await lockPackage(tx, authorityId, command.packageId);
      assertVersion(pkg.version, command.version);
      if (!isEditable(pkg.status))
        throw new DomainError('move_not_allowed', { from: pkg.status, move: 'change' });
      const details = acceptDetails(command);
      const whereabouts = await locateHome(tx, authorityId, pkg.personId);
      const now = this.clock.now();

      const changed = await newPackageVersion(tx, caller.actor, pkg, details, now);
      await tx.update(PackageEntity, { id: pkg.id }, whereabouts);
      const { version, weeklyMinutes } = changed;
      const digests = await digestRecord(tx, 'package', `${pkg.id}/${version}`);
      await act.log(
        'package.changed',
        { ...digests, packageId: pkg.id, version, weeklyMinutes },
        { authorityId, at: now },
      );
      return packageView(tx, authorityId, pkg.id);
    });
  }
}
