// @ts-check
import { createInterface } from 'node:readline';
import { say } from '../console-output.mjs';

/** @type {Readonly<Record<string, number>>} */
const LEVELS = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

/** The fields that every log line has. Printed lines leave these fields out of their list of fields. */
const USUAL = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg', 'err']);

/**
 * Prints the log of a process. Each JSON line of `level` or above becomes one readable line. Other lines,
 * such as a crash or a warning of Node, are always printed.
 *
 * @param {string} name
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} [level]
 */
export function showLog(name, child, level = 'warn') {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      const shown = readable(name, line, LEVELS[level] ?? LEVELS.warn ?? 0);
      if (shown) say(shown);
    });
  }
}

/** @param {string} name @param {string} line @param {number} threshold @returns {string | null} */
export function readable(name, line, threshold) {
  const entry = parse(line);
  if (!entry) return line.trim() ? `  ${name}: ${line}` : null;
  const level = typeof entry.level === 'string' ? (LEVELS[entry.level] ?? 0) : Number(entry.level);
  if (level < threshold) return null;
  const word = Object.keys(LEVELS).find((key) => LEVELS[key] === level) ?? `${level}`;
  const time = new Date(entry.time ?? Date.now()).toLocaleTimeString('en-GB');
  const facts = Object.entries(entry).filter(([key]) => !USUAL.has(key));
  const told = facts.map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const stack = entry.err?.stack ? `\n    ${entry.err.stack.replaceAll('\n', '\n    ')}` : '';
  return [`  ${time} ${name} ${word}:`, entry.msg, ...told].filter(Boolean).join(' ') + stack;
}

/** @param {string} line */
function parse(line) {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line);
    return 'level' in entry ? entry : null;
  } catch {
    return null;
  }
}
