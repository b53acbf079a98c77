// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const PATIENCE_MS = 60_000;

/** @typedef {import('./postgres-server.mjs').Server} Server */

/** A mail server that keeps to whom each mail went. */
export class MailCatcher {
  /** @type {{ mailId: string, to: string }[]} */ #received = [];
  #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, { envelope }, callback) => {
      void simpleParser(stream).then(({ messageId = '' }) => {
        const mailId = messageId.replaceAll(/^<|@.*$/g, '');
        for (const { address } of envelope.rcptTo) this.#received.push({ mailId, to: address });
        callback();
      }, callback);
    },
  });

  /** @returns {Promise<string>} the address of the server */
  async open() {
    this.#server.on('error', () => undefined); // a killed worker breaks its connections
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.server.address());
    return `smtp://127.0.0.1:${address.port}?tls=off`;
  }

  async close() {
    await new Promise((resolve) => this.#server.close(() => resolve(undefined)));
  }

  /**
   * Lets all messages that wait for others go out, and returns the faults: a lost invitation, a message that was never
   * handed over, a mail to a wrong recipient.
   *
   * @param {Server} server
   * @returns {Promise<string[]>}
   */
  async faults(server) {
    const began = performance.now();
    for (;;) {
      // A message that is not urgent would wait a minute for others. A worker that died holds its lease for two.
      await server.ask(`UPDATE message SET next_at = now() WHERE next_at > now()
                        AND ((status = 'waiting' AND ready_at <= now()) OR (status = 'sending' AND attempts = 0
                        AND next_at < now() + interval '110 seconds')) AND urgency <> 'digest'`);
      const [{ open }] = await server.ask(
        `SELECT ((SELECT count(*) FROM message WHERE urgency <> 'digest' AND ready_at <= now() AND status IN ('waiting', 'sending'))
                 + (SELECT count(*) FROM event WHERE position > (SELECT position FROM log_reader WHERE name = 'messenger')))::int AS open`,
      );
      if (open === 0) break;
      if (performance.now() - began > PATIENCE_MS) return [`${open} messages were never handed over`];
      await pause(300);
    }
    return [...(await lost(server)), ...(await this.#wrong(server))];
  }

  /** @param {Server} server */
  async #wrong(server) {
    const rows = await server.ask(
      `SELECT DISTINCT m.mail_id AS "mailId", u.email AS "to" FROM message m JOIN app_user u ON u.id = m.recipient_id
       WHERE m.mail_id IS NOT NULL`,
    );
    const right = new Set(rows.map(({ mailId, to }) => `${mailId} ${to}`));
    const got = new Set(this.#received.map(({ mailId, to }) => `${mailId} ${to}`));
    const accepted = await server.ask(
      `SELECT DISTINCT m.mail_id AS "mailId", u.email AS "to" FROM message m JOIN app_user u ON u.id = m.recipient_id
       WHERE m.status = 'accepted'`,
    );
    const strange = [...got].filter((one) => !right.has(one));
    const missing = accepted.filter(({ mailId, to }) => !got.has(`${mailId} ${to}`));
    return [
      ...(this.#received.length === 0 ? ['no mail arrived'] : []),
      ...(strange.length > 0 ? [`${strange.length} mails went to a wrong recipient`] : []),
      ...(missing.length > 0 ? [`${missing.length} mails count as sent and did not arrive`] : []),
    ];
  }
}

/** Finds invitations of which a user of the branch was not told, or told twice. @param {Server} server */
async function lost(server) {
  const [{ missing, repeated }] = await server.ask(
    `SELECT (SELECT count(*) FROM event e JOIN branch b ON b.id = e.payload->>'branchId'
             JOIN app_user u ON u.provider_id = b.provider_id AND u.role = 'provider'
             WHERE e.name = 'invitation.opened' AND NOT EXISTS (
               SELECT 1 FROM message m WHERE m.event_id = e.id AND m.kind = 'invitation' AND m.recipient_id = u.id))::int AS missing,
            (SELECT count(*) FROM (SELECT 1 FROM message GROUP BY event_id, kind, step, recipient_id, subject_id HAVING count(*) > 1) r)::int AS repeated`,
  );
  return [
    ...(missing > 0 ? [`${missing} invitations were told to no one`] : []),
    ...(repeated > 0 ? [`${repeated} messages are there twice`] : []),
  ];
}
