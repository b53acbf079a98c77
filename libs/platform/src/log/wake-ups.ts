/**
 * Sends wake-ups to processes. A wake-up says that events may have been logged, never which events. If a
 * wake-up is lost, events are read at most a second later.
 */
export abstract class WakeUps {
  /**
   * Calls the function `wake` soon after every commit that logged an event. Returns a function that ends the
   * calls.
   */
  abstract listen(wake: () => void): () => void;

  /**
   * Sends a wake-up after a commit that logged an event. Never waits and never throws. Listeners in this
   * process are called immediately.
   */
  abstract announce(): void;
}

/** Sends wake-ups one at a time. All calls during one sending together lead to one more wake-up. */
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
      .catch(() => undefined) // Errors are ignored: connections log their own errors, and readers poll the event log every second.
      .finally(() => {
        this.isUnderWay = false;
        if (!this.again) return;
        this.again = false;
        this.announce();
      });
  }
}
