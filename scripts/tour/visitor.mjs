// @ts-check
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { expect } from './story.mjs';

/**
 * The options of one request of the tour.
 *
 * @typedef {object} Ask
 * @property {object} [body]
 * @property {number} [status]  the expected status; any 2xx if absent
 * @property {string} [say]  the sentence that is printed
 * @property {boolean} [record]  false: printed, but not in the documentation
 */

/**
 * A client of the API and the live socket. Like an outside developer's client, this client uses no code of
 * Homeward.
 */
export class Visitor {
  /** @type {string | undefined} */ #token;
  /** @type {import('socket.io-client').Socket | undefined} */ #socket;
  /** All events that the live socket has received, in order of arrival. @type {any[]} */
  heard = [];

  /** @param {string} address @param {string} name @param {import('./narrator.mjs').Narrator} narrator */
  constructor(address, name, narrator) {
    this.address = address;
    this.name = name;
    this.narrator = narrator;
  }

  /** @param {string} email @param {string} password @param {Ask} [ask] */
  async signIn(email, password, ask = {}) {
    const { token, user } = await this.post('/v1/sessions', { body: { email, password }, ...ask });
    this.#token = token;
    return user;
  }

  /**
   * Uses an invitation link or a link for a new password: sets a password with the link, and signs in.
   *
   * @param {{ user: { email: string }, link: { token: string } }} invited @param {string} password @param {Ask} [ask]
   */
  async comeIn({ user, link }, password, ask = {}) {
    await this.post('/v1/account-links/use', { body: { token: link.token, password }, ...ask });
    return this.signIn(user.email, password, { record: false });
  }

  /** @param {string} path @param {Ask} [ask] */
  get(path, ask) {
    return this.#send('GET', path, ask);
  }

  /** @param {string} path @param {Ask} [ask] */
  post(path, ask) {
    return this.#send('POST', path, ask);
  }

  /** @param {string} path @param {Ask} [ask] */
  put(path, ask) {
    return this.#send('PUT', path, ask);
  }

  /**
   * Uploads a file, usually a document.
   *
   * @param {string} path @param {string} content @param {Ask & { mediaType?: string }} [ask] @returns {Promise<any>}
   */
  async upload(path, content, { say, record = true, mediaType = 'application/pdf' } = {}) {
    const headers = {
      authorization: `Bearer ${this.#token}`,
      'idempotency-key': randomUUID(),
      'content-type': mediaType,
    };
    const answer = await fetch(new URL(path, this.address), { method: 'POST', headers, body: content });
    const received = await answer.json();
    if (say) this.narrator.tell(`${this.name}: ${say}`);
    if (record) this.narrator.exchange({ method: 'POST', path, headers, status: answer.status, received });
    expect(answer.ok, `POST ${path} answers 2xx, not ${answer.status} ${JSON.stringify(received)}`);
    return received;
  }

  /** @param {string} method @param {string} path @param {Ask} [ask] @returns {Promise<any>} */
  async #send(method, path, { body, status, say, record = true } = {}) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (this.#token) headers.authorization = `Bearer ${this.#token}`;
    if (method === 'POST' && this.#token) headers['idempotency-key'] = randomUUID();
    if (method !== 'GET') headers['content-type'] = 'application/json';
    const sent = method === 'GET' ? undefined : JSON.stringify(body ?? {});
    const answer = await fetch(new URL(path, this.address), { method, headers, body: sent ?? null });
    const received = answer.status === 204 ? null : await answer.json();
    if (say) this.narrator.tell(`${this.name}: ${say}`);
    if (record) this.narrator.exchange({ method, path, headers, body, status: answer.status, received });
    const isExpected = status === undefined ? answer.ok : answer.status === status;
    expect(
      isExpected,
      `${method} ${path} answers ${status ?? '2xx'}, not ${answer.status} ${JSON.stringify(received)}`,
    );
    return received;
  }

  /** Connects to the live socket and resumes the feed. */
  async listen() {
    const socket = io(this.address, {
      path: '/live',
      auth: { token: this.#token },
      transports: ['websocket'],
    });
    this.#socket = socket;
    socket.on('event', (event) => {
      this.heard.push(event);
      this.narrator.heard(this.name, event);
    });
    await new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', reject);
    });
    /** @type {string | undefined} */
    let after;
    const resume = async () => {
      const { ok, value } = await socket.emitWithAck('feed.resume', { after });
      expect(ok, `${this.name} hears its feed`);
      after = value.position;
    };
    await resume();
    socket.on('event', ({ position }) => (after = position));
    socket.on('connect', () => void resume()); // on every new connection, the client resumes the feed after the last event that it received
  }

  /** @param {string} message @param {object} payload @param {{ say?: string, ok?: boolean }} [expected] @returns {Promise<any>} */
  async emit(message, payload, { say, ok = true } = {}) {
    expect(this.#socket, `${this.name} listens`);
    const answer = await this.#socket.timeout(10_000).emitWithAck(message, payload);
    if (say) this.narrator.tell(`${this.name}: ${say}`);
    this.narrator.emission({ message, payload, answer });
    expect(
      answer.ok === ok,
      `${message} is answered ${ok ? 'well' : 'with a problem'}, not ${JSON.stringify(answer)}`,
    );
    return ok ? answer.value : answer.problem;
  }

  loseConnection() {
    this.#socket?.disconnect();
  }

  async reconnect() {
    const socket = this.#socket;
    expect(socket, `${this.name} was connected`);
    const connected = new Promise((resolve) => socket.once('connect', () => resolve(undefined)));
    socket.connect();
    await connected;
  }

  leave() {
    this.#socket?.disconnect();
  }
}
