import { timeLeft } from './time-left.js';

/** How long until something is due, "1 hour 3 minutes left"; once it should have been done, "2 days 1 hour overdue". */
export function dueInWords(dueAt: string, now: Date): string {
  const ms = Date.parse(dueAt) - now.getTime();
  return ms > 0 ? timeLeft(ms) : timeLeft(Math.max(-ms, 1)).replace(/ left$/, ' overdue');
}
