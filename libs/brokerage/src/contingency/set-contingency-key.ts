import { Injectable } from '@nestjs/common';
import { Encrypter } from 'age-encryption';
import type { ContingencyView } from '#contracts/contingency';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { contingencyOf } from './contingency.queries.js';

export interface SetContingencyKeyCommand {
  /** A public key of age (X25519), or null if no more packs are to be written. */
  readonly recipient: string | null;
}

/**
 * Sets the public key for which the contingency packs of the administrator's authority are encrypted
 * (docs/rules.md §7.2). The private key never comes to Homeward. A pack for a new key is written within a few minutes.
 */
@Injectable()
export class SetContingencyKey {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `contingency_key_invalid` */
  execute(caller: Caller, command: SetContingencyKeyCommand): Promise<ContingencyView> {
    const { authorityId, userId } = staff(caller.actor);
    const { recipient } = command;
    return this.acts.run(caller, 'set-contingency-key', command, async (act) => {
      if (recipient !== null && !isRecipient(recipient)) throw new DomainError('contingency_key_invalid');
      const { tx } = act;
      const now = this.clock.now();
      await tx.update(
        AuthorityEntity,
        { id: authorityId },
        {
          contingencyRecipient: recipient,
          contingencyRecipientAt: recipient === null ? null : now,
          contingencyRecipientBy: recipient === null ? null : userId,
        },
      );
      const event =
        recipient === null ? 'authority.contingency_key_removed' : 'authority.contingency_key_set';
      await act.log(event, { authorityId }, { authorityId, at: now });
      return contingencyOf(tx, authorityId, now);
    });
  }
}

/** True for a public key whose checksum is right, so that no pack is encrypted for a mistyped key. */
function isRecipient(text: string): boolean {
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
