import { Injectable } from '@nestjs/common';
import {
  type GivenOutcome,
  type GivenWork,
  type KeptReason,
  WORK_KINDS,
  type WorkRef,
} from '#contracts/open-work';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { staff } from '../access/scope.js';
import { lockNewOwner } from '../identity/steps/assert-owner.js';
import { giveOpenWork } from '../identity/steps/give-open-work.js';
import { OWNED_WORK } from '../identity/steps/owned-work.js';
import { changeOwner, lockWork } from './steps/change-owner.js';

/**
 * Gives several pieces of open work to a colleague. A piece that changed meanwhile, or that the colleague may not own,
 * keeps its owner and is named; the others are given.
 */
@Injectable()
export class GiveWork {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `owner_not_found`, `owner_absent` */
  execute(caller: Caller, command: GivenWork): Promise<GivenOutcome> {
    const { authorityId, userId: byId } = staff(caller.actor);
    return this.acts.run(caller, 'give-work', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const toId = command.ownerId;
      const work = await lockWork(tx, authorityId, command.work);
      const mayOwn = await lockNewOwner(tx, { authorityId, userId: toId, byId, now });
      const kept: (WorkRef & { readonly reason: KeptReason })[] = [];
      for (const locked of work) {
        const reason = await changeOwner(act, locked, { authorityId, toId, now, mayOwn });
        const { kind, id } = locked.seen;
        if (reason !== null) kept.push({ kind, id, reason });
      }
      return { given: work.length - kept.length, kept };
    });
  }
}

/**
 * Gives all open work of the caller to a colleague, for example before leave. Work that the colleague may not own stays
 * with the caller and is named.
 */
@Injectable()
export class GiveAllWork {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `owner_not_found`, `owner_absent`; `own_account` if the colleague is the caller */
  execute(caller: Caller, command: { readonly ownerId: string }): Promise<GivenOutcome> {
    const { authorityId, userId } = staff(caller.actor);
    const toId = command.ownerId;
    return this.acts.run(caller, 'give-all-work', command, async (act) => {
      if (toId === userId) throw new DomainError('own_account');
      const now = this.clock.now();
      const mayOwn = await lockNewOwner(act.tx, { authorityId, userId: toId, byId: userId, now });
      const given = await giveOpenWork(
        act,
        { authorityId, fromId: userId, toId, now },
        WORK_KINDS.filter(mayOwn),
      );
      return { given, kept: await this.stillOwned(act.tx, authorityId, userId) };
    });
  }

  /** Lists the work that stays with the caller. */
  private async stillOwned(tx: Tx, authorityId: string, userId: string): Promise<GivenOutcome['kept']> {
    const parts = OWNED_WORK.map(
      ({ kind, table, column, key, isOpen }) =>
        `SELECT DISTINCT '${kind}' AS kind, ${key} AS id FROM ${table} WHERE authority_id = $1 AND ${column} = $2 AND ${isOpen}`,
    );
    const rows: WorkRef[] = await tx.query(parts.join(' UNION ALL '), [authorityId, userId]);
    return rows.map((ref) => ({ ...ref, reason: 'owner_not_allowed' }));
  }
}
