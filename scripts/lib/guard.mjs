// @ts-check
// Preloaded into every Node process that ours starts (node --import): none outlives its parent, not even
// one that was killed and could say nothing, and not where the kernel cannot see to it either.

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

// Nobody reads what an orphan prints, and pino's last flush tries a closed pipe again for ever.
process.on('exit', () => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
});
