import { AuthorityEntity } from '#brokerage/rows/authority.entity';
import type { PersonEntity, PersonExclusionEntity } from '#brokerage/rows/person.entity';
import type { UserEntity } from '#brokerage/rows/user.entity';
import { isProviderRole } from '#contracts/roles-and-actors';
import { COMMISSIONER, OFFICER } from '../users.plan.js';
import { DAYS_SINCE_SET_UP, daysBefore, type Loading } from './load-input-and-row-ids.js';
import { storeRows } from './store-rows.js';

/**
 * Stores the users, and the commissioner's confirmation of the clocks. All users share one password, so the slow password
 * hash is computed only once.
 */
export async function storeUsers({ tx, plan, ids, now }: Loading, passwordHash: string): Promise<void> {
  const users = plan.users.map(({ email, name, role, providerId }): UserEntity => ({
    id: ids.user(email),
    email,
    name,
    role,
    authorityId: isProviderRole(role) ? null : ids.authority,
    providerId,
    passwordHash,
    invitedBy: null,
    enteredAt: daysBefore(now, DAYS_SINCE_SET_UP),
    createdAt: daysBefore(now, DAYS_SINCE_SET_UP),
    disabledAt: null,
    version: 1,
  }));
  await storeRows(tx, 'app_user', users);
  await tx.update(
    AuthorityEntity,
    { id: ids.authority },
    { clocksConfirmedAt: daysBefore(now, DAYS_SINCE_SET_UP), clocksConfirmedBy: ids.user(COMMISSIONER) },
  );
}

/**
 * Stores the people, and the branches that each person excludes. The exclusions are dated before any start of
 * care.
 */
export async function storePeople({ tx, plan, ids, now }: Loading): Promise<void> {
  const authorityId = ids.authority;
  const recordedAt = daysBefore(now, DAYS_SINCE_SET_UP - 1);
  const people = plan.people.map(({ lotCode: _, exclusions: __, ...person }): PersonEntity => ({
    id: ids.person(person.reference),
    authorityId,
    ...person,
    addressLines: [...person.addressLines],
    createdAt: recordedAt,
    version: 1,
    mergedIntoId: null,
  }));
  const exclusions = plan.people.flatMap((person) =>
    person.exclusions.map((exclusion): PersonExclusionEntity => ({
      authorityId,
      personId: ids.person(person.reference),
      ...exclusion,
      recordedAt,
      recordedBy: ids.user(OFFICER),
    })),
  );
  await storeRows(tx, 'person', people);
  await storeRows(tx, 'person_exclusion', exclusions);
}
