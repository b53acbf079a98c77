const POUNDS = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/;

/** Pounds as they are typed, in whole pence: "24.5" → 2450. Null for what is no amount. */
export function penceOf(typed: string): number | null {
  const [, pounds, pence = ''] = POUNDS.exec(typed.replaceAll(',', '').trim()) ?? [];
  return pounds === undefined ? null : Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
}

/** Whole pence as they are typed: 2450 → "24.50". */
export function typedPounds(pence: number): string {
  return (pence / 100).toFixed(2);
}
