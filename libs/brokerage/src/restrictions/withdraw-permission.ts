import { Injectable } from '@nestjs/common';
import type { PermissionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf, found } from '../access/scope.js';
import { PermissionEntity } from '../rows/restriction.entity.js';
import { conditionIn, permissionIn } from './permissions.queries.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Withdraws a permission that no award, variation or change of deliverer has used. A repeated call changes
 * nothing.
 */
@Injectable()
export class WithdrawPermission {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `permission_not_found`, `permission_used` */
  execute(caller: Caller, command: { readonly permissionId: string }): Promise<PermissionView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'withdraw-permission', command, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const { permissionId: id } = command;
      const permission = found(
        await tx.findOneBy(PermissionEntity, { id, authorityId }),
        'permission_not_found',
      );
      if (permission.usedAt)
        throw new DomainError('permission_used', { usedAt: permission.usedAt.toISOString() });
      if (permission.withdrawnAt) return permissionIn(tx, authorityId, id);

      const now = this.clock.now();
      const { branchId, providerId } = await conditionIn(tx, authorityId, permission.conditionId);
      await tx.update(PermissionEntity, { id }, { withdrawnAt: now });
      await act.log(
        'permission.withdrawn',
        { permissionId: id, branchId },
        { authorityId, providerIds: [providerId], at: now },
      );
      return permissionIn(tx, authorityId, id);
    });
  }
}
