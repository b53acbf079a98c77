/**
 * Tells processes that events may have been logged, never which. If a wake-up is lost, readers of the log
 * notice the event at most a second later.
 */
export abstract class WakeUps {
  /**
   * Calls `wake` soon after every commit that logged an event. Returns a function that ends the subscription.
   */
  abstract listen(wake: () => void): () => void;

  /**
   * Announces a commit that logged an event. Never waits and never throws. Listeners in this process are
   * called immediately.
   */
  abstract announce(): void;
}

/**
 * Sends announcements one at a time. Any number of calls during a running announcement leads to one more
 * announcement.
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
      .catch(() => undefined) // ignored: connections log their own errors, and readers poll the log every second
      .finally(() => {
        this.isUnderWay = false;
        if (!this.again) return;
        this.again = false;
        this.announce();
      });
  }
}
