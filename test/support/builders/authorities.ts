import { v7 as uuid } from 'uuid';
import { type Actor, isProviderRole, type Role } from '#contracts/roles-and-actors';
import { DEFAULT_WEIGHTS } from '#contracts/ranking';
import { AuthorityEntity, LotEntity } from '#brokerage/rows/authority.entity';
import { SessionEntity, UserEntity } from '#brokerage/rows/user.entity';
import type { Caller } from '#platform/acts/caller';
import { hashPassword } from '#platform/security/passwords';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import type { World } from '../world.js';

export function anAuthority(world: World, given: Partial<AuthorityEntity>): Promise<AuthorityEntity> {
  return world.save(AuthorityEntity, {
    id: uuid(),
    name: `Authority ${world.next()}`,
    gssCode: null,
    createdAt: world.clock.now(),
    packageCount: 0,
    isDemonstration: false,
    clocksConfirmedAt: null,
    clocksConfirmedBy: null,
    contingencyRecipient: null,
    contingencyRecipientAt: null,
    contingencyRecipientBy: null,
    stage: 'live',
    stageSince: null,
    stageBy: null,
    ...given,
  });
}

export const PASSWORD = 'correct horse battery staple';
let passwordHash: Promise<string> | undefined;

/** A user with a session. Use `caller` to call acts, and `token` for HTTP and sockets. */
export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly actor: Exclude<Actor, { kind: 'system' }>;
  readonly caller: Caller;
  readonly token: string;
}

export interface UserGiven extends Partial<Pick<UserEntity, 'name' | 'email' | 'disabledAt' | 'enteredAt'>> {
  readonly role: Role;
  /** The authority of a user with a staff role. If absent, a new authority is created. */
  readonly authorityId?: string | undefined;
  /** The provider of a user with a role of a provider. If absent, a new provider is created. */
  readonly providerId?: string | undefined;
}

export async function aUser(world: World, { role, ...given }: UserGiven): Promise<TestUser> {
  const isProvider = isProviderRole(role);
  const authorityId = isProvider ? null : (given.authorityId ?? (await world.anAuthority()).id);
  const providerId = isProvider
    ? (given.providerId ?? (await world.aProviderWithBranch()).provider.id)
    : null;
  passwordHash ??= hashPassword(PASSWORD);
  const user = await world.save(UserEntity, {
    id: uuid(),
    email: given.email ?? `user${world.next()}@example.org`,
    name: given.name ?? `User ${world.next()}`,
    role,
    authorityId,
    providerId,
    passwordHash: await passwordHash,
    invitedBy: null,
    enteredAt: given.enteredAt ?? world.clock.now(),
    createdAt: world.clock.now(),
    disabledAt: given.disabledAt ?? null,
    version: 1,
  });
  const { token, sessionId } = await aSession(world, user.id);
  const who = { userId: user.id, sessionId };
  const actor = actorOf(role, who, { authorityId: authorityId ?? '', providerId: providerId ?? '' });
  return { id: user.id, email: user.email, role, actor, caller: { actor }, token };
}

function actorOf(
  role: Role,
  who: { readonly userId: string; readonly sessionId: string },
  { authorityId, providerId }: { readonly authorityId: string; readonly providerId: string },
): TestUser['actor'] {
  switch (role) {
    case 'provider':
      return { kind: role, ...who, role, providerId };
    case 'provider_administrator':
      return { kind: role, ...who, role, providerId };
    default:
      return { kind: 'staff', ...who, role, authorityId };
  }
}

/** Creates a session that does not expire during a test. */
async function aSession(world: World, userId: string): Promise<{ token: string; sessionId: string }> {
  const token = newToken();
  const session = await world.save(SessionEntity, {
    id: uuid(),
    userId,
    tokenHash: hashToken(token),
    startedAt: world.clock.now(),
    lastSeenAt: world.clock.in({ days: 365 }),
    expiresAt: world.clock.in({ days: 365 }),
    revokedAt: null,
    client: null,
    keyName: null,
    scopes: null,
  });
  return { token, sessionId: session.id };
}

export interface LotGiven extends Partial<LotEntity> {
  /** The postcode districts and sectors of the lot. If absent, `LE11`. */
  readonly areas?: readonly string[];
}

export async function aLot(world: World, { areas = ['LE11'], ...given }: LotGiven): Promise<LotEntity> {
  const number = world.next();
  const lot = await world.save(LotEntity, {
    id: uuid(),
    authorityId: given.authorityId ?? (await world.anAuthority()).id,
    code: `L${number}`,
    name: `Lot ${number}`,
    districtCode: null,
    districtName: null,
    outline: null,
    method: 'broadcast',
    sealed: true,
    ownRankShown: false,
    tierHeadStartMinutes: 60,
    cascadeStepMinutes: 30,
    ratingPolicy: 'exclude_inadequate',
    weights: DEFAULT_WEIGHTS,
    weightsReason: null,
    rateFloorPence: 2_000,
    rateCeilingPence: 2_800,
    version: 1,
    ...given,
  });
  await world.rows('INSERT INTO lot_area (authority_id, area, lot_id) SELECT $1, unnest($2::text[]), $3', [
    lot.authorityId,
    areas,
    lot.id,
  ]);
  return lot;
}
