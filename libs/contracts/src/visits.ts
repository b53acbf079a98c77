export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export const BANDS = ['breakfast', 'lunch', 'tea', 'bed', 'night'] as const;
export type Band = (typeof BANDS)[number];

/** When each band begins and ends, London time. The night band ends the next morning. */
export const BAND_HOURS: Readonly<Record<Band, Window>> = {
  breakfast: { from: '07:00', to: '10:00' },
  lunch: { from: '12:00', to: '14:00' },
  tea: { from: '16:00', to: '18:00' },
  bed: { from: '19:00', to: '22:00' },
  night: { from: '22:00', to: '07:00' },
};

/**
 * From and to as HH:MM, London time. If `to` is not later than `from`, the window ends the next morning. The visit
 * begins inside the window.
 */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** One kind of visit, made on each of its days. */
export interface Visit {
  /** The visit's name inside its package, so that an offer can refer to it: `v1`, `v2`, … */
  readonly key: string;
  readonly days: readonly Day[];
  readonly band: Band;
  /** An exact window that replaces the band. */
  readonly window?: Window | null;
  readonly minutes: number;
  /** The number of carers. Two carers are a double-up, and the visit's minutes count twice. */
  readonly carers: 1 | 2;
  readonly personalCare: boolean;
  /** The reason for a visit under 30 minutes. */
  readonly shortReason?: string | null;
  /**
   * The reason why the time may not move, such as insulin or Parkinson's medication. Absent if the time may
   * move.
   */
  readonly timeCriticalReason?: string | null;
}
