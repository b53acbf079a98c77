/** By when care is asked to start: elapsed time from the broadcast's opening, nights and holidays included. */
export function startBy(openedAt: Date, startWithinMinutes: number): Date {
  return new Date(openedAt.getTime() + startWithinMinutes * 60_000);
}
