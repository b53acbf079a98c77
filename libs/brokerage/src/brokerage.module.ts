import { SetContingencyKey } from './contingency/set-contingency-key.js';
import { UpkeepModule } from './upkeep.module.js';
import { Module } from '@nestjs/common';
import { ChangeClockProfile } from './authorities/change-clock-profile.js';
import { ConfirmClocks } from './authorities/confirm-clocks.js';
import { ChangeLotOutline } from './authorities/change-lot-outline.js';
import { ChangeLot } from './authorities/change-lot.js';
import { RecordLot } from './authorities/record-lot.js';
import { AwardTopOffer } from './awards/award-top-offer.js';
import { HandBackContract } from './hand-backs/hand-back-contract.js';
import { ChangeReallocation } from './reallocations/change-reallocation.js';
import { DismissReallocation } from './reallocations/dismiss-reallocation.js';
import { KeepCase } from './reallocations/keep-case.js';
import { BroadcastReplacement } from './reallocations/broadcast-replacement.js';
import { PauseReallocation } from './reallocations/pause-reallocation.js';
import { ProposeReallocations } from './reallocations/propose-reallocations.js';
import { ReleaseCases } from './reallocations/release-cases.js';
import { ResumeReallocation } from './reallocations/resume-reallocation.js';
import { SettleReallocation } from './reallocations/settle-reallocation.js';
import { StartReallocation } from './reallocations/start-reallocation.js';
import { StopReallocation } from './reallocations/stop-reallocation.js';
import { AwardOffer } from './awards/award-offer.js';
import { CheckStart } from './awards/check-start.js';
import { ConfirmStart } from './awards/confirm-start.js';
import { RecordContactAttempt } from './awards/record-contact-attempt.js';
import { WithdrawAward } from './awards/withdraw-award.js';
import { OpenNextWave } from './broadcasts/open-next-wave.js';
import { CancelBroadcast } from './broadcasts/cancel-broadcast.js';
import { CloseBroadcast } from './broadcasts/close-broadcast.js';
import { DeclineInvitation } from './broadcasts/decline-invitation.js';
import { ExtendBroadcast } from './broadcasts/extend-broadcast.js';
import { OpenWave } from './broadcasts/open-wave.js';
import { PublishBroadcast } from './broadcasts/publish-broadcast.js';
import { SeeInvitation } from './broadcasts/see-invitation.js';
import { UploadDocument } from './documents/upload-document.js';
import { ChangeOwnPassword } from './identity/change-own-password.js';
import { ChangeUser } from './identity/change-user.js';
import { DisableUser } from './identity/disable-user.js';
import { EnableUser } from './identity/enable-user.js';
import { SeeMessages } from './messages/see-messages.js';
import { ChangeOwnName } from './identity/change-own-name.js';
import { DismissRequest } from './identity/dismiss-request.js';
import { RequestEmail } from './identity/request-email.js';
import { RequestLink } from './identity/request-link.js';
import { LimitUser } from './identity/limit-user.js';
import { InviteUser } from './identity/invite-user.js';
import { IssueLink } from './identity/issue-link.js';
import { IssueOperatorLink } from './identity/issue-operator-link.js';
import { InviteByOperator } from './identity/invite-by-operator.js';
import { SetUpAuthority } from './identity/set-up-authority.js';
import { RevokeLink } from './identity/revoke-link.js';
import { ChangeWebhook } from './webhooks/change-webhook.js';
import { MakeWebhook } from './webhooks/make-webhook.js';
import { Redeliver } from './webhooks/redeliver.js';
import { ReplaceSecret } from './webhooks/replace-secret.js';
import { MakeKey } from './identity/make-key.js';
import { RotateKey } from './identity/rotate-key.js';
import { EndKey } from './identity/end-key.js';
import { RevokeSession } from './identity/revoke-session.js';
import { SignInThrottle } from './identity/sign-in-throttle.js';
import { SignIn } from './identity/sign-in.js';
import { SignOutEverywhere } from './identity/sign-out-everywhere.js';
import { UseLink } from './identity/use-link.js';
import { WithdrawFirstAdministrator } from './identity/withdraw-first-administrator.js';
import { MakeOffer } from './offers/make-offer.js';
import { ReviseOffer } from './offers/revise-offer.js';
import { WithdrawOffer } from './offers/withdraw-offer.js';
import { ChangePackage } from './packages/change-package.js';
import { CreatePackage } from './packages/create-package.js';
import { EligibilityPreview } from './broadcasts/eligibility-preview.queries.js';
import { WithdrawPackage } from './packages/withdraw-package.js';
import { AllowBranch } from './people/allow-branch.js';
import { ChangePerson } from './people/change-person.js';
import { MergePeople } from './people/merge-people.js';
import { ExcludeBranch } from './people/exclude-branch.js';
import { RecordPerson } from './people/record-person.js';
import { SearchPeople } from './people/search-people.js';
import { ApproveVariation } from './placements/approve-variation.js';
import { ChangeDeliverer } from './placements/change-deliverer.js';
import { EndPlacement } from './placements/end-placement.js';
import { RefuseVariation } from './placements/refuse-variation.js';
import { RequestVariation } from './placements/request-variation.js';
import { VaryPlacement } from './placements/vary-placement.js';
import { WithdrawVariationRequest } from './placements/withdraw-variation-request.js';
import { AnswerCareList } from './cut-over/answer-care-list.js';
import { AskForConfirmations } from './cut-over/ask-for-confirmations.js';
import { ChangeStage } from './cut-over/change-stage.js';
import { DisputeCare } from './cut-over/dispute-care.js';
import { ReadCareList } from './cut-over/read-care-list.js';
import { SettleDifference } from './cut-over/settle-difference.js';
import { UploadFigures } from './cut-over/upload-figures.js';
import { ContinueImport } from './imports/continue-import.js';
import { StartImport } from './imports/start-import.js';
import { StopImport } from './imports/stop-import.js';
import { TakeBackImport } from './imports/take-back-import.js';
import { UploadImport } from './imports/upload-import.js';
import { Previews } from './previews/previews.queries.js';
import { AnswerCapabilities } from './enforcement/answer-capabilities.js';
import { ChangeBranch } from './enforcement/change-branch.js';
import { DeclareCapabilities } from './enforcement/declare-capabilities.js';
import { ChangeContract } from './providers/change-contract.js';
import { ChangeContracts } from './framework/change-contracts.js';
import { CopyContract } from './framework/copy-contract.js';
import { RecordContractCheck } from './framework/record-contract-check.js';
import { RecordRateUplift } from './framework/record-rate-uplift.js';
import { WithdrawRateUplift } from './framework/withdraw-rate-uplift.js';
import { ConfirmCapacity } from './providers/confirm-capacity.js';
import { DeclareCapacity } from './providers/declare-capacity.js';
import { EndSubcontract } from './providers/end-subcontract.js';
import { RecordBranch } from './providers/record-branch.js';
import { RecordContract } from './providers/record-contract.js';
import { RecordProvider } from './providers/record-provider.js';
import { RecordSubcontract } from './providers/record-subcontract.js';
import { AssignWork } from './owners/assign-work.js';
import { GiveAllWork, GiveWork } from './owners/give-work.js';
import { EndAbsence } from './identity/end-absence.js';
import { RecordAbsence } from './identity/record-absence.js';
import { ChangeTeam, RecordTeam, RemoveTeam } from './identity/record-team.js';
import { CheckReport } from './reports/check-report.js';
import { SubmitReport } from './reports/submit-report.js';
import { AmendRestriction } from './enforcement/amend-restriction.js';
import { EnforceRestriction } from './enforcement/enforce-restriction.js';
import { ExpireRestriction } from './enforcement/expire-restriction.js';
import { LiftRestriction } from './enforcement/lift-restriction.js';
import { PauseBranch } from './enforcement/pause-branch.js';
import { AnswerContest } from './restrictions/answer-contest.js';
import { ContestNotice } from './restrictions/contest-notice.js';
import { RecordPermission } from './restrictions/record-permission.js';
import { RecordRestriction } from './enforcement/record-restriction.js';
import { ResumeBranch } from './enforcement/resume-branch.js';
import { WithdrawPermission } from './restrictions/withdraw-permission.js';

