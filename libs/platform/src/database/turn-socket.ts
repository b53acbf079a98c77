import { Socket } from 'node:net';

/**
 * A socket that sends everything that is written in one turn of the event loop in one packet. The database
 * driver writes each statement separately, and a packet costs more processor time than a statement.
 *
 * The driver corks the socket while it writes a statement. This socket stays corked until the turn is over.
 */
export class TurnSocket extends Socket {
  private isHeld = false;

  override cork(): void {
    super.cork();
    if (this.isHeld) return;
    this.isHeld = true;
    super.cork();
    // The callback runs after the promise callbacks of this turn, which may write further statements.
    process.nextTick(() => {
      this.isHeld = false;
      super.uncork();
    });
  }
}
