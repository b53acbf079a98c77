import type { DocumentView } from '#contracts/documents';
import type { Check } from '#contracts/eligibility';
import type { ConditionView } from '#contracts/restrictions';

/**
 * What columns hold that no entity describes and PostgreSQL knows as JSON or text only. The check of statements
 * (test/integration/sql) takes these types for the columns' own.
 */
export interface StoredColumns {
  readonly 'document.media_type': DocumentView['mediaType'];
  readonly 'eligibility_decision.checks': readonly Check[];
  readonly 'restriction_version.conditions': readonly ConditionView[];
}
