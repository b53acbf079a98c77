// @ts-check

/**
 * Calls `end` when this process should stop: on SIGINT, SIGTERM or SIGHUP, or when the npm process that
 * started it has died. A killed npm does not pass on a signal.
 *
 * @param {(signal: NodeJS.Signals) => void} end
 */
export function onStopRequest(end) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => end(signal));
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('SIGTERM');
  }, 500).unref();
}
