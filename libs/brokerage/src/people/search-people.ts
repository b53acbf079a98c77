import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type NewPersonSearch, type PersonSearchSaved, SEARCH_FIELDS } from '#contracts/people';
import { DomainError } from '#domain/domain-error';
import { readSearch } from '#domain/people/read-search';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { findPeople } from './find-people.queries.js';

/**
 * Finds people of the authority. Records the search: the user, the fields that were used and the people that were found.
 * The words are not kept, because they are personal data of people who may not even be recorded (docs/rules.md §1.1).
 */
@Injectable()
export class SearchPeople {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `person_search_empty` */
  execute(caller: Caller, { text = '', bornOn = null }: NewPersonSearch): Promise<PersonSearchSaved> {
    const { authorityId, userId } = staff(caller.actor);
    // Without the words, because the stored fingerprint of a command could be compared with guesses of them.
    return this.acts.run(caller, 'search-people', {}, async ({ tx }) => {
      const terms = readSearch(text, bornOn);
      const fields = SEARCH_FIELDS.filter((field) => terms[field] !== undefined);
      if (fields.length === 0) throw new DomainError('person_search_empty');
      const { ids, hasMore } = await findPeople(tx, authorityId, terms);
      const id = uuid();
      await tx.write(
        `INSERT INTO person_search (id, authority_id, user_id, at, fields, person_ids, has_more)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, authorityId, userId, this.clock.now(), fields, ids, hasMore],
      );
      return { id, found: ids.length };
    });
  }
}
