import type { AuditOutcome } from '#contracts/audit';
import type { DocumentView } from '#contracts/documents';
import type { Check } from '#contracts/eligibility';
import type { ChannelName, MessageKind } from '#contracts/messages';
import type { EventName } from '#contracts/events';
import type { RowOutcome, RowRemark } from '#contracts/imports';
import type { SearchField } from '#contracts/people';
import type { ConditionView } from '#contracts/restrictions';
import type { Cells } from '#domain/imports/open-row';
import type { PackageFacts } from '#domain/eligibility/facts';

/**
 * The types of JSON and text columns of tables without a TypeORM entity class. Only the test of SQL
 * statements (test/integration/sql) uses these types.
 */
export interface StoredColumns {
  readonly 'audit_check.outcome': AuditOutcome;
  /**
   * The input data that all eligibility decisions of one broadcast share. Old broadcasts have no field
   * `contractedElsewhere`, because they stored a full decision for every branch.
   */
  readonly 'broadcast_facts.facts': {
    readonly package: Pick<PackageFacts, 'lotId' | 'startOn'>;
    readonly contractedElsewhere?: readonly string[];
  };
  readonly 'document.media_type': DocumentView['mediaType'];
  readonly 'eligibility_decision.checks': readonly Check[];
  readonly 'import_row.outcome': RowOutcome;
  readonly 'import_row.cells': Cells;
  readonly 'import_row.file_reasons': readonly RowRemark[];
  readonly 'import_row.reasons': readonly RowRemark[];
  readonly 'import_row.notes': readonly RowRemark[];
  readonly 'message.channel': ChannelName;
  readonly 'message.kind': MessageKind;
  readonly 'person_search.fields': readonly SearchField[];
  readonly 'webhook.event_names': readonly EventName[];
  readonly 'webhook_delivery.event_name': EventName;
  readonly 'restriction_version.conditions': readonly ConditionView[];
}
