import { AuditController } from './audit/audit.controller.js';
import { LotsController } from './authorities/lots.controller.js';
import { AwardsController } from './awards/awards.controller.js';
import { BroadcastsController } from './broadcasts/broadcasts.controller.js';
import { InvitationsController } from './broadcasts/invitations.controller.js';
import { DocumentsController } from './documents/documents.controller.js';
import { FeedController } from './feed/feed.controller.js';
import { GrowthController } from './growth/growth.controller.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './health/metrics.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { KeysController } from './identity/keys.controller.js';
import { SessionsController } from './identity/sessions.controller.js';
import { AccountsController } from './identity/accounts.controller.js';
import { UsersController } from './identity/users.controller.js';
import { CoverageController } from './monitoring/coverage.controller.js';
import { MessagesController } from './messages/messages.controller.js';
import { MonitoringController } from './monitoring/monitoring.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { OwnersController, TeamsController } from './owners/owners.controller.js';
import { PackagesController } from './packages/packages.controller.js';
import { PeopleController } from './people/people.controller.js';
import { CareController } from './placements/provider-care.controller.js';
import { PlacementsController } from './placements/placements.controller.js';
import { VariationRequestsController } from './placements/variation-requests.controller.js';
import { ContingencyController } from './contingency/contingency.controller.js';
import { PreviewsController } from './previews/previews.controller.js';
import { CapabilitiesController } from './providers/capabilities.controller.js';
import { FrameworkController } from './providers/framework.controller.js';
import { ContractsController } from './providers/contracts.controller.js';
import { ProvidersController } from './providers/providers.controller.js';
import { WorkController } from './providers/provider-work.controller.js';
import { HandBacksController } from './hand-backs/hand-backs.controller.js';
import { QueuesController } from './queues/queues.controller.js';
import { CasesController } from './reallocations/cases.controller.js';
import { ReallocationsController } from './reallocations/reallocations.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { CareListsController } from './cut-over/care-lists.controller.js';
import { CutOverController } from './cut-over/cut-over.controller.js';
import { FiguresController } from './cut-over/figures.controller.js';
import { ImportsController } from './imports/imports.controller.js';
import { ContestsController } from './restrictions/contests.controller.js';
import { PausesController } from './restrictions/pauses.controller.js';
import { RestrictionsController } from './restrictions/restrictions.controller.js';

/** All controllers of the REST API. */
export const CONTROLLERS = [
  SessionsController,
  KeysController,
  WebhooksController,
  AccountsController,
  UsersController,
  TeamsController,
  OwnersController,
  LotsController,
  ProvidersController,
  ContractsController,
  CapabilitiesController,
  FrameworkController,
  WorkController,
  PeopleController,
  PackagesController,
  BroadcastsController,
  InvitationsController,
  OffersController,
  AwardsController,
  PlacementsController,
  CareController,
  VariationRequestsController,
  RestrictionsController,
  HandBacksController,
  CasesController,
  ReallocationsController,
  ContestsController,
  PausesController,
  ReportsController,
  DocumentsController,
  CareListsController,
  CutOverController,
  FiguresController,
  ImportsController,
  GrowthController,
  PreviewsController,
  FeedController,
  AuditController,
  MessagesController,
  MonitoringController,
  CoverageController,
  ContingencyController,
  QueuesController,
  HealthController,
  MetricsController,
];
