import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewPackage, PackageView } from '#contracts/packages';
import { nextStep } from '#domain/packages/next-action';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { staff } from '../access/scope.js';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { clockOf } from '../authorities/authorities.queries.js';
import { PackageEntity } from '../rows/package.entity.js';
import { packageView } from './packages.queries.js';
import { acceptDetails } from './steps/accept-package-details.js';
import { locateHome } from './steps/locate-home.js';
import { writePackageVersion } from './steps/new-package-version.js';
import { digestRecord } from '../digests/digest-records.js';

const REFERENCE_DIGITS = 6;

/** Creates a package as a draft. The officer who creates the package owns the next action. */
@Injectable()
export class CreatePackage {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `package_invalid` with every fault; `person_not_found`, `postcode_outside_lots` */
  execute(caller: Caller, command: NewPackage): Promise<PackageView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'create-package', command, async (act) => {
      const { tx } = act;
      const details = acceptDetails(command);
      const whereabouts = await locateHome(tx, authorityId, command.personId);
      const now = this.clock.now();
      const clock = await clockOf(tx, authorityId, details.urgency);
      const pkg: PackageEntity = {
        id: uuid(),
        authorityId,
        reference: await this.nextReference(tx, authorityId),
        personId: command.personId,
        ...whereabouts,
        ...details,
        status: 'draft',
        withdrawReason: null,
        createdAt: now,
        version: 1,
        ...nextStep('draft', userId, { now, clock }),
      };
      await tx.insert(PackageEntity, pkg);
      await writePackageVersion(tx, caller.actor, pkg, now);
      await act.log(
        'package.created',
        {
          ...(await digestRecord(tx, 'package', `${pkg.id}/${pkg.version}`)),
          packageId: pkg.id,
          weeklyMinutes: pkg.weeklyMinutes,
        },
        { authorityId, at: now },
      );
      return packageView(tx, authorityId, pkg.id);
    });
  }

  /**
   * Returns the authority's next package reference. Locks the authority's row until the commit, so that
   * references have no gaps.
   */
  private async nextReference(tx: Tx, id: string): Promise<string> {
    const where = { id };
    const locked = await tx.findOneOrFail(AuthorityEntity, { where, lock: { mode: 'for_no_key_update' } });
    const packageCount = locked.packageCount + 1;
    await tx.update(AuthorityEntity, where, { packageCount });
    return `HW-${String(packageCount).padStart(REFERENCE_DIGITS, '0')}`;
  }
}
