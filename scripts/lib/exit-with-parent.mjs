// @ts-check
// Preloaded (node --import) into every Node process that the scripts start. Ends the process when its parent
// dies, even if the parent was killed and the kernel sends no signal.

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

// When the parent has died, its log pipe is closed, and pino would retry for ever to write its last lines.
// This process therefore kills itself on exit.
process.on('exit', () => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
});
