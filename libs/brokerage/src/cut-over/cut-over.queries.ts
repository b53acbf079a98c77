import type { CutOverView, Stage } from '#contracts/cut-over';
import { goLiveBlockers, type GoLiveFacts } from '#domain/cut-over/go-live-blockers';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { careListsOf, isUnanswered, openDisputes } from './care-lists.queries.js';

interface Counts extends Pick<
  GoLiveFacts,
  'importsOpen' | 'disputesOpen' | 'differencesOpen' | 'isReconciledToday'
> {
  readonly stage: Stage;
  readonly since: string | null;
  readonly changedBy: string | null;
}

/** Reads the stage of an authority, its lists, and everything that stands between it and going live. */
export async function cutOverOf(reader: Reader, authorityId: string, now: Date): Promise<CutOverView> {
  const [lists, disputes, counts] = await Promise.all([
    careListsOf(reader, authorityId),
    openDisputes(reader, authorityId),
    countsOf(reader, authorityId, now),
  ]);
  const { stage, since, changedBy, isReconciledToday, differencesOpen } = counts;
  const facts: GoLiveFacts = {
    ...counts,
    listsNotAsked: lists.filter(({ state }) => state === 'not_asked').length,
    listsUnconfirmed: lists.filter(isUnanswered).length,
  };
  return {
    ...{ stage, since, changedBy, lists, disputes, isReconciledToday },
    blockers: stage === 'live' ? [] : goLiveBlockers(facts),
    openDifferences: differencesOpen,
  };
}

async function countsOf(reader: Reader, authorityId: string, now: Date): Promise<Counts> {
  const [row]: Counts[] = await reader.views(
    `SELECT a.stage, a.stage_since AS since, user_name(a.stage_by) AS "changedBy",
            (SELECT count(*)::int FROM import_file WHERE authority_id = a.id AND status IN ('checking', 'running', 'stopped')) AS "importsOpen",
            (SELECT count(*)::int FROM care_dispute WHERE authority_id = a.id AND settled_at IS NULL) AS "disputesOpen",
            (SELECT count(*)::int FROM care_difference WHERE authority_id = a.id AND settled_at IS NULL) AS "differencesOpen",
            EXISTS (SELECT 1 FROM reconciliation WHERE authority_id = a.id AND day = $2::date AND totals_at IS NOT NULL) AS "isReconciledToday"
     FROM authority a WHERE a.id = $1`,
    [authorityId, londonDate(now)],
  );
  if (!row) throw new Error('a user belongs to an authority that exists');
  return row;
}
