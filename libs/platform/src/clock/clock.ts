/** The only source of the current time. Tests replace this clock with a clock whose time they can set. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
