import { Clock } from '#platform/clock/clock';

/** A Monday morning in winter, when London time equals UTC. */
const MONDAY_MORNING = '2026-03-02T09:00:00Z';

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** A clock with a time that changes only when a test moves it. */
export class TestClock extends Clock {
  private at = new Date(MONDAY_MORNING);

  override now(): Date {
    return new Date(this.at);
  }

  set(instant: string | Date): void {
    this.at = new Date(instant);
  }

  pass(span: Span): void {
    this.at = this.in(span);
  }

  /** Returns the instant that lies the given span after now. Does not move the clock. */
  in({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): Date {
    return new Date(this.at.getTime() + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000);
  }
}
