// @ts-check
// Preloaded into every Node process that ours starts (node --import): none of them outlives its parent,
// not even one that was killed and could say nothing.

const GRACE_MS = 4_000;
const parent = process.ppid;

const watch = setInterval(() => {
  if (process.ppid === parent && process.connected !== false) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
}, 250);
watch.unref();
