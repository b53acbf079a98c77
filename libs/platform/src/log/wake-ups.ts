/** Says that something may have been logged; never what. One that is lost costs whoever follows the log a second. */
export abstract class WakeUps {
  /** Calls `wake` soon after every commit that logged something, until what it returns is called. */
  abstract listen(wake: () => void): () => void;

  /** After a commit that logged something. It neither waits nor fails. */
  abstract announce(): void;
}
