// @ts-check
import fs from 'node:fs';

/** Linux reports CPU times in hundredths of a second, on all hardware. */
const TICKS_A_SECOND = 100;

/** @param {number} pid @returns {{ parent: number, own: number, reaped: number } | null} */
function timesOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // In /proc/<pid>/stat the second field is the process name in brackets. The name may contain any
    // character. The third field, the state, follows the last closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const field = (/** @type {number} */ number) => Number(fields[number - 3]);
    return { parent: field(4), own: field(14) + field(15), reaped: field(16) + field(17) };
  } catch {
    return null;
  }
}

/**
 * Returns the seconds of CPU time that a process and its child processes have used. On a shared machine, CPU
 * time is a fairer measure than elapsed time. Returns 0 if the system does not report CPU times.
 *
 * @param {number | undefined} pid
 */
export function cpuSeconds(pid) {
  const root = pid === undefined ? null : timesOf(pid);
  if (!root) return 0;
  const children = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)));
  const theirs = children.reduce((sum, times) => sum + (times && times.parent === pid ? times.own : 0), 0);
  return (root.own + root.reaped + theirs) / TICKS_A_SECOND;
}
