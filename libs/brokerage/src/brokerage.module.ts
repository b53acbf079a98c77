import { Module } from '@nestjs/common';
import { AwardOffer } from './awards/award-offer.js';
import { CheckStart } from './awards/check-start.js';
import { ConfirmStart } from './awards/confirm-start.js';
import { MakeAward } from './awards/steps/make-award.js';
import { WithdrawAward } from './awards/withdraw-award.js';
import { AskNext } from './broadcasts/ask-next.js';
import { CancelBroadcast } from './broadcasts/cancel-broadcast.js';
import { CloseBroadcast } from './broadcasts/close-broadcast.js';
import { DeclineInvitation } from './broadcasts/decline-invitation.js';
import { ExtendBroadcast } from './broadcasts/extend-broadcast.js';
import { OpenWave } from './broadcasts/open-wave.js';
import { PublishBroadcast } from './broadcasts/publish-broadcast.js';
import { SeeInvitation } from './broadcasts/see-invitation.js';
import { CloseRound } from './broadcasts/steps/close-round.js';
import { InviteWave } from './broadcasts/steps/invite-wave.js';
import { OpenRound } from './broadcasts/steps/open-round.js';
import { MakeOffer } from './offers/make-offer.js';
import { ReviseOffer } from './offers/revise-offer.js';
import { LapseOffers } from './offers/steps/lapse-offers.js';
import { WithdrawOffer } from './offers/withdraw-offer.js';
import { EndPlacement } from './placements/end-placement.js';
import { VaryPlacement } from './placements/vary-placement.js';
import { EnforceRestriction } from './restrictions/enforce-restriction.js';
import { LiftRestriction } from './restrictions/lift-restriction.js';
import { RecordPermission } from './restrictions/record-permission.js';
import { RecordRestriction } from './restrictions/record-restriction.js';
import { Enforce } from './restrictions/steps/enforce.js';
import { WithdrawPermission } from './restrictions/withdraw-permission.js';

/** Every act, and every step that is injected into acts. */
export const ACTS = [
  AwardOffer,
  CheckStart,
  ConfirmStart,
  MakeAward,
  WithdrawAward,

  AskNext,
  CancelBroadcast,
  CloseBroadcast,
  DeclineInvitation,
  ExtendBroadcast,
  OpenWave,
  PublishBroadcast,
  SeeInvitation,
  CloseRound,
  InviteWave,
  OpenRound,

  MakeOffer,
  ReviseOffer,
  LapseOffers,
  WithdrawOffer,

  EndPlacement,
  VaryPlacement,

  EnforceRestriction,
  LiftRestriction,
  RecordPermission,
  RecordRestriction,
  Enforce,
  WithdrawPermission,
];

/** All that Homeward does, for whichever process does it. What it stands on comes from PlatformModule. */
@Module({ providers: ACTS, exports: ACTS })
export class BrokerageModule {}
