// @ts-check
// Preloaded into every Node process that our scripts start (node --import). Ends the process when its parent dies, even
// if the parent was killed, and even where the kernel does not do it.

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

// The output of an orphan has no reader, and pino's last flush would retry a closed pipe for ever.
process.on('exit', () => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
});
