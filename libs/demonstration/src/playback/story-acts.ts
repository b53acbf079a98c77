import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ActRunner } from '#platform/acts/act-runner';
import { Once } from '#platform/acts/idempotency';
import { Clock } from '#platform/clock/clock';
import { Database, type Tx } from '#platform/database/database';
import { EVENT_AUDIENCE } from '#platform/log/event-audience';
import { EventLog } from '#platform/log/event-log';
import { TOLD_ONCE_LIVE } from '#brokerage/authorities/told-once-live';
import { WakeUps } from '#platform/log/wake-ups';
import { createLogger, LOGGER } from '#platform/logging/logger';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { RecordContactAttempt } from '#brokerage/awards/record-contact-attempt';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import { LimitUser } from '#brokerage/identity/limit-user';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { RecordTeam } from '#brokerage/identity/record-team';
import { AssignWork } from '#brokerage/owners/assign-work';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { CreatePackage } from '#brokerage/packages/create-package';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { CheckReport } from '#brokerage/reports/check-report';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';

/** The acts that the stories use. */
// prettier-ignore
const ACTS = [
  OpenNextWave, AwardOffer, CancelBroadcast, CheckReport, ContestNotice, CheckStart, CloseBroadcast, ConfirmStart, CreatePackage,
  DeclineInvitation, EndPlacement, EnforceRestriction, ExpireRestriction, ExtendBroadcast, LiftRestriction, MakeOffer,
  OpenWave, PublishBroadcast, RecordContactAttempt, RecordRestriction, ReviseOffer, SeeInvitation, WithdrawAward, WithdrawOffer, WithdrawPackage,
  AssignWork, LimitUser, RecordAbsence, RecordContractCheck, RecordRateUplift, RecordTeam,
];

/** The Nest context from which the stories get instances of acts. */
export type StoryActs = Pick<INestApplicationContext, 'get'>;

/**
 * The Nest module with the acts that the stories run. All acts use the stories' clock and one transaction,
 * which loads the demonstration.
 */
@Module({})
class StoryModule {
  static in(tx: Tx, clock: Clock): DynamicModule {
    const standsOn = [
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: joining(tx) },
      { provide: EVENT_AUDIENCE, useValue: TOLD_ONCE_LIVE },
      { provide: WakeUps, useValue: { announce: () => undefined } }, // no process reads the event log during the load, so no process needs a wake-up
      { provide: LOGGER, useValue: createLogger('demonstration', { LOG_LEVEL: 'silent' }) },
    ];
    return { module: StoryModule, providers: [...standsOn, Once, ActRunner, EventLog, ...ACTS] };
  }
}

export async function withStoryActs(
  tx: Tx,
  clock: Clock,
  work: (acts: StoryActs) => Promise<void>,
): Promise<void> {
  const context = await NestFactory.createApplicationContext(StoryModule.in(tx, clock), {
    abortOnError: false,
  });
  try {
    await work(context);
  } finally {
    await context.close();
  }
}

/**
 * Returns a database for the acts of the stories. The transactions of the acts run inside one outer
 * transaction. So other sessions see no rows until the whole load commits.
 */
function joining(
  tx: Tx,
): Pick<Database, 'transaction' | 'shared' | 'readerFor' | 'readerOf' | 'beforeCommit' | 'afterCommit'> {
  const last: Parameters<Database['beforeCommit']>[1][] = [];
  return {
    shared: tx,
    readerFor: () => tx,
    readerOf: () => tx,
    async transaction(_tenant, work) {
      const answer = await work(tx);
      for (const write of last.splice(0)) await write(tx);
      return answer;
    },
    beforeCommit: (_, write) => last.push(write),
    afterCommit: () => undefined,
  };
}
