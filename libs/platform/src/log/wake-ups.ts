/**
 * Tells processes that events may have been logged, but not which events. If a wake-up is lost, the events
 * are read at most a second later.
 */
export abstract class WakeUps {
  /**
   * Calls the function `wake` soon after every commit that logged an event. Returns a function that ends
   * these calls.
   */
  abstract listen(wake: () => void): () => void;

  /**
   * Sends a wake-up to all processes. Call this method after a commit that logged an event. Never waits and
   * never throws an error.
   */
  abstract announce(): void;
}

/**
 * Sends wake-ups one after another. If `announce` is called several times while a wake-up is being sent, only
 * one more wake-up is sent.
 */
export class Announcing {
  private isUnderWay = false;
  private again = false;

  constructor(private readonly tell: () => Promise<unknown>) {}

  announce(): void {
    if (this.isUnderWay) {
      this.again = true;
      return;
    }
    this.isUnderWay = true;
    this.tell()
      .catch(() => undefined) // An error is ignored: the connection has logged it, and processes read the event log every second anyway.
      .finally(() => {
        this.isUnderWay = false;
        if (!this.again) return;
        this.again = false;
        this.announce();
      });
  }
}
