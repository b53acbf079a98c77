import { type DynamicModule, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ActRunner } from '#platform/acts/act-runner';
import { Once } from '#platform/acts/once';
import { Clock } from '#platform/clock/clock';
import { Database, type Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { WakeUps } from '#platform/log/wake-ups';
import { createLogger, LOGGER } from '#platform/logging/logger';
import { AwardOffer } from '../../awards/award-offer.js';
import { CheckStart } from '../../awards/check-start.js';
import { ConfirmStart } from '../../awards/confirm-start.js';
import { MakeAward } from '../../awards/steps/make-award.js';
import { WithdrawAward } from '../../awards/withdraw-award.js';
import { AskNext } from '../../broadcasts/ask-next.js';
import { CancelBroadcast } from '../../broadcasts/cancel-broadcast.js';
import { CloseBroadcast } from '../../broadcasts/close-broadcast.js';
import { DeclineInvitation } from '../../broadcasts/decline-invitation.js';
import { ExtendBroadcast } from '../../broadcasts/extend-broadcast.js';
import { OpenWave } from '../../broadcasts/open-wave.js';
import { PublishBroadcast } from '../../broadcasts/publish-broadcast.js';
import { SeeInvitation } from '../../broadcasts/see-invitation.js';
import { CloseRound } from '../../broadcasts/steps/close-round.js';
import { InviteWave } from '../../broadcasts/steps/invite-wave.js';
import { OpenRound } from '../../broadcasts/steps/open-round.js';
import { MakeOffer } from '../../offers/make-offer.js';
import { ReviseOffer } from '../../offers/revise-offer.js';
import { LapseOffers } from '../../offers/steps/lapse-offers.js';
import { WithdrawOffer } from '../../offers/withdraw-offer.js';
import { CreatePackage } from '../../packages/create-package.js';
import { WithdrawPackage } from '../../packages/withdraw-package.js';
import { TakeBackAward } from '../../awards/steps/take-back-award.js';
import { CancelRound } from '../../broadcasts/steps/cancel-round.js';
import { MoveAlong } from '../../packages/steps/move-along.js';
import { EndCare } from '../../placements/steps/end-care.js';
import { StopSearch } from '../../reallocations/steps/stop-search.js';
import { EndPlacement } from '../../placements/end-placement.js';
import { CheckReport } from '../../reports/check-report.js';
import { EnforceRestriction } from '../../restrictions/enforce-restriction.js';
import { ExpireRestriction } from '../../restrictions/expire-restriction.js';
import { LiftRestriction } from '../../restrictions/lift-restriction.js';
import { RecordRestriction } from '../../restrictions/record-restriction.js';
import { Enforce } from '../../restrictions/steps/enforce.js';
import { Impose } from '../../restrictions/steps/impose.js';

/** What the stories are told by: acts, and the steps that they share. */
// prettier-ignore
const ACTS = [
  AskNext, AwardOffer, CancelBroadcast, CheckReport, CheckStart, CloseBroadcast, ConfirmStart, CreatePackage,
  DeclineInvitation, EndPlacement, EnforceRestriction, ExpireRestriction, ExtendBroadcast, LiftRestriction, MakeOffer,
  OpenWave, PublishBroadcast, RecordRestriction, ReviseOffer, SeeInvitation, WithdrawAward, WithdrawOffer, WithdrawPackage,
  CancelRound, CloseRound, EndCare, Enforce, Impose, InviteWave, LapseOffers, MakeAward, MoveAlong, OpenRound, StopSearch,
  TakeBackAward,
];

/** The acts as the stories call them. */
export type StoryActs = Pick<INestApplicationContext, 'get'>;

/** Acts of the brokerage at the stories' time, inside the one transaction that loads them. */
@Module({})
class StoryModule {
  static in(tx: Tx, clock: Clock): DynamicModule {
    const standsOn = [
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: joining(tx) },
      { provide: WakeUps, useValue: { announce: () => undefined } }, // nobody follows the log yet
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

/** Acts of a story run in the one transaction that loads it, so nothing counts before all of it does. */
function joining(tx: Tx): Pick<Database, 'transaction' | 'reader' | 'afterCommit'> {
  return {
    reader: tx,
    transaction: (work) => work(tx),
    afterCommit: () => undefined,
  };
}
