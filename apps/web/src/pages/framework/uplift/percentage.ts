import { pounds } from '../../../formats/quantities.js';

const PERCENTAGE = /^([-−+])?\s*(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/;

/** Converts a typed percentage to hundredths of a percent: "2.5" → 250. Returns null for any other text. */
export function hundredthsOf(typed: string): number | null {
  const [, sign = '', whole, decimals = ''] = PERCENTAGE.exec(typed.trim()) ?? [];
  if (whole === undefined) return null;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return sign === '-' || sign === '−' ? -hundredths : hundredths;
}

/** Says a change of rates: "+2.5%", "to £24.50". */
export function changeInWords({
  hundredths,
  newRatePence,
}: {
  readonly hundredths: number | null;
  readonly newRatePence: number | null;
}): string {
  if (newRatePence !== null) return `to ${pounds(newRatePence)}`;
  const percentage = Math.abs(hundredths ?? 0) / 100;
  return `${(hundredths ?? 0) < 0 ? '−' : '+'}${percentage}%`;
}
