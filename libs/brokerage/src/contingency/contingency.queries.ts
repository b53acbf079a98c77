import type { ContingencyPackView, ContingencyView } from '#contracts/contingency';
import { isPackLate } from '#domain/contingency/contingency-nights';
import type { Reader } from '#platform/database/database';

const MOST_PACKS = 10;

interface Recipient {
  readonly recipient: string | null;
  readonly recipientSetAt: Date | null;
  readonly recipientSetBy: string | null;
  /** When the last pack for this key was written. */
  readonly lastAt: Date | null;
}

/** Returns the key of an authority's contingency packs and the last packs. */
export async function contingencyOf(
  reader: Reader,
  authorityId: string,
  now: Date,
): Promise<ContingencyView> {
  const [[found], packs] = await Promise.all([
    reader.query<Recipient>(
      `SELECT a.contingency_recipient AS recipient, a.contingency_recipient_at AS "recipientSetAt",
              (SELECT name FROM app_user WHERE id = a.contingency_recipient_by) AS "recipientSetBy",
              (SELECT max(written_at) FROM contingency_pack p
               WHERE p.authority_id = a.id AND p.recipient = a.contingency_recipient) AS "lastAt"
       FROM authority a WHERE a.id = $1`,
      [authorityId],
    ),
    reader.views<ContingencyPackView>(
      `SELECT id, written_at AS "writtenAt", file_name AS "fileName", people, open_work AS "openWork", bytes, sha256
       FROM contingency_pack WHERE authority_id = $1 ORDER BY written_at DESC LIMIT $2`,
      [authorityId, MOST_PACKS],
    ),
  ]);
  const since = found?.lastAt ?? found?.recipientSetAt;
  return {
    recipient: found?.recipient ?? null,
    recipientSetAt: found?.recipientSetAt?.toISOString() ?? null,
    recipientSetBy: found?.recipientSetBy ?? null,
    isOverdue: since ? isPackLate(since, now) : false,
    packs,
  };
}

/** An authority with a key, and the time since which it waits for a pack. */
export interface WaitingAuthority {
  readonly id: string;
  readonly name: string;
  readonly gssCode: string | null;
  readonly recipient: string;
  readonly since: Date;
  /** True if the pack of the night was written for this key. */
  readonly isDone: boolean;
}

/** Lists the authorities that have packs written, over all tenants. */
export function authoritiesWithPacks(reader: Reader, night: string): Promise<WaitingAuthority[]> {
  return reader.query(
    `SELECT a.id, a.name, a.gss_code AS "gssCode", coalesce(a.contingency_recipient, '') AS recipient,
            coalesce((SELECT max(p.written_at) FROM contingency_pack p
                      WHERE p.authority_id = a.id AND p.recipient = a.contingency_recipient),
                     a.contingency_recipient_at, a.created_at) AS since,
            EXISTS (SELECT 1 FROM contingency_pack p WHERE p.authority_id = a.id
                      AND p.recipient = a.contingency_recipient AND p.night = $1) AS "isDone"
     FROM authority a WHERE a.contingency_recipient IS NOT NULL ORDER BY a.id`,
    [night],
  );
}
