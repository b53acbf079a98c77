import { Injectable } from '@nestjs/common';
import type { SeenInConsole, UnreadMessages } from '#contracts/messages';
import type { Actor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Reader } from '#platform/database/database';
import { signedInUser } from '../access/scope.js';
import { subjectsOnPage } from './link-target.queries.js';
import { unreadCount, type UnseenMessage, unseenMessages } from './own-messages.queries.js';

/**
 * Records that the signed-in user has seen messages in the console: those about what a link led to, those that lead to a
 * page, or all that a list showed. Only the first time is recorded. It takes no lock and logs no event: a message is
 * evidence itself, and no decision rests on what was seen.
 */
@Injectable()
export class SeeMessages {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `invalid_request` unless exactly one thing was seen */
  execute(caller: Caller, command: SeenInConsole): Promise<UnreadMessages> {
    const { userId } = signedInUser(caller.actor);
    if (Object.values(command).filter((one) => one !== undefined).length !== 1)
      throw new DomainError('invalid_request');
    return this.acts.run(caller, 'see-messages', command, async ({ tx }) => {
      const now = this.clock.now();
      const seen = await seenOf(tx, caller.actor, command, await unseenMessages(tx, userId, now));
      await tx.write(
        `INSERT INTO message_seen (message_id, seen_at) SELECT id, $2 FROM unnest($1::uuid[]) AS id
         ON CONFLICT DO NOTHING`,
        [seen.map(({ messageId }) => messageId), now],
      );
      return unreadCount(tx, caller.actor, now);
    });
  }
}

async function seenOf(
  reader: Reader,
  actor: Actor,
  { subject, page, upTo }: SeenInConsole,
  unseen: readonly UnseenMessage[],
): Promise<readonly UnseenMessage[]> {
  if (unseen.length === 0) return [];
  if (page) return subjectsOnPage(reader, actor, unseen, page);
  if (subject) return unseen.filter(({ type, id }) => type === subject.type && id === subject.id);
  return unseen.filter(({ messageId }) => upTo !== undefined && messageId <= upTo);
}
