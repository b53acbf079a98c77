import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { rowsCheck } from '#brokerage/digests/rows-check';
import { type AuditOutcome, RECORDS } from '#contracts/audit';
import { auditSentence } from '#domain/audit/audit-sentence';
import { AuditChain } from '#platform/audit/audit-chain';
import { HeadPublisher } from '#platform/audit/head-publisher';
import { trustedKeys } from '#platform/audit/head-files';
import { verifyLog } from '#platform/audit/verify-log';
import { CrossTenantDatabase, type Reader } from '#platform/database/database';
import { readerOn } from '#platform/database/reader-of-entity-manager';
import { anAuditedStory, type AuditedStory } from '../../support/builders/audited-story.js';
import { copyOfDatabase } from '../../support/environment.js';
import { type Verdict, verifyDatabase } from '../../support/independent-audit/verify-database.js';
import { World } from '../../support/world.js';

interface Case {
  readonly why: string;
  readonly sql: (story: AuditedStory) => readonly string[];
  readonly fault: string;
  /** What the sentence must name. */
  readonly names: (story: AuditedStory) => string;
}

/** Deletes the newest 50 events together with their seals. */
const CUT = [
  'DELETE FROM event_seal WHERE position IN (SELECT position FROM event ORDER BY position DESC LIMIT 50)',
  'DELETE FROM event WHERE position NOT IN (SELECT position FROM event_seal)',
];

