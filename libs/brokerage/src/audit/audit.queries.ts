import type { AuditOutcome, AuditView } from '#contracts/audit';
import { auditSentence, sentenceWithoutNumbers } from '#domain/audit/audit-sentence';
import { DomainError } from '#domain/domain-error';
import { parseHead } from '#platform/audit/audit-head';
import type { Reader } from '#platform/database/database';
import { positionToldBefore } from './told-before.queries.js';

/**
 * Reads the outcome of the last verification, and the latest head. The chain is one for all authorities, so a fault in the
 * rows of another authority is told without naming the row. Numbers of a verification that counted events since a sealed
 * broadcast opened are withheld until it has closed (docs/rules.md §3.3.2).
 */
export async function auditView(reader: Reader, authorityId: string): Promise<AuditView> {
  const [check]: { checkedAt: Date; outcome: AuditOutcome }[] = await reader.query(
    'SELECT checked_at AS "checkedAt", outcome FROM audit_check ORDER BY checked_at DESC LIMIT 1',
  );
  const line = await latestHeadLine(reader);
  const head = line === null ? null : parseHead(line);
  if (!check) return { checkedAt: null, verdict: null, sentence: null, head };
  const { checkedAt, outcome } = check;
  const isTold = BigInt(outcome.position) < (await positionToldBefore(reader));
  const sentence = isTold
    ? auditSentence(withoutRowOfOthers(outcome, authorityId))
    : sentenceWithoutNumbers(outcome);
  return { checkedAt: checkedAt.toISOString(), verdict: outcome.verdict, sentence, head };
}

function withoutRowOfOthers(outcome: AuditOutcome, authorityId: string): AuditOutcome {
  const { fault } = outcome;
  if (!fault || fault.authorityId === authorityId || fault.authorityId === null) return outcome;
  return { ...outcome, fault: { ...fault, row: null } };
}

/** Reads the latest published head that may be told, as its line in the file of heads. */
export async function latestHead(reader: Reader): Promise<string> {
  const line = await latestHeadLine(reader);
  if (line === null) throw new DomainError('no_head_published');
  return line;
}

/** Reads the latest head from before the oldest sealed broadcast that is still open (docs/rules.md §3.3.2). */
async function latestHeadLine(reader: Reader): Promise<string | null> {
  const [row]: { line: string }[] = await reader.query(
    'SELECT line FROM audit_head WHERE position < log_told_before() ORDER BY position DESC LIMIT 1',
  );
  return row?.line ?? null;
}
