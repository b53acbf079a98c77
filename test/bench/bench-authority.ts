import { NestFactory } from '@nestjs/core';
import { v7 as uuid } from 'uuid';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { storeRows } from '#demonstration/rows/store-rows';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { CreatePackage } from '#brokerage/packages/create-package';
import type { OfferTerms } from '#contracts/offers';
import type { Urgency } from '#contracts/packages';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { CrossTenantDatabase } from '#platform/database/database';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { ActsModule } from '../support/scale/acts.module.js';
import {
  anAuthorityAtScale,
  type AuthorityAtScale,
  type Scale,
  type ScaledBranch,
} from '../support/scale/authority-at-scale.js';
import { atOnce } from './measuring.js';
import type { BenchServer } from './bench-tools.js';

const WORKERS = 5;

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
    days: ['mon', 'wed', 'fri'],
    band: 'tea',
    minutes: 30,
    carers: 1,
    personalCare: false,
  },
];

/** An open invitation and the branch that may answer it. */
export interface Asked {
  readonly invitationId: string;
  readonly broadcastId: string;
  readonly branch: ScaledBranch;
}

/**
 * An authority in which an officer publishes packages and branches answer invitations. Measurements of the
 * bench prepare their data with its methods, which run acts.
 */
export interface Market {
  readonly cast: AuthorityAtScale;
  /** Creates draft packages for new people in one lot. Returns the package ids. */
  draft(count: number, lot?: number, urgency?: Urgency): Promise<string[]>;
  publish(packageIds: readonly string[]): Promise<void>;
  /**
   * Lists the open invitations that have no offer, in random order. So neighbours in the list usually belong
   * to different broadcasts.
   */
  asked(): Promise<Asked[]>;
  termsOf(branch: ScaledBranch): OfferTerms;
  offer(one: Asked): Promise<string>;
  decline(one: Asked): Promise<void>;
  closeLockedBroadcast(broadcastId: string): Promise<void>;
  /**
   * Creates more sessions of the officer and returns their tokens. The bench needs several sessions, because
   * one session may run only a few requests at a time.
   */
  sessions(count: number): Promise<string[]>;
  close(): Promise<void>;
}

/** @param redisUrl  the Redis that wakes other processes after a commit; if empty, PostgreSQL wakes them */
export async function openMarket(
  server: BenchServer,
  scale: Omit<Scale, 'now'>,
  redisUrl = '',
): Promise<Market> {
  const settings = {
    DATABASE_URL: server.url,
    REDIS_URL: redisUrl,
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '10',
  };
  const app = await NestFactory.createApplicationContext(ActsModule.for(Config.from(settings)), {
    logger: false,
  });
  const get = <T>(type: new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
  const now = app.get(Clock, { strict: false }).now();
  const database = get(CrossTenantDatabase);
  const { reader } = database;
  const cast = await anAuthorityAtScale(database, { ...scale, now });
  const branches = new Map([cast.leaving, ...cast.branches].map((branch) => [branch.id, branch]));
  const officer = { actor: staffOf(cast) };

  const draft = async (count: number, lot = 0, urgency: Urgency = 'routine'): Promise<string[]> => {
    const people = Array.from({ length: count }, (_, n) => personRow(cast.authorityId, lot, n, now));
    await database.transaction((tx) => storeRows(tx, 'person', people));
    const made: string[] = [];
    await atOnce(people, 1, async ({ id: personId }) => {
      const asked = { personId, urgency, visits: VISITS, needs: [] } as const;
      made.push((await get(CreatePackage).execute(officer, asked)).id);
    });
    return made;
  };
  const termsOf = (branch: ScaledBranch): OfferTerms => ({
    startsOn: addDays(londonDate(now), 1),
    hourlyRatePence: 2_400,
    visitTimes: VISITS.map(({ key, band }) => ({ visitKey: key, startsAt: BAND_HOURS[band].from })),
    deliveringBranchId: branch.id,
  });

  return {
    cast,
    draft,
    termsOf,
    publish: (packageIds) =>
      atOnce(packageIds, WORKERS, (packageId) => get(PublishBroadcast).execute(officer, { packageId })),
    async asked() {
      const rows: { id: string; broadcastId: string; branchId: string }[] = await reader.query(
        `SELECT i.id, i.broadcast_id AS "broadcastId", i.branch_id AS "branchId" FROM invitation i
         JOIN broadcast b ON b.id = i.broadcast_id AND b.status = 'open'
         WHERE i.status = 'open' AND NOT EXISTS (SELECT 1 FROM offer WHERE invitation_id = i.id)
         ORDER BY md5(i.id::text)`,
      );
      return rows.flatMap(({ id, broadcastId, branchId }) => {
        const branch = branches.get(branchId);
        return branch ? [{ invitationId: id, broadcastId, branch }] : [];
      });
    },
    async offer({ invitationId, branch }) {
      const command = { invitationId, terms: termsOf(branch) };
      return (await get(MakeOffer).execute(bidderOf(branch), command)).id;
    },
    async decline({ invitationId, branch }) {
      await get(DeclineInvitation).execute(bidderOf(branch), { invitationId, reason: 'no_capacity' });
    },
    async closeLockedBroadcast(broadcastId) {
      await get(CloseBroadcast).early(officer, { broadcastId, reason: 'answered' });
    },
    async sessions(count) {
      const tokens = Array.from({ length: count }, () => newToken());
      const far = '2099-01-01T00:00:00Z';
      const rows = tokens.map((token) => ({
        id: uuid(),
        userId: cast.officer.userId,
        tokenHash: `\\x${hashToken(token).toString('hex')}`,
        startedAt: now,
        lastSeenAt: far,
        expiresAt: far,
      }));
      await database.transaction((tx) => storeRows(tx, 'session', rows));
      return tokens;
    },
    close: () => app.close(),
  };
}

const bidderOf = ({ user, providerId }: ScaledBranch) =>
  ({ actor: { kind: 'provider', role: 'provider', ...user, providerId } }) as const;

const staffOf = ({ officer: { userId, sessionId }, authorityId }: AuthorityAtScale) =>
  ({ kind: 'staff', role: 'officer', userId, sessionId, authorityId }) as const;

const personRow = (authorityId: string, lot: number, n: number, createdAt: Date) => ({
  id: uuid(),
  authorityId,
  reference: `Q-${lot}-${n}-${uuid()}`,
  givenName: '李',
  familyName: `O’Brien <b> ${n}`,
  bornOn: '1941-05-06',
  addressLines: [`${n} High Street`],
  postcode: `LE${lot + 1} 3TU`,
  livesAlone: true,
  createdAt,
  version: 1,
});
