// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {import('./postgres-server.mjs').Server} Server */
/** @typedef {import('./restarting-process.mjs').Process} Process */
/**
 * The simulated users of a chaos run: one user of each branch, and an officer.
 *
 * @typedef {{ branches: readonly { id: string, user: { token: string } }[], officer: { token: string } }} Cast
 */

/** The number of invited branches that make an offer before the officer closes the broadcast. */
const ANSWERS = 3;
const AT_ONCE = 8;
const REST_MS = 100;

const TO_ANSWER = `
  SELECT i.id, i.branch_id AS branch, k.visits FROM invitation i
  JOIN broadcast b ON b.id = i.broadcast_id AND b.status = 'open' JOIN package k ON k.id = b.package_id
  WHERE i.status = 'open' AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.invitation_id = i.id)
    AND (SELECT count(*) FROM invitation j WHERE j.broadcast_id = b.id AND md5(j.id::text) < md5(i.id::text)) < ${ANSWERS}
  LIMIT 60`;

const TO_CLOSE = `
  SELECT b.id FROM broadcast b WHERE b.status = 'open' AND ${ANSWERS} <= (
    SELECT count(*) FROM offer o WHERE o.broadcast_id = b.id AND o.status = 'standing') LIMIT 40`;

const TO_START = `SELECT id, branch_id AS branch FROM award WHERE status = 'awaiting_start' LIMIT 40`;

/**
 * Acts as the users of a chaos run. Providers make offers and start care. An officer closes broadcasts that
 * have enough offers.
 *
 * All requests go over HTTP. A failed request is sent again with its idempotency key. The simulated users
 * find their work by SQL, because a chaos run does not test reading.
 */
export class Bots {
  #stopped = false;
  /**
   * Responses that are neither a success nor an expected refusal. Refusals with status 409, 422 or 503 are
   * expected.
   *
   * @type {string[]}
   */
  complaints = [];

  /** @param {Server} server @param {Process} api @param {Cast} cast */
  constructor(server, api, cast) {
    this.server = server;
    this.api = api;
    this.officer = cast.officer.token;
    this.tokens = new Map(cast.branches.map(({ id, user }) => [id, user.token]));
  }

  async work() {
    while (!this.#stopped) {
      const done = (await this.#answer()) + (await this.#close()) + (await this.#begin());
      if (done === 0) await pause(REST_MS);
    }
  }

  stop() {
    this.#stopped = true;
  }

  async #answer() {
    const asked = await this.server.ask(TO_ANSWER);
    const startsOn = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
    return each(asked, ({ id, branch, visits }) => {
      const visitTimes = visits.map((/** @type {any} */ { key, band }) => ({
        visitKey: key,
        startsAt: BEGINS[band],
      }));
      const hourlyRatePence = 2_200 + (parseInt(id.slice(-2), 16) % 100);
      const terms = { startsOn, hourlyRatePence, visitTimes, deliveringBranchId: branch };
      return this.#post(`/v1/invitations/${id}/offers`, this.tokens.get(branch), terms, `offer-${id}`);
    });
  }

  async #close() {
    const answered = await this.server.ask(TO_CLOSE);
    return each(answered, ({ id }) =>
      this.#post(`/v1/broadcasts/${id}/close`, this.officer, { reason: 'answered' }, `close-${id}`),
    );
  }

  async #begin() {
    const awaiting = await this.server.ask(TO_START);
    return each(awaiting, ({ id, branch }) =>
      this.#post(`/v1/awards/${id}/start`, this.tokens.get(branch), {}, `start-${id}`),
    );
  }

  /** @param {string} path @param {string | undefined} token @param {object} body @param {string} key */
  async #post(path, token, body, key) {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    try {
      const answer = await fetch(this.api.address + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      const said = await answer.text();
      if (!answer.ok && answer.status !== 409 && answer.status !== 422 && answer.status !== 503)
        this.complaints.push(`${answer.status} ${path} ${said.slice(0, 200)}`);
    } catch {
      await pause(REST_MS); // waits before the next attempt, because the API or its database cannot be reached
    }
  }
}

/** @type {Readonly<Record<string, string>>} */
const BEGINS = { breakfast: '07:00', tea: '16:00' };

/**
 * Runs `work` for every item. At most AT_ONCE runs are active at any time. Returns the number of items.
 *
 * @template T
 * @param {readonly T[]} all
 * @param {(one: T) => Promise<void>} work
 */
async function each(all, work) {
  const left = [...all];
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) await work(one);
  });
  await Promise.all(workers);
  return all.length;
}