const CASES: readonly Case[] = [
  {
    why: 'the newest 50 events deleted with their seals',
    sql: () => CUT,
    fault: 'cut',
    names: () => 'cut at its end',
  },
  {
    why: 'the newest 50 events deleted, with their seals and the copies of the heads',
    sql: () => [...CUT, 'DELETE FROM audit_head'],
    fault: 'cut',
    names: () => 'cut at its end',
  },
  {
    why: 'an event altered',
    sql: ({ awardId }) => [
      `UPDATE event SET payload = payload || '{"rank": 1}' WHERE name = 'award.made' AND subject_id = '${awardId}'`,
    ],
    fault: 'altered',
    names: () => 'was altered, or its seal was',
  },
  {
    why: 'the time of an event altered by a microsecond',
    sql: () => [`UPDATE event SET at = at + interval '1 microsecond' WHERE name = 'broadcast.opened'`],
    fault: 'altered',
    names: () => 'was altered',
  },
  {
    why: 'an event removed with its seal',
    sql: () => [
      `DELETE FROM event_seal WHERE position = (SELECT min(position) FROM event WHERE name = 'offer.made')`,
      `DELETE FROM event WHERE position = (SELECT min(position) FROM event WHERE name = 'offer.made')`,
    ],
    fault: 'altered',
    names: () => 'was altered, or its seal was',
  },
  {
    why: 'an event inserted, with room made for it',
    sql: () => [
      'UPDATE event SET position = position + 1000 WHERE position > 20',
      'UPDATE event_seal SET position = position + 1000 WHERE position > 20',
      `INSERT INTO event (id, position, name, subject_type, subject_id, at, payload)
       VALUES (gen_random_uuid(), 25, 'branch.recorded', 'branch', 'forged', now(), '{}')`,
    ],
    fault: 'inserted',
    names: () => 'position 25 was inserted',
  },
  {
    why: 'the price of an offer edited in both of its rows',
    sql: ({ losingOfferId }) => [
      `UPDATE offer SET hourly_rate_pence = 2900 WHERE id = '${losingOfferId}'`,
      `UPDATE offer_version SET terms = terms || '{"hourlyRatePence": 2900}' WHERE offer_id = '${losingOfferId}'`,
    ],
    fault: 'row_altered',
    names: ({ losingOfferId }) => `offer ${losingOfferId}`,
  },
  {
    why: 'the price of an offer edited only where acts read it',
    sql: ({ losingOfferId }) => [`UPDATE offer SET hourly_rate_pence = 2900 WHERE id = '${losingOfferId}'`],
    fault: 'row_disagrees',
    names: ({ losingOfferId }) => `offer ${losingOfferId}`,
  },
  {
    why: 'an offer put back to an earlier version',
    sql: ({ winningOfferId }) => [
      `UPDATE offer SET version = 1, hourly_rate_pence = 2450, note = 'We know the street' WHERE id = '${winningOfferId}'`,
    ],
    fault: 'row_disagrees',
    names: ({ winningOfferId }) => `offer ${winningOfferId}`,
  },
  {
    why: 'a version of an offer removed',
    sql: ({ winningOfferId }) => [
      `DELETE FROM offer_version WHERE offer_id = '${winningOfferId}' AND version = 2`,
    ],
    fault: 'row_removed',
    names: ({ winningOfferId }) => `offer ${winningOfferId}/2`,
  },
  {
    why: 'the note of an offer edited',
    sql: ({ winningOfferId }) => [
      `UPDATE offer_version SET terms = terms || '{"note": "Nothing"}' WHERE offer_id = '${winningOfferId}'`,
    ],
    fault: 'row_altered',
    names: ({ winningOfferId }) => `offer ${winningOfferId}/1, part words`,
  },
  {
    why: 'the rating of a branch edited only where acts read it',
    sql: ({ branchId }) => [
      `UPDATE branch SET ratings = ratings || '{"overall": "outstanding"}' WHERE id = '${branchId}'`,
    ],
    fault: 'row_disagrees',
    names: ({ branchId }) => `branch ${branchId}`,
  },
  {
    why: 'the source of a register entry edited',
    sql: ({ branchId }) => [
      `UPDATE register_entry SET published_on = '2020-01-01' WHERE branch_id = '${branchId}'`,
    ],
    fault: 'row_altered',
    names: () => 'register entry',
  },
  {
    why: 'the reason for which planned rates were withdrawn edited',
    sql: ({ upliftId }) => [`UPDATE rate_uplift SET withdraw_reason = 'None' WHERE id = '${upliftId}'`],
    fault: 'row_altered',
    names: ({ upliftId }) => `uplift withdrawal ${upliftId}, part words`,
  },
  {
    why: 'an answer of a council to a declared skill edited',
    sql: ({ branchId }) => [
      `UPDATE capability_statement SET kind = 'confirmed' WHERE branch_id = '${branchId}'`,
    ],
    fault: 'row_altered',
    names: () => 'capability statement',
  },
  {
    why: 'the evidence of an answer edited',
    sql: ({ branchId }) => [
      `UPDATE capability_statement SET evidence = 'A nurse' WHERE branch_id = '${branchId}'`,
    ],
    fault: 'row_altered',
    names: () => 'part words',
  },
  {
    why: 'a statement of a provider added afterwards',
    sql: ({ branchId }) => [
      `INSERT INTO capability_statement SELECT * FROM jsonb_populate_record(
         (SELECT t FROM capability_statement t WHERE branch_id = '${branchId}' LIMIT 1),
         jsonb_build_object('id', '01900000-0000-7000-8000-00000000f0f1', 'kind', 'declared'))`,
    ],
    fault: 'row_inserted',
    names: () => 'capability statement 01900000-0000-7000-8000-00000000f0f1',
  },
  {
    why: 'a register entry added afterwards, with a salt',
    sql: ({ branchId }) => [
      `INSERT INTO register_entry SELECT * FROM jsonb_populate_record(
         (SELECT e FROM register_entry e WHERE branch_id = '${branchId}'),
         jsonb_build_object('id', '01900000-0000-7000-8000-00000000f0f0', 'version', 1, 'published_on', '2020-01-01'))`,
      `INSERT INTO digest_salt (record, key, part, salt)
       VALUES ('register_entry', '01900000-0000-7000-8000-00000000f0f0', 'entry', decode(repeat('00', 32), 'hex'))`,
    ],
    fault: 'row_inserted',
    names: () => 'register entry 01900000-0000-7000-8000-00000000f0f0',
  },
  {
    why: 'the reason of a contest edited',
    sql: ({ contestId }) => [`UPDATE restriction_contest SET reason = 'Nothing' WHERE id = '${contestId}'`],
    fault: 'row_altered',
    names: ({ contestId }) => `contest ${contestId}, part words`,
  },
  {
    why: 'the answer of a contest edited',
    sql: ({ contestId }) => [
      `UPDATE restriction_contest SET answer = 'You are right' WHERE id = '${contestId}'`,
    ],
    fault: 'row_altered',
    names: ({ contestId }) => `contest answer ${contestId}, part words`,
  },
  {
    why: 'the outcome of a contest edited',
    sql: ({ contestId }) => [`UPDATE restriction_contest SET status = 'lifted' WHERE id = '${contestId}'`],
    fault: 'row_altered',
    names: ({ contestId }) => `contest answer ${contestId}, part answer`,
  },
  {
    why: 'the reason edited for which an officer closed a broadcast early that was then cancelled',
    sql: ({ earlyBroadcastId }) => [
      `UPDATE broadcast SET early_reason = 'Nothing' WHERE id = '${earlyBroadcastId}'`,
    ],
    fault: 'row_altered',
    names: ({ earlyBroadcastId }) => `early closing ${earlyBroadcastId}, part words`,
  },
  {
    why: 'the officer edited who closed a broadcast early that then had no offers',
    sql: ({ unfilledBroadcastId }) => [
      `UPDATE broadcast SET closed_early_by = gen_random_uuid() WHERE id = '${unfilledBroadcastId}'`,
    ],
    fault: 'row_altered',
    names: ({ unfilledBroadcastId }) => `early closing ${unfilledBroadcastId}, part closing`,
  },
  {
    why: 'the reason of a cancellation edited',
    sql: ({ earlyBroadcastId }) => [
      `UPDATE broadcast SET close_reason = 'Nothing' WHERE id = '${earlyBroadcastId}'`,
    ],
    fault: 'row_altered',
    names: ({ earlyBroadcastId }) => `cancellation ${earlyBroadcastId}, part words`,
  },
  {
    why: 'the reason edited for which a reallocation was started',
    sql: ({ stoppedReallocationId }) => [
      `UPDATE reallocation SET reason = 'Nothing' WHERE id = '${stoppedReallocationId}'`,
    ],
    fault: 'row_altered',
    names: ({ stoppedReallocationId }) => `reallocation start ${stoppedReallocationId}, part words`,
  },
  {
    why: 'the commissioner edited who started a reallocation',
    sql: ({ stoppedReallocationId }) => [
      `UPDATE reallocation SET started_by = owner_id, started_at = started_at + interval '1 second' WHERE id = '${stoppedReallocationId}'`,
    ],
    fault: 'row_altered',
    names: ({ stoppedReallocationId }) => `reallocation start ${stoppedReallocationId}, part start`,
  },
  {
    why: 'the reason edited for which a reallocation was stopped',
    sql: ({ stoppedReallocationId }) => [
      `UPDATE reallocation SET stop_reason = NULL WHERE id = '${stoppedReallocationId}'`,
    ],
    fault: 'row_altered',
    names: ({ stoppedReallocationId }) => `reallocation stop ${stoppedReallocationId}, part words`,
  },
  {
    why: 'the reason of a dismissal edited',
    sql: ({ dismissedReallocationId }) => [
      `UPDATE reallocation SET dismiss_reason = 'Nothing' WHERE id = '${dismissedReallocationId}'`,
    ],
    fault: 'row_altered',
    names: ({ dismissedReallocationId }) => `reallocation dismissal ${dismissedReallocationId}, part words`,
  },
  {
    why: 'the reason of a withdrawn package edited',
    sql: ({ withdrawnPackageId }) => [
      `UPDATE package SET withdraw_reason = 'Nothing' WHERE id = '${withdrawnPackageId}'`,
    ],
    fault: 'row_altered',
    names: ({ withdrawnPackageId }) => `package withdrawal ${withdrawnPackageId}, part words`,
  },
  {
    why: 'the officer edited who approved a change of hours',
    sql: () => [`UPDATE variation_request SET decided_by = requested_by WHERE status = 'approved'`],
    fault: 'row_altered',
    names: () => 'approval',
  },
  {
    why: 'a score edited',
    sql: ({ losingOfferId }) => [
      `UPDATE offer SET score = jsonb_set(score, '{total}', '1') WHERE id = '${losingOfferId}'`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `ranking ${broadcastId}`,
  },
  {
    why: 'a frozen decision edited',
    sql: ({ broadcastId }) => [
      `UPDATE eligibility_decision SET eligible = NOT eligible
       WHERE broadcast_id = '${broadcastId}'
         AND branch_id = (SELECT min(branch_id) FROM eligibility_decision WHERE broadcast_id = '${broadcastId}')`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `broadcast ${broadcastId}, part decisions`,
  },
  {
    why: 'a frozen decision removed',
    sql: ({ broadcastId }) => [
      `DELETE FROM eligibility_decision
       WHERE broadcast_id = '${broadcastId}'
         AND branch_id = (SELECT min(branch_id) FROM eligibility_decision WHERE broadcast_id = '${broadcastId}')`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `broadcast ${broadcastId}, part decisions`,
  },
  {
    why: 'the facts of the decisions edited',
    sql: ({ broadcastId }) => [
      `UPDATE broadcast_facts SET facts = jsonb_set(facts, '{contractedElsewhere}', '["1-1"]')
       WHERE broadcast_id = '${broadcastId}'`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `broadcast ${broadcastId}, part facts`,
  },
  {
    why: 'the weights of a round edited',
    sql: ({ broadcastId }) => [
      `UPDATE broadcast SET weights = weights || '{"price": 1}' WHERE id = '${broadcastId}'`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `broadcast ${broadcastId}, part settings`,
  },
  {
    why: 'an invitation added afterwards',
    sql: ({ broadcastId, seenInvitationId }) => [
      `INSERT INTO invitation (id, authority_id, broadcast_id, branch_id, provider_id, contract_id, may_deliver, wave, status)
       SELECT gen_random_uuid(), authority_id, '${broadcastId}', 'forged', provider_id, contract_id, may_deliver, 2, 'ended'
       FROM invitation WHERE id = '${seenInvitationId}'`,
    ],
    fault: 'row_altered',
    names: ({ broadcastId }) => `broadcast ${broadcastId}, part invitations`,
  },
  {
    why: 'the time edited at which a branch was asked',
    sql: ({ seenInvitationId }) => [
      `UPDATE invitation SET opened_at = opened_at - interval '2 hours' WHERE id = '${seenInvitationId}'`,
    ],
    fault: 'row_disagrees',
    names: ({ seenInvitationId }) => `invitation ${seenInvitationId}`,
  },
  {
    why: 'the time edited at which a branch saw its invitation',
    sql: ({ seenInvitationId }) => [
      `UPDATE invitation SET seen_at = seen_at - interval '1 minute' WHERE id = '${seenInvitationId}'`,
    ],
    fault: 'row_disagrees',
    names: ({ seenInvitationId }) => `invitation ${seenInvitationId}`,
  },
  {
    why: 'the reason of a decline edited',
    sql: ({ declinedInvitationId }) => [
      `UPDATE invitation SET decline_reason = 'no_capacity' WHERE id = '${declinedInvitationId}'`,
    ],
    fault: 'row_altered',
    names: ({ declinedInvitationId }) => `decline ${declinedInvitationId}`,
  },
  {
    why: 'the rank edited that a loser was told',
    sql: ({ losingOfferId }) => [`UPDATE offer SET rank = 7 WHERE id = '${losingOfferId}'`],
    fault: 'row_altered',
    names: ({ broadcastId }) => `ranking ${broadcastId}`,
  },
  {
    why: 'the reason of an award edited',
    sql: ({ awardId }) => [`UPDATE award SET reason = 'Cheapest' WHERE id = '${awardId}'`],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part words`,
  },
  {
    why: 'the reason edited that the bidders read',
    sql: ({ awardId }) => [`UPDATE award SET reason_for_bidders = 'Price' WHERE id = '${awardId}'`],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part words`,
  },
  {
    why: 'the reason deleted that the bidders read',
    sql: ({ awardId }) => [`UPDATE award SET reason_for_bidders = NULL WHERE id = '${awardId}'`],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part words`,
  },
  {
    why: 'the user edited who decided an award',
    sql: ({ awardId }) => [`UPDATE award SET awarded_by = NULL WHERE id = '${awardId}'`],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part award`,
  },
  {
    why: 'the wording of a notice edited in both of its rows',
    sql: ({ restrictionId }) => [
      `UPDATE restriction SET reference = 'Other' WHERE id = '${restrictionId}'`,
      `UPDATE restriction_version SET reference = 'Other' WHERE restriction_id = '${restrictionId}'`,
    ],
    fault: 'row_altered',
    names: ({ restrictionId }) => `wording ${restrictionId}/1, part words`,
  },
  {
    why: 'the limit of a notice edited where acts read it',
    sql: ({ restrictionId }) => [
      `UPDATE restriction_condition SET limit_minutes = 600 WHERE restriction_id = '${restrictionId}'`,
    ],
    fault: 'row_disagrees',
    names: ({ restrictionId }) => `restriction ${restrictionId}`,
  },
  {
    why: 'the bytes of a document edited, with its checksum',
    sql: ({ documentId }) => [
      `UPDATE document SET content = 'The Letter', sha256 = encode(sha256('The Letter'), 'hex') WHERE id = '${documentId}'`,
    ],
    fault: 'row_altered',
    names: ({ documentId }) => `document ${documentId}, part document`,
  },
  {
    why: 'the minutes of a permission edited',
    sql: ({ permissionId }) => [`UPDATE permission SET minutes = 600 WHERE id = '${permissionId}'`],
    fault: 'row_altered',
    names: ({ permissionId }) => `permission ${permissionId}`,
  },
  {
    why: 'the price of live care edited',
    sql: ({ placementId }) => [`UPDATE placement SET hourly_rate_pence = 9900 WHERE id = '${placementId}'`],
    fault: 'row_altered',
    names: ({ placementId }) => `placement ${placementId}`,
  },
  {
    why: 'the recorded person of merged care edited',
    sql: ({ placementId }) => [
      `UPDATE placement SET person_as_recorded = gen_random_uuid() WHERE id = '${placementId}'`,
    ],
    fault: 'row_altered',
    names: ({ placementId }) => `placement ${placementId}`,
  },
  {
    why: 'the reason of a kept case edited',
    sql: ({ keptCaseId }) => [`UPDATE reallocation_case SET reason = 'Cheaper' WHERE id = '${keptCaseId}'`],
    fault: 'row_altered',
    names: ({ keptCaseId }) => `case kept ${keptCaseId}, part words`,
  },
  {
    why: 'the rates of a contract edited',
    sql: ({ upliftId }) => [`UPDATE contract_rate SET rate_max_pence = 9900 WHERE uplift_id = '${upliftId}'`],
    fault: 'row_altered',
    names: ({ upliftId }) => `rate uplift ${upliftId}, part contracts`,
  },
  {
    why: 'the evidence of a check before a contract edited',
    sql: ({ checkId }) => [`UPDATE contract_check SET evidence = 'None' WHERE id = '${checkId}'`],
    fault: 'row_altered',
    names: ({ checkId }) => `contract check ${checkId}, part words`,
  },
  {
    why: 'a document added that nobody uploaded',
    sql: ({ documentId }) => [
      `INSERT INTO document SELECT gen_random_uuid(), authority_id, provider_id, name, media_type, byte_size, sha256, content,
         uploaded_by, uploaded_at FROM document WHERE id = '${documentId}'`,
    ],
    fault: 'row_inserted',
    names: () => 'no event reports it',
  },
  {
    why: 'a document removed that no event let expire',
    sql: ({ documentId }) => [`DELETE FROM document WHERE id = '${documentId}'`],
    fault: 'row_removed',
    names: ({ documentId }) => `document ${documentId}`,
  },
  {
    why: 'a text removed while its salt is kept',
    sql: ({ awardId }) => [`UPDATE award SET reason = NULL WHERE id = '${awardId}'`],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part words`,
  },
  {
    why: 'a salt removed while its text is kept',
    sql: ({ awardId }) => [
      `DELETE FROM digest_salt WHERE record = 'award' AND key = '${awardId}' AND part = 'words'`,
    ],
    fault: 'row_altered',
    names: ({ awardId }) => `award ${awardId}, part words`,
  },
];

/** Each tampering is done by the owner of the database, with triggers and foreign keys switched off. */
describe('a log whose database was tampered with', () => {
  let world: World;
  let story: AuditedStory;
  let folder: string;
  let headsFile: string;
  let publicKey: string;
  let end: string;

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-audit-'));
    headsFile = path.join(folder, 'heads.jsonl');
    const keyFile = path.join(folder, 'key.pem');
    world = await World.open({ settings: { AUDIT_HEADS_FILE: headsFile, AUDIT_KEY_FILE: keyFile } });
    await world.aPlacement();
    await publish();
    world.clock.pass({ hours: 1 });
    story = await anAuditedStory(world);
    const head = await publish();
    end = head?.position ?? '';
    publicKey = fs.readFileSync(`${keyFile}.pub`, 'utf8');
    await world.disconnect();
  });
  afterAll(async () => {
    await world.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function publish() {
    while ((await world.get(AuditChain).seal()) > 0);
    return world.get(HeadPublisher).publish();
  }

  interface Both {
    readonly ours: AuditOutcome;
    readonly theirs: Verdict;
  }

  /** Tampers in a transaction, verifies by Homeward's code and by the independent code, and rolls back. */
  async function verified(sql: readonly string[], heads = headsFile): Promise<Both> {
    return onDatabase(world.url, async (dataSource) => {
      const runner = dataSource.createQueryRunner();
      const owner = (await runner.connect()) as pg.PoolClient;
      try {
        await owner.query('BEGIN');
        await tamper(owner, sql);
        return await verifyTwice(readerOn(runner.manager), owner, heads);
      } finally {
        await owner.query('ROLLBACK');
        await runner.release();
      }
    });
  }

  /** Tampers with a copy of the database, and seals all events of the copy anew. */
  async function verifiedAfterSealing(sql: readonly string[]): Promise<Both> {
    const copy = await copyOfDatabase(world.config.DATABASE_URL);
    try {
      return await onDatabase(copy.url, async (dataSource) => {
        const runner = dataSource.createQueryRunner();
        const owner = (await runner.connect()) as pg.PoolClient;
        try {
          await owner.query('BEGIN');
          await tamper(owner, [...sql, 'DELETE FROM event_seal']);
          await owner.query('COMMIT');
          while ((await new AuditChain(new CrossTenantDatabase(dataSource)).seal()) > 0);
          return await verifyTwice(readerOn(runner.manager), owner, headsFile);
        } finally {
          await runner.release();
        }
      });
    } finally {
      await copy.drop();
    }
  }

  async function onDatabase<T>(url: string, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
    const dataSource = new DataSource({ type: 'postgres', url, poolSize: 2 });
    await dataSource.initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  async function tamper(owner: pg.ClientBase, sql: readonly string[]): Promise<void> {
    await owner.query('SET LOCAL session_replication_role = replica');
    for (const statement of sql) expect((await owner.query(statement)).rowCount).toBeGreaterThan(0);
  }

  async function verifyTwice(reader: Reader, owner: pg.ClientBase, file: string): Promise<Both> {
    const now = world.clock.now();
    const keys = await trustedKeys(world.config.AUDIT_KEY_FILE ?? '');
    const ours = await verifyLog(reader, {
      heads: { file, keys: () => Promise.resolve(keys) },
      rows: rowsCheck(reader),
      now,
    });
    const theirs = await verifyDatabase(owner, { headsFile: file, publicKey, now });
    return { ours, theirs };
  }

  /** What both say. They must agree on the verdict, the fault and its place. */
  function agreed({ ours, theirs }: Both): string {
    const { verdict, fault } = ours;
    const row = fault?.row && [fault.row.record, fault.row.key, fault.row.part].filter(Boolean).join(' ');
    expect({
      verdict,
      fault: fault?.fault,
      position: fault?.position,
      row: row ?? undefined,
      erased: ours.erased,
    }).toEqual({
      verdict: theirs.verdict,
      fault: theirs.fault,
      position: theirs.position,
      row: theirs.row,
      erased: theirs.erased,
    });
    return auditSentence(ours);
  }

  it('is whole as long as nobody has touched it', async () => {
    const both = await verified([]);
    expect(agreed(both)).toMatch(/^The log is whole: \d+ events and \d+ digests agree/);
    expect(both.ours).toMatchObject({ verdict: 'whole', position: end, afterHead: 0, erased: 0 });
  });

  it.each(CASES)('is not whole: $why', async ({ sql, fault, names }) => {
    const both = await verified(sql(story));
    const sentence = agreed(both);
    expect(both.ours.fault?.fault).toBe(fault);
    expect(sentence).toContain(names(story));
  });

  it('is not whole if all hashes were computed anew, also with the copies of the heads', async () => {
    const both = await verifiedAfterSealing([
      `UPDATE event SET payload = payload || '{"rank": 9}' WHERE name = 'award.made'`,
      'DELETE FROM audit_head',
    ]);
    expect(agreed(both)).toMatch(/computed anew between position 0 and position \d+/);
  });

  it('is not whole if hashes were computed anew from a later event on, and says after which head', async () => {
    const both = await verifiedAfterSealing([
      `UPDATE event SET payload = payload || '{"rank": 9}' WHERE name = 'award.made' AND subject_id = '${story.awardId}'`,
    ]);
    const [first] = fs.readFileSync(headsFile, 'utf8').split('\n');
    const { position } = JSON.parse(first ?? '') as { position: string };
    expect(agreed(both)).toContain(`between position ${position} and position ${end}`);
  });

  it('is not whole if a head was forged with another key', async () => {
    const heads = path.join(folder, 'forged.jsonl');
    const lines = fs.readFileSync(headsFile, 'utf8').trimEnd().split('\n');
    const forged = { ...(JSON.parse(lines.at(-1) ?? '') as object), count: '1' };
    fs.writeFileSync(heads, [...lines.slice(0, -1), JSON.stringify(forged), ''].join('\n'));
    expect(agreed(await verified([], heads))).toContain(`the head at position ${end} is not signed`);
  });

  it('is not called whole without any head', async () => {
    const both = await verified(['DELETE FROM audit_head'], path.join(folder, 'none.jsonl'));
    expect(agreed(both)).toMatch(/^Not proven: .* no head outside of the database proves where the log ends/);
  });

  it('is not called whole if the last head was lost', async () => {
    const heads = path.join(folder, 'behind.jsonl');
    const [first] = fs.readFileSync(headsFile, 'utf8').split('\n');
    fs.writeFileSync(heads, `${first}\n`);
    expect(agreed(await verified([], heads))).toContain('although later heads were published');
    expect(agreed(await verified(['DELETE FROM audit_head'], heads))).toContain('waited too long for a head');
  });

  it('stays whole if a text is erased with its salt, and counts the text', async () => {
    const { awardId, restrictionId, winningOfferId } = story;
    const both = await verified([
      `UPDATE award SET reason = NULL, reason_for_bidders = NULL WHERE id = '${awardId}'`,
      `DELETE FROM digest_salt WHERE record = 'award' AND key = '${awardId}' AND part = 'words'`,
      `UPDATE restriction SET reference = '', evidence = '' WHERE id = '${restrictionId}'`,
      `UPDATE restriction_version SET reference = '', evidence = '', reason = '' WHERE restriction_id = '${restrictionId}'`,
      `DELETE FROM digest_salt WHERE record = 'wording' AND key LIKE '${restrictionId}/%' AND part = 'words'`,
      `UPDATE offer SET note = NULL WHERE id = '${winningOfferId}'`,
      `UPDATE offer_version SET terms = terms || '{"note": null}' WHERE offer_id = '${winningOfferId}'`,
      `DELETE FROM digest_salt WHERE record = 'offer' AND key LIKE '${winningOfferId}/%' AND part = 'words'`,
    ]);
    expect(agreed(both)).toMatch(/^The log is whole: .*5 texts were erased/);
  });

  it('was told with nearly every kind of record, so that the two verifiers are compared on them', async () => {
    const rows = await onDatabase(world.url, (dataSource) =>
      dataSource.query<{ record: string }[]>('SELECT DISTINCT record FROM digest_salt'),
    );
    const told = rows.map(({ record }) => record);
    expect(RECORDS.filter((record) => !told.includes(record))).toEqual([
      'difference_outcome',
      'dispute_answer',
      'hand_back',
      'list_answer',
      'report',
      'stage_change',
    ]);
  });
});
