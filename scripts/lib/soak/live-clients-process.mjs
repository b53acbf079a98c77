// @ts-check
// Runs all live clients of a soak run in one child process. The parent process first sends the users of the
// clients and the API addresses. At the end, the parent sends the position of each stream's last event. This
// process then writes what each client received to a file.
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { LiveClient } from './live-client.mjs';

const PATIENCE_MS = 90_000;
/** @type {LiveClient[]} */ let listeners = [];

process.on('message', async (/** @type {any} */ message) => {
  if (message.listen) await begin(message.listen);
  if (message.finish) await finish(message.finish);
});

/** @param {{ subscribers: any[], addresses: string[] }} given */
async function begin({ subscribers, addresses }) {
  /** @type {Set<string>} */
  const offering = new Set();
  listeners = subscribers.map((subscriber) => {
    const offers = subscriber.audience === 'provider' && !offering.has(subscriber.owner);
    if (offers) offering.add(subscriber.owner);
    return new LiveClient(subscriber, addresses, offers);
  });
  for (const listener of listeners) void listener.listen();
  await Promise.all(listeners.map(({ started }) => started));
  process.send?.({ started: true });
}

/** @param {{ ends: Record<string, string>, file: string }} given */
async function finish({ ends, file }) {
  const isBehind = (/** @type {LiveClient} */ one) => !one.hasHeard(ends[one.subscriber.owner] ?? '0');
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await pause(200))
    if (!listeners.some(isBehind)) break;
  await pause(1_500); // time in which wrong or repeated events may still arrive, so that the run finds them
  for (const listener of listeners) listener.stop();
  const received = listeners.map(({ subscriber, start, heard, connections, offered, complaints }) => {
    const { audience, owner } = subscriber;
    return { audience, owner, start: start ?? '0', heard, connections, offered: [...offered], complaints };
  });
  fs.writeFileSync(file, JSON.stringify(received));
  process.send?.({ finished: true });
}
