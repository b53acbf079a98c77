import { Injectable } from '@nestjs/common';
import type { MergePeople as MergeCommand, PersonSaved } from '#contracts/people';
import { DomainError } from '#domain/domain-error';
import { mergedDetails, mergeFaults, SAME_RECORD } from '#domain/people/merge-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { assertVersion, staff } from '../access/scope.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { PersonEntity } from '../rows/person.entity.js';
import { personIn } from './steps/find-person.js';
import { lockIdentities } from './steps/same-person.js';

export interface MergePeopleCommand extends MergeCommand {
  readonly personId: string;
}

/** The tables whose rows belong to a person and whose digests do not name the person. */
const TABLES = ['package', 'reallocation_case'] as const;

/** The tables whose digests name the person. Their rows also keep the person that they were recorded for. */
const TABLES_WITH_DIGESTS = ['award', 'placement', 'permission'] as const;

/**
 * Merges two records of one person. Packages, placements, permissions and exclusions of the other record move to the
 * record that is kept, so that limits, exclusions and continuity count them together from then on (docs/rules.md §1.1).
 *
 * The other record stays and leads to the kept record. Its case number stays taken. This cannot be undone.
 */
@Injectable()
export class MergePeople {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `person_not_found`, `person_merged`, `version_stale`; `person_merge_refused` with every reason
   */
  execute(caller: Caller, command: MergePeopleCommand): Promise<PersonSaved> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'merge-people', command, async (act) => {
      const { tx } = act;
      // Exclusive, because the merge changes facts that decisions about both records rest on.
      await takeStandingLock(tx);
      await lockIdentities(tx, authorityId);
      const { personId, otherPersonId } = command;
      const [kept, other] = await lockBoth(tx, authorityId, [personId, otherPersonId]);
      if (personId === otherPersonId)
        throw new DomainError('person_merge_refused', { faults: [SAME_RECORD] });
      assertVersion(kept.version, command.version);
      assertVersion(other.version, command.otherVersion);
      const faults = mergeFaults(await withOpenPackages(tx, kept), await withOpenPackages(tx, other));
      if (faults.length > 0) throw new DomainError('person_merge_refused', { faults });
      const now = this.clock.now();
      await tx.write(
        'UPDATE person SET merged_into_id = $2, merged_at = $3, merged_by = $4, version = version + 1 WHERE id = $1',
        [other.id, kept.id, now, userId],
      );
      // Records that were merged into the other record before now lead to the kept record at once.
      await tx.write('UPDATE person SET merged_into_id = $2 WHERE merged_into_id = $1', [other.id, kept.id]);
      const version = kept.version + 1;
      await tx.update(PersonEntity, { id: kept.id }, { ...mergedDetails(kept, other), version });
      await moveRows(tx, { authorityId, from: other.id, to: kept.id });
      await act.log('person.merged', { personId, otherPersonId }, { authorityId, at: now });
      return { id: kept.id, version };
    });
  }
}

/** Locks both records in the order of their ids, so that two merges the other way round do not wait for each other. */
async function lockBoth(
  tx: Tx,
  authorityId: string,
  ids: readonly [string, string],
): Promise<[PersonEntity, PersonEntity]> {
  const locked = new Map<string, PersonEntity>();
  for (const id of ids.toSorted())
    locked.set(id, await personIn(tx, { authorityId, id }, 'pessimistic_write'));
  const [kept, other] = ids.map((id) => locked.get(id));
  if (!kept || !other) throw new Error('both records are locked');
  return [kept, other];
}

async function withOpenPackages(tx: Tx, person: PersonEntity) {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM package WHERE authority_id = $1 AND person_id = $2
       AND status IN ('broadcast', 'deciding', 'awarded') ORDER BY id`,
    [person.authorityId, person.id],
  );
  return { ...person, openPackageIds: rows.map(({ id }) => id) };
}

async function moveRows(
  tx: Tx,
  { authorityId, from, to }: { readonly authorityId: string; readonly from: string; readonly to: string },
): Promise<void> {
  for (const table of TABLES)
    await tx.write(`UPDATE ${table} SET person_id = $3 WHERE authority_id = $1 AND person_id = $2`, [
      authorityId,
      from,
      to,
    ]);
  for (const table of TABLES_WITH_DIGESTS)
    await tx.write(
      `UPDATE ${table} SET person_id = $3, person_as_recorded = coalesce(person_as_recorded, person_id)
       WHERE authority_id = $1 AND person_id = $2`,
      [authorityId, from, to],
    );
  await tx.write(
    `INSERT INTO person_exclusion (authority_id, person_id, branch_id, reason, recorded_at, recorded_by)
     SELECT authority_id, $3, branch_id, reason, recorded_at, recorded_by FROM person_exclusion
     WHERE authority_id = $1 AND person_id = $2 ON CONFLICT DO NOTHING`,
    [authorityId, from, to],
  );
}
