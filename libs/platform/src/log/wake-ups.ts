/** Says that something may have been logged; never what. One that is lost costs whoever follows the log a second. */
export abstract class WakeUps {
  /** Calls `wake` soon after every commit that logged something, until what it returns is called. */
  abstract listen(wake: () => void): () => void;

  /** After a commit that logged something. It neither waits nor fails; whoever listens in this process hears at once. */
  abstract announce(): void;
}

/** However often it is asked while one announcement is on its way, one more follows it. */
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
      .catch(() => undefined) // the connection's own error is logged, and the log is read every second
      .finally(() => {
        this.isUnderWay = false;
        if (!this.again) return;
        this.again = false;
        this.announce();
      });
  }
}
