export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof DAYS)[number];

export const BANDS = ['breakfast', 'lunch', 'tea', 'bed', 'night'] as const;
export type Band = (typeof BANDS)[number];

/** The start and the end of each band of the day, in London time. The night band ends the next morning. */
export const BAND_HOURS: Readonly<Record<Band, Window>> = {
  breakfast: { from: '07:00', to: '10:00' },
  lunch: { from: '12:00', to: '14:00' },
  tea: { from: '16:00', to: '18:00' },
  bed: { from: '19:00', to: '22:00' },
  night: { from: '22:00', to: '07:00' },
};

/**
 * The time window in which a visit begins, as HH:MM in London time. If `to` is not later than `from`, the
 * window ends the next morning.
 */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** A visit of a package. It takes place on each of its days of the week. */
export interface Visit {
  /** The visit's key inside its package: `v1`, `v2`, … An offer refers to visits by this key. */
  readonly key: string;
  readonly days: readonly Day[];
  readonly band: Band;
  /** An exact time window. If present, it replaces the hours of the visit's band. */
  readonly window?: Window | null;
  readonly minutes: number;
  /** The number of carers. Two carers are a double-up, and the visit's minutes count twice. */
  readonly carers: 1 | 2;
  readonly personalCare: boolean;
  /** The reason why the visit is shorter than 30 minutes. Longer visits need no reason. */
  readonly shortReason?: string | null;
  /** The reason why the time of the visit may not move, such as insulin. Absent if the time may move. */
  readonly timeCriticalReason?: string | null;
}
