// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';

/** @typedef {import('../../../test/soak/add-subscribers.js').SoakSubscriber} SoakSubscriber */
/** @typedef {{ invitationId: string, branchId: string }} Question */

const ACK_MS = 15_000;
/** The start of the first visit in every offer of the soak run. It fits all packages of the run. */
const VISIT_TIMES = [{ visitKey: 'v1', startsAt: '08:00' }];

/**
 * A client of the live socket that follows docs/live.md. On each new connection, to any API process, the
 * client resumes the feed after the last event that it received. It repeats an unacknowledged message with
 * the message's idempotency key.
 */
export class LiveClient {
  /** @type {string[]} */ heard = [];
  /** @type {string | undefined} */ start;
  /** @type {string | undefined} */ after;
  connections = 0;
  /** Ids of invitations whose offer was acknowledged. @type {Set<string>} */ offered = new Set();
  /** Answers that no client should get. @type {string[]} */ complaints = [];
  /** @type {Question[]} */ #questions = [];
  #stopped = false;
  #started = () => {};
  started = new Promise((resolve) => (this.#started = () => resolve(undefined)));

  /**
   * @param {SoakSubscriber} subscriber @param {readonly string[]} addresses
   * @param {boolean} offers  whether it answers invitations
   */
  constructor(subscriber, addresses, offers) {
    this.subscriber = subscriber;
    this.addresses = addresses;
    this.offers = offers;
  }

  async listen() {
    while (!this.#stopped) {
      await this.#connection();
      await pause(Math.random() * 500);
    }
  }

  /** @param {string} end  the position of the last event of the client's stream */
  hasHeard(end) {
    if (this.#questions.length > 0) return false;
    return end === '0' || this.start === end || this.heard.includes(end);
  }

  stop() {
    this.#stopped = true;
    this.socket?.disconnect();
  }

  /** Runs one connection to the live socket until the connection ends, for any reason. */
  async #connection() {
    const address = this.addresses[Math.floor(Math.random() * this.addresses.length)];
    const socket = io(address, {
      path: '/live',
      auth: { token: this.subscriber.token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      timeout: ACK_MS,
    });
    this.socket = socket;
    const over = new Promise((resolve) => {
      socket.once('connect_error', (error) => {
        if (/** @type {any} */ (error).data) this.complaints.push(`not connected: ${error.message}`);
        resolve(undefined);
      });
      socket.once('disconnect', resolve);
    });
    socket.on('event', (event) => this.#hear(event));
    socket.once('leaving', ({ reconnectWithinMs }) =>
      setTimeout(() => socket.disconnect(), Math.random() * reconnectWithinMs),
    );
    socket.once('connect', () => void this.#resume(socket));
    await over;
    socket.disconnect();
  }

  /** @param {import('socket.io-client').Socket} socket */
  async #resume(socket) {
    this.connections += 1;
    try {
      const answer = await socket.timeout(ACK_MS).emitWithAck('feed.resume', { after: this.after });
      if (!answer.ok) return this.#complain('feed.resume', answer.problem, socket);
      this.start ??= answer.value.position;
      this.after ??= answer.value.position;
      this.#started();
      await this.#answerQuestions(socket);
    } catch {
      socket.disconnect(); // without an acknowledgement, the client disconnects and tries again on its next connection
    }
  }

  /** @param {any} event */
  #hear({ position, name, payload }) {
    this.heard.push(position);
    this.after = position;
    if (!this.offers || name !== 'invitation.opened') return;
    this.#questions.push(payload);
    const { socket } = this;
    if (socket) void pause(Math.random() * 2_000).then(() => this.#answerQuestions(socket));
  }

  /** @param {import('socket.io-client').Socket} socket */
  async #answerQuestions(socket) {
    for (const question of [...this.#questions]) {
      if (!socket.connected) return;
      const answer = await socket
        .timeout(ACK_MS)
        .emitWithAck('offer.make', offerFor(question))
        .catch(() => null);
      if (!answer || (!answer.ok && MAY_BE_TRIED_AGAIN.has(answer.problem.code))) continue;
      this.#questions = this.#questions.filter((other) => other !== question);
      if (answer.ok) this.offered.add(question.invitationId);
      else if (answer.problem.code !== 'invitation_not_open') this.#complain('offer.make', answer.problem);
    }
  }

  /** @param {string} message @param {any} problem @param {import('socket.io-client').Socket} [socket] */
  #complain(message, { code }, socket) {
    socket?.disconnect();
    if (!MAY_BE_TRIED_AGAIN.has(code)) this.complaints.push(`${message}: ${code}`);
  }
}

const MAY_BE_TRIED_AGAIN = new Set(['busy_try_again', 'temporarily_unavailable', 'too_many_requests']);

/** @param {Question} question */
function offerFor({ invitationId, branchId }) {
  const startsOn = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
  const hourlyRatePence = 2_200 + (parseInt(invitationId.slice(-2), 16) % 100);
  const terms = { startsOn, hourlyRatePence, visitTimes: VISIT_TIMES, deliveringBranchId: branchId };
  return { invitationId, idempotencyKey: `soak-${invitationId}`, terms };
}
