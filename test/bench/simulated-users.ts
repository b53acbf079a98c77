import { NestFactory } from '@nestjs/core';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import type { Visit } from '#contracts/visits';
import { BAND_HOURS } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { CrossTenantDatabase } from '#platform/database/database';
import { ActsModule } from '../support/scale/acts.module.js';
import type { AuthorityAtScale } from '../support/scale/authority-at-scale.js';
import { atOnce } from './measuring.js';

const AT_ONCE = 4;

interface Asked {
  readonly invitationId: string;
  readonly broadcastId: string;
  readonly branchId: string;
  readonly visits: readonly Visit[];
}

/**
 * SQL that selects one open invitation for each open broadcast: the first whose branch has enough spare
 * minutes.
 */
const TO_ANSWER = `
  SELECT DISTINCT ON (b.id) b.id AS "broadcastId", i.id AS "invitationId", i.branch_id AS "branchId", k.visits
  FROM broadcast b JOIN invitation i ON i.broadcast_id = b.id AND i.status = 'open' JOIN package k ON k.id = b.package_id
  JOIN capacity c ON c.authority_id = b.authority_id AND c.branch_id = i.branch_id AND c.lot_id = b.lot_id
    AND c.spare_minutes >= k.weekly_minutes
  WHERE b.status = 'open' ORDER BY b.id, md5(i.id::text) LIMIT 200`;

/**
 * Acts as the users of a reallocation. Branches make offers and start care, and an officer closes broadcasts.
 */
export interface Bot {
  /**
   * Makes one offer in each open broadcast, closes the broadcast, and starts awarded care. Returns how many
   * broadcasts and awards had an action.
   */
  round(): Promise<number>;
  close(): Promise<void>;
}

export async function botOn(databaseUrl: string, cast: AuthorityAtScale): Promise<Bot> {
  const config = Config.from({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', DATABASE_POOL: '10' });
  const app = await NestFactory.createApplicationContext(ActsModule.for(config), { logger: false });
  const get = <T>(type: new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
  const { reader } = get(CrossTenantDatabase);
  const { userId, sessionId } = cast.officer;
  const officer = {
    actor: { kind: 'staff', role: 'officer', userId, sessionId, authorityId: cast.authorityId },
  } as const;
  const users = new Map(cast.branches.map((branch) => [branch.id, branch]));
  const providerOf = (branchId: string) => {
    const branch = users.get(branchId);
    if (!branch) throw new Error(`nobody answers for ${branchId}`);
    const { user, providerId } = branch;
    return { actor: { kind: 'provider', role: 'provider', ...user, providerId } } as const;
  };

  const answer = async ({ invitationId, broadcastId, branchId, visits }: Asked): Promise<void> => {
    const terms = {
      startsOn: addDays(londonDate(app.get(Clock, { strict: false }).now()), 1),
      hourlyRatePence: 2_400,
      visitTimes: visits.map(({ key, band }) => ({ visitKey: key, startsAt: BAND_HOURS[band].from })),
      deliveringBranchId: branchId,
    };
    await get(MakeOffer).execute(providerOf(branchId), { invitationId, terms });
    await get(CloseBroadcast).early(officer, { broadcastId, reason: 'answered' });
  };
  const begin = ({ id, branchId }: { id: string; branchId: string }): Promise<unknown> =>
    get(ConfirmStart).execute(providerOf(branchId), { awardId: id });

  return {
    async round() {
      const asked: Asked[] = await reader.query(TO_ANSWER);
      await atOnce(asked, AT_ONCE, (one) => unlessRefused(answer(one)));
      const awaiting: { id: string; branchId: string }[] = await reader.query(
        `SELECT id, branch_id AS "branchId" FROM award WHERE status = 'awaiting_start' LIMIT 200`,
      );
      await atOnce(awaiting, AT_ONCE, (one) => unlessRefused(begin(one)));
      return asked.length + awaiting.length;
    },
    close: () => app.close(),
  };
}

/** Runs an act and ignores a refusal (`DomainError`). The next round tries the refused action again. */
async function unlessRefused(doing: Promise<unknown>): Promise<void> {
  await doing.catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}
