import { Injectable } from '@nestjs/common';
import type { OwnCareListDetail } from '#contracts/cut-over';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, providerUser } from '../access/scope.js';
import { careListRows, disputesOfList, ownCareList } from './care-lists.queries.js';

const PURPOSE = 'confirm the list of people';

/** Shows a provider the people on a list of its branch, and records the read of each person. */
@Injectable()
export class ReadCareList {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `care_list_not_found` also for a list of another provider, and once the authority is live */
  execute(caller: Caller, careListId: string): Promise<OwnCareListDetail> {
    const { userId, providerId } = providerUser(caller.actor);
    return this.acts.run(
      { actor: caller.actor },
      'read-care-list',
      { careListId },
      async ({ tx }) => {
        const list = found(await ownCareList(tx, providerId, careListId), 'care_list_not_found');
        const [own] = await tx.query<{ authorityId: string }>(
          'SELECT authority_id AS "authorityId" FROM care_list WHERE id = $1',
          [careListId],
        );
        const { authorityId } = found(own, 'care_list_not_found');
        const rows = await careListRows(tx, authorityId, list.branchId);
        await tx.write(
          `INSERT INTO person_read (authority_id, person_id, user_id, at, purpose)
           SELECT $1, person_id, $3, $4, $5 FROM unnest($2::uuid[]) AS person_id`,
          [
            authorityId,
            [...new Set(rows.map(({ personId }) => personId))],
            userId,
            this.clock.now(),
            PURPOSE,
          ],
        );
        const disputes = await disputesOfList(tx, careListId);
        return { ...list, rows: rows.map(({ personId: _, ...row }) => row), disputes };
      },
      { enter: { kind: 'care_list', id: careListId } },
    );
  }
}
