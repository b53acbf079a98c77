import type { DocumentView } from '#contracts/documents';
import type { Check } from '#contracts/eligibility';
import type { ConditionView } from '#contracts/restrictions';
import type { PackageFacts } from '#domain/eligibility/facts';

/**
 * The types of columns without an entity that PostgreSQL knows only as JSON or text. The check of statements
 * (test/integration/sql) uses them.
 */
export interface StoredColumns {
  /** Frozen with each broadcast. Older broadcasts have no `contractedElsewhere`: they froze a full decision for every branch. */
  readonly 'broadcast_facts.facts': {
    readonly package: Pick<PackageFacts, 'lotId' | 'startOn'>;
    readonly contractedElsewhere?: readonly string[];
  };
  readonly 'document.media_type': DocumentView['mediaType'];
  readonly 'eligibility_decision.checks': readonly Check[];
  readonly 'restriction_version.conditions': readonly ConditionView[];
}
