import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewPermission, PermissionView } from '#contracts/restrictions';
import { permissionFaults } from '#domain/restrictions/permission-faults';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { found, staff } from '../access/scope.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { personIn } from '../people/steps/find-person.js';
import { PackageEntity } from '../rows/package.entity.js';
import { PermissionEntity } from '../rows/restriction.entity.js';
import { conditionIn, permissionIn } from './permissions.queries.js';
import { restrictionNotEnded } from './steps/restriction-not-ended.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { digestRecord } from '../digests/digest-records.js';

/**
 * Records a permission: a written agreement to exceed one condition once, for one person or package. CQC or
 * the authority has agreed.
 */
@Injectable()
export class RecordPermission {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_invalid` with every fault; `restriction_not_found`, also for a removed
   * condition and a provider's own pause; `restriction_ended`; `person_not_found`, `package_not_found`,
   * `document_not_found`
   */
  execute(caller: Caller, command: NewPermission): Promise<PermissionView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-permission', command, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const condition = await conditionIn(tx, authorityId, command.conditionId);
      if (!condition.mayBeWaived) throw new DomainError('restriction_not_found');
      const now = this.clock.now();
      await restrictionNotEnded(tx, { id: condition.restrictionId }, now);
      const faults = permissionFaults(command, condition.kind, now);
      if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
      await this.assertOwn(tx, authorityId, command);

      const { conditionId, reference, evidence } = command;
      const permission: PermissionEntity = {
        id: uuid(),
        authorityId,
        conditionId,
        personId: command.personId ?? null,
        packageId: command.packageId ?? null,
        minutes: command.minutes ?? null,
        until: new Date(command.until),
        reference,
        evidence,
        documentId: await ownDocument(tx, { authorityId }, command.documentId, now),
        recordedAt: now,
        recordedBy: userId,
        withdrawnAt: null,
        usedAt: null,
        awardId: null,
        variationId: null,
        placementId: null,
      };
      await tx.insert(PermissionEntity, permission);
      await act.log(
        'permission.recorded',
        {
          ...(await digestRecord(tx, 'permission', permission.id)),
          permissionId: permission.id,
          branchId: condition.branchId,
        },
        { authorityId, providerIds: [condition.providerId], at: now },
      );
      return permissionIn(tx, authorityId, permission.id);
    });
  }

  private async assertOwn(
    tx: Tx,
    authorityId: string,
    { personId, packageId }: NewPermission,
  ): Promise<void> {
    if (personId != null) await personIn(tx, { authorityId, id: personId });
    if (packageId != null)
      found(await tx.findOneBy(PackageEntity, { id: packageId, authorityId }), 'package_not_found');
  }
}
