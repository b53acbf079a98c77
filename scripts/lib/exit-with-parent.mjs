// @ts-check
// Preloaded (node --import) into every Node process that the scripts start. Ends the process when its parent
// dies. A killed parent cannot end its child processes itself, and not every kernel sends a signal.

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

// When the parent has died, its log pipe is closed. The logger pino would then try for ever to write its last
// lines. So this process kills itself on exit.
process.on('exit', () => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
});
