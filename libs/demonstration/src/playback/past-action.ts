/**
 * An action of a user before the demonstration is loaded: a story step, the recording or lifting of a restriction, or
 * other work of the council.
 */
export interface PastAction {
  readonly at: Date;
  readonly what: string;
  readonly perform: () => Promise<unknown>;
}
