// @ts-check
import fs from 'node:fs';

/** The kernel counts in hundredths of a second whatever the machine. */
const TICKS_A_SECOND = 100;

/** @param {number} pid @returns {{ parent: number, own: number, reaped: number } | null} */
function timesOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may have anything in it; the state is the third field, after the last bracket.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1], own: fields[11] + fields[12], reaped: fields[13] + fields[14] };
  } catch {
    return null;
  }
}

/**
 * Seconds of processor time that a process and all it started have used: on a machine that others use too it
 * says more than the clock. 0 where the system does not say.
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
