import { v7 as uuid } from 'uuid';
import type { NewPackage, PackageView } from '#contracts/packages';
import type { Visit } from '#contracts/visits';
import { CreatePackage } from '#brokerage/packages/create-package';
import { PersonEntity } from '#brokerage/rows/person.entity';
import type { Caller } from '#platform/acts/caller';
import { authorityOf } from '#brokerage/access/scope';
import type { World } from '../world.js';

export function aPerson(
  world: World,
  given: Partial<PersonEntity> & { readonly authorityId: string },
): Promise<PersonEntity> {
  const number = world.next();
  return world.save(PersonEntity, {
    id: uuid(),
    reference: `P-${number}`,
    givenName: 'Ada',
    familyName: `Example ${number}`,
    bornOn: '1941-05-06',
    nhsNumber: null,
    addressLines: ['1 High Street', 'Loughborough'],
    postcode: 'LE11 3TU',
    livesAlone: true,
    createdAt: world.clock.now(),
    version: 1,
    mergedIntoId: null,
    ...given,
  });
}

/**
 * The usual visits in tests: 45 minutes at breakfast and 30 minutes at tea, every day. Together they are 525
 * minutes a week.
 */
export const VISITS: readonly Visit[] = [
  {
    key: 'v1',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    band: 'breakfast',
    minutes: 45,
    carers: 1,
    personalCare: true,
  },
  {
    key: 'v2',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    band: 'tea',
    minutes: 30,
    carers: 1,
    personalCare: false,
  },
];

/** Creates a draft package. If the test gives no person, creates the person too. */
export async function aPackage(
  world: World,
  { by, ...given }: Partial<NewPackage> & { readonly by: { readonly caller: Caller } },
): Promise<PackageView> {
  const personId = given.personId ?? (await world.aPerson({ authorityId: authorityOf(by.caller.actor) })).id;
  const command = { urgency: 'routine', visits: VISITS, needs: [], note: null, ...given, personId } as const;
  return world.get(CreatePackage).execute(by.caller, command);
}
