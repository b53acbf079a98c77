// @ts-check
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const VISITS = [
  { key: 'v1', days: EVERY_DAY, band: 'breakfast', minutes: 30, carers: 1, personalCare: true },
];
const TRIES = 200;

/**
 * Acts as staff during a soak run: an officer broadcasts packages, and a commissioner restricts branches. A
 * request without a response is repeated with its idempotency key.
 */
export class StaffClient {
  #stopped = false;
  #count = 0;
  broadcasts = 0;

  /** @param {readonly string[]} addresses @param {import('../../../test/support/scale/authority-at-scale.js').AuthorityAtScale} authority */
  constructor(addresses, authority) {
    this.addresses = addresses;
    this.authority = authority;
  }

  /** @param {number} everyMs */
  async work(everyMs) {
    while (!this.#stopped) {
      await this.#askForCare();
      await pause(everyMs);
    }
  }

  stop() {
    this.#stopped = true;
  }

  /**
   * Restricts the first `branches` branches of the authority, so that they may take no new people.
   *
   * @param {number} branches
   */
  async restrict(branches) {
    const [conditions, lotIds, from] = [[{ kind: 'no_new_people' }], [], new Date().toISOString()];
    const { token } = this.authority.commissioner;
    for (const { id: branchId } of this.authority.branches.slice(0, branches)) {
      const notice = { branchId, source: 'cqc', reference: 'S-1', evidence: 'inspection', reason: 'unsafe' };
      await this.#post('/v1/restrictions', token, { ...notice, from, lotIds, conditions });
    }
  }

  async #askForCare() {
    const { token } = this.authority.officer;
    const number = ++this.#count;
    const person = await this.#post('/v1/people', token, {
      reference: `SOAK-${number}`,
      givenName: '李',
      familyName: "O'Brien <b>",
      bornOn: new Date(Date.UTC(1930, 0, number)).toISOString().slice(0, 10), // one name and one birth would be one person
      addressLines: ['4 Example Lane'],
      postcode: 'LE1 1AA',
      livesAlone: true,
    });
    const pkg = await this.#post('/v1/packages', token, {
      personId: person.id,
      urgency: 'urgent',
      visits: VISITS,
      needs: [],
    });
    await this.#post(`/v1/packages/${pkg.id}/broadcasts`, token, {});
    this.broadcasts += 1;
  }

  /** @param {string} path @param {string} token @param {object} body @returns {Promise<any>} */
  async #post(path, token, body) {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    let said = '';
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const address = this.addresses[attempt % this.addresses.length];
      try {
        const signal = AbortSignal.timeout(10_000);
        const answer = await fetch(address + path, {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
          signal,
        });
        said = await answer.text();
        if (answer.ok) return JSON.parse(said);
        if (![409, 429, 503].includes(answer.status)) break;
      } catch (error) {
        said = String(error);
      }
      await pause(200);
    }
    throw new Error(`POST ${path}: ${said}`);
  }
}
