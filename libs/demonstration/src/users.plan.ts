import type { Role } from '#contracts/roles-and-actors';
import type { NewProvider } from '#contracts/providers';
import type { PlannedContract } from './contracts.plan.js';
import { NAME_ORIGINS } from './leicestershire/person-names.js';
import type { PlannedBranch } from './providers.plan.js';
import type { PlannedRestriction } from './restrictions.plan.js';
import { SeededRandom } from './seeded-random.js';

/**
 * The password of all demonstration users. The password is public, so never load the demonstration into a
 * database with real people.
 */
export const DEMONSTRATION_PASSWORD = 'homeward-demonstration';

export interface PlannedUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The id of the user's provider. Null for users of an authority. */
  readonly providerId: string | null;
}

export const OFFICER = 'officer@leicestershire.example';
export const COMMISSIONER = 'commissioner@leicestershire.example';
export const ADMINISTRATOR = 'administrator@leicestershire.example';

const STAFF: readonly PlannedUser[] = [
  staff(OFFICER, 'Harriet Penfold', 'officer'),
  staff(COMMISSIONER, 'Martin Fairweather', 'commissioner'),
  staff(ADMINISTRATOR, 'Siân Holloway', 'administrator'),
  staff('auditor@leicestershire.example', 'Leonard Quist', 'auditor'),
];

/** An officer who is away when the demonstration is loaded. */
export const COLLEAGUE = {
  email: 'colleague@leicestershire.example',
  name: 'Priya Raval',
  role: 'officer',
} as const satisfies Omit<PlannedUser, 'providerId'>;

/** The name of a provider's user who is limited to one branch. */
export const LIMITED_USER_NAME = 'Owen Marriott';

const SEED = 9_990_007;
/** The lot in which the providers on the sign-in page work. In this lot, all branches are invited at once. */
const FIRST_SEEN_LOT = 'CH1';
const FIRST_TIER_PROVIDERS_SHOWN = 2;

/** Plans one user for each role of an authority's staff, and for each provider one user and one administrator. */
export function planUsers(providers: readonly NewProvider[]): PlannedUser[] {
  const random = new SeededRandom(SEED);
  const offices = providers.map(({ id, name }): PlannedUser => {
    const { given, family } = random.pickBy(NAME_ORIGINS, ({ weight }) => weight);
    const person = `${random.pick(given)} ${random.pick(family)}`;
    return { email: `provider@${domainOf(name)}.example`, name: person, role: 'provider', providerId: id };
  });
  const administrators = providers.map(({ id, name }): PlannedUser => {
    const { given, family } = random.pickBy(NAME_ORIGINS, ({ weight }) => weight);
    const person = `${random.pick(given)} ${random.pick(family)}`;
    const email = `administrator@${domainOf(name)}.example`;
    return { email, name: person, role: 'provider_administrator', providerId: id };
  });
  return [...STAFF, ...offices, ...administrators];
}

/**
 * Returns the users that the sign-in page lists: one user for each staff role, and users of three providers.
 * One provider has a restricted branch. The two others have first-tier contracts, and the first of the two
 * also shows its administrator.
 */
export function usersShown(
  users: readonly PlannedUser[],
  branches: readonly PlannedBranch[],
  contracts: readonly PlannedContract[],
  restrictions: readonly PlannedRestriction[],
): PlannedUser[] {
  const providerOf = new Map(branches.map(({ id, providerId }) => [id, providerId]));
  const inForce = restrictions.filter(({ toOn, lifted }) => toOn === null && lifted === null);
  const restricted = inForce.map(({ branchId }) => providerOf.get(branchId));
  const askedFirst = contracts
    .filter(({ lotCode, tier }) => lotCode === FIRST_SEEN_LOT && tier === 1)
    .map(({ branchId }) => providerOf.get(branchId))
    .filter((id) => !restricted.includes(id));
  const shown = [
    ...new Set([...restricted, ...[...new Set(askedFirst)].slice(0, FIRST_TIER_PROVIDERS_SHOWN)]),
  ];
  return [
    ...users.filter(({ providerId }) => providerId === null),
    ...shown.flatMap((id) =>
      users.filter(({ providerId, role }) => providerId === id && role === 'provider'),
    ),
    ...users.filter(({ providerId, role }) => providerId === shown[0] && role === 'provider_administrator'),
  ];
}

/** Plans the user of the first provider with several branches, who is limited to the first of them. */
export function limitedUser({
  providers,
  branches,
}: {
  readonly providers: readonly NewProvider[];
  readonly branches: readonly PlannedBranch[];
}): { readonly email: string; readonly providerId: string; readonly branchId: string } {
  for (const { id, name } of providers) {
    const own = branches.filter(({ providerId }) => providerId === id);
    if (own[0] && own.length > 1)
      return { email: `branch@${domainOf(name)}.example`, providerId: id, branchId: own[0].id };
  }
  throw new RangeError('the plan has no provider with several branches');
}

function staff(email: string, name: string, role: Role): PlannedUser {
  return { email, name, role, providerId: null };
}

/**
 * Makes an e-mail domain from the name of a provider: `Teasel and Thimble Homecare` becomes
 * `teasel-and-thimble-homecare`.
 */
function domainOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
