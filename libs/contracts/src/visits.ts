export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export const BANDS = ['breakfast', 'lunch', 'tea', 'bed', 'night'] as const;
export type Band = (typeof BANDS)[number];

/** When each band begins and ends, London time. Night runs over midnight. */
export const BAND_HOURS: Readonly<Record<Band, Window>> = {
  breakfast: { from: '07:00', to: '10:00' },
  lunch: { from: '12:00', to: '14:00' },
  tea: { from: '16:00', to: '18:00' },
  bed: { from: '19:00', to: '22:00' },
  night: { from: '22:00', to: '07:00' },
};

/** From and to as HH:MM, London time; `to` at or before `from` runs over midnight. The visit begins inside it. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** One kind of visit, made on each of its days. */
export interface Visit {
  /** Names the visit inside its package, so that an offer can answer it: `v1`, `v2`, … */
  readonly key: string;
  readonly days: readonly Day[];
  readonly band: Band;
  /** An exact window instead of the whole band. */
  readonly window?: Window | null;
  readonly minutes: number;
  /** Two carers are a double-up and count twice. */
  readonly carers: 1 | 2;
  readonly personalCare: boolean;
  /** Why a visit under 30 minutes is enough. */
  readonly shortReason?: string | null;
  /** Why the time may not move (insulin, Parkinson's medication); absent when it may. */
  readonly timeCriticalReason?: string | null;
}
