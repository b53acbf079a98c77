// @ts-check
// Ends the process when its parent dies. Node loads this file first (node --import) in every process that the
// scripts start. A killed parent cannot end its child processes, and not every system sends them a signal.

const GRACE_MS = 4_000;
const parent = process.ppid;

function isOrphan() {
  return process.ppid !== parent || process.connected === false;
}

const watch = setInterval(() => {
  if (!isOrphan()) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
}, 250);
watch.unref();

// When the parent has died, this process can no longer write log lines to it. The logger pino would try for
// ever to write its last lines. So this process kills itself on exit.
process.on('exit', () => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
});