/** The classes that NestJS injects: every act of the brokerage, some queries, and the gauges of late care. */
export const ACTS = [
  ChangeClockProfile,
  ChangeLot,
  ChangeLotOutline,
  ConfirmClocks,
  RecordLot,

  AwardOffer,
  AwardTopOffer,
  CheckStart,
  ConfirmStart,
  RecordContactAttempt,
  WithdrawAward,

  OpenNextWave,
  CancelBroadcast,
  CloseBroadcast,
  DeclineInvitation,
  ExtendBroadcast,
  OpenWave,
  PublishBroadcast,
  SeeInvitation,

  UploadDocument,

  ChangeOwnPassword,

  AssignWork,
  GiveAllWork,
  GiveWork,
  ChangeTeam,
  EndAbsence,
  RecordAbsence,
  RecordTeam,
  RemoveTeam,

  ChangeUser,
  DisableUser,
  EnableUser,
  InviteByOperator,
  SetUpAuthority,
  InviteUser,
  LimitUser,
  SeeMessages,
  ChangeOwnName,
  DismissRequest,
  RequestEmail,
  RequestLink,
  IssueLink,
  IssueOperatorLink,
  RevokeLink,
  MakeWebhook,
  ChangeWebhook,
  ReplaceSecret,
  Redeliver,
  MakeKey,
  RotateKey,
  EndKey,
  RevokeSession,
  SignInThrottle,
  SignIn,
  SignOutEverywhere,
  UseLink,
  WithdrawFirstAdministrator,

  MakeOffer,
  ReviseOffer,
  WithdrawOffer,

  ChangePackage,
  CreatePackage,
  EligibilityPreview,
  WithdrawPackage,

  AllowBranch,
  ChangePerson,
  MergePeople,
  ExcludeBranch,
  RecordPerson,
  SearchPeople,

  ApproveVariation,
  ChangeDeliverer,
  EndPlacement,
  RefuseVariation,
  RequestVariation,
  VaryPlacement,
  WithdrawVariationRequest,

  Previews,
  SetContingencyKey,

  AnswerCapabilities,
  ChangeBranch,
  DeclareCapabilities,
  ChangeContract,
  ChangeContracts,
  CopyContract,
  RecordContractCheck,
  RecordRateUplift,
  WithdrawRateUplift,
  ConfirmCapacity,
  DeclareCapacity,
  EndSubcontract,
  RecordBranch,
  RecordContract,
  RecordProvider,
  RecordSubcontract,

  ChangeReallocation,
  DismissReallocation,
  KeepCase,
  BroadcastReplacement,
  PauseReallocation,
  ProposeReallocations,
  ReleaseCases,
  ResumeReallocation,
  SettleReallocation,
  StartReallocation,
  StopReallocation,

  CheckReport,
  SubmitReport,

  AmendRestriction,
  AnswerContest,
  ContestNotice,
  HandBackContract,

  AnswerCareList,
  AskForConfirmations,
  ChangeStage,
  DisputeCare,
  ReadCareList,
  SettleDifference,
  UploadFigures,
  ContinueImport,
  StartImport,
  StopImport,
  TakeBackImport,
  UploadImport,

  EnforceRestriction,
  ExpireRestriction,
  LiftRestriction,
  PauseBranch,
  RecordPermission,
  RecordRestriction,
  ResumeBranch,
  WithdrawPermission,
];

/** The NestJS module that provides every act. The platform module provides what the acts depend on. */
@Module({ imports: [UpkeepModule], providers: ACTS, exports: [...ACTS, UpkeepModule] })
export class BrokerageModule {}
