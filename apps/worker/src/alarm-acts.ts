import type { Type } from '@nestjs/common';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import { ContinueImport } from '#brokerage/imports/continue-import';
import { StopImport } from '#brokerage/imports/stop-import';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { SettleReallocation } from '#brokerage/reallocations/settle-reallocation';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { CheckReport } from '#brokerage/reports/check-report';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import type { AlarmJobs } from '#contracts/jobs';

/** A function that returns the instance of an act's class from the Nest container. */
export type Acts = <T>(act: Type<T>) => T;

/**
 * The act that each alarm runs. A delayed job runs the act at its deadline. If the queue has lost the job,
 * the sweep runs the act. An alarm without an act is a compile error.
 *
 * Each act first reads its database row, and does nothing if nothing is due.
 */
export const ALARM_ACTS: {
  readonly [Name in keyof AlarmJobs]: (acts: Acts, data: AlarmJobs[Name]) => Promise<string>;
} = {
  'open-wave': (acts, data) => acts(OpenWave).execute(data),
  'close-broadcast': (acts, { broadcastId }) => acts(CloseBroadcast).execute(broadcastId),
  'award-first': (acts, { broadcastId }) => acts(AwardOffer).first(broadcastId),
  'close-answered': (acts, { broadcastId }) => acts(CloseBroadcast).answered(broadcastId),
  'ask-next': (acts, data) => acts(OpenNextWave).execute(data),
  'enforce-restriction': (acts, data) => acts(EnforceRestriction).execute(data),
  'expire-restriction': (acts, data) => acts(ExpireRestriction).execute(data),
  'check-report': (acts, data) => acts(CheckReport).execute(data),
  'check-start': (acts, data) => acts(CheckStart).execute(data),
  'propose-reallocations': (acts, data) => acts(ProposeReallocations).execute(data),
  'release-cases': (acts, data) => acts(ReleaseCases).execute(data),
  'open-case': (acts, data) => acts(BroadcastReplacement).execute(data),
  'award-top': (acts, data) => acts(AwardTopOffer).execute(data),
  'stop-reallocations': (acts, data) => acts(StopReallocation).forGround(data),
  'settle-reallocation': (acts, data) => acts(SettleReallocation).execute(data),
  'continue-import': (acts, { importId }) => acts(ContinueImport).execute(importId),
  'discard-import': (acts, { importId }) => acts(StopImport).discardForgotten(importId),
};
