import { Module } from '@nestjs/common';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { VerifyAudit } from './audit/verify-audit.js';
import { ContingencyGauges } from './contingency/contingency-gauges.js';
import { WriteContingencyPacks } from './contingency/write-contingency-packs.js';
import { ExpireDocuments } from './documents/expire-documents.js';
import { PurgeExpired } from './identity/purge-expired.js';
import { DecideMessages } from './messages/decide-messages.js';
import { IssueMailedLink } from './messages/issue-mailed-link.js';
import { MessageGauges } from './messages/message-gauges.js';
import { SendMessages } from './messages/send-messages.js';
import { CareGauges } from './monitoring/care-gauges.js';
import { QueueDeliveries } from './webhooks/queue-deliveries.js';
import { SendDeliveries } from './webhooks/send-deliveries.js';

/** The services of upkeep. */
export const UPKEEP = [
  PurgeExpired,
  ExpireDocuments,
  CareGauges,
  ContingencyGauges,
  VerifyAudit,
  WriteContingencyPacks,
  DecideMessages,
  IssueMailedLink,
  SendMessages,
  MessageGauges,
  QueueDeliveries,
  SendDeliveries,
];

/**
 * The purge, the end of uncited documents, the contingency packs, the messages, the webhooks, the gauges and the verification of the
 * log, which work over all tenants. No act that a request runs is in this module.
 */
@Module({ imports: [CrossTenantModule], providers: UPKEEP, exports: UPKEEP })
export class UpkeepModule {}
