const HOUR_MINUTES = 60;
const YEAR_WEEKS = 52;

/** Returns the cost of care for a week in whole pence. Minutes with two carers are counted twice already. */
export function weeklyCostPence(weeklyMinutes: number, hourlyRatePence: number): number {
  return Math.round((weeklyMinutes * hourlyRatePence) / HOUR_MINUTES);
}

/** Returns the cost of care for 52 weeks in whole pence, rounded once, so that the pence of weeks do not add up to an error. */
export function yearlyCostPence(weeklyMinutes: number, hourlyRatePence: number): number {
  return Math.round((YEAR_WEEKS * weeklyMinutes * hourlyRatePence) / HOUR_MINUTES);
}
