import { Clock } from '#platform/clock/clock';

/**
 * The clock of the demonstration's stories. The time changes only when `moveTo` moves it forward. It never
 * goes back.
 */
export class StoryClock extends Clock {
  constructor(private at: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  moveTo(at: Date): void {
    if (at < this.at)
      throw new RangeError(`time does not run back from ${this.at.toISOString()} to ${at.toISOString()}`);
    this.at = at;
  }
}
