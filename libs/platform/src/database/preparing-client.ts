import type { Socket } from 'node:net';
import pg from 'pg';

/** A statement is prepared when it has come so often: what is asked once is not worth a place. */
const OFTEN = 5;
/** Each connection keeps the plans of at most so many statements. */
const MOST_STATEMENTS = 400;
/** A longer text is a list written out, which hardly comes a second time with as many parts. */
const LONGEST_TEXT = 6_000;

type Send = (query: unknown, ...rest: readonly unknown[]) => unknown;

/** The names under which statements are prepared: the same on every connection of the process. */
export class StatementNames {
  private readonly times = new Map<string, number>();
  private readonly names = new Map<string, string>();

  /** Undefined for a statement that is not to be prepared. */
  nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || this.names.size >= MOST_STATEMENTS || text.length > LONGEST_TEXT) return known;
    const times = (this.times.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      this.times.set(text, times);
      if (this.times.size > MOST_STATEMENTS) this.times.clear();
      return undefined;
    }
    this.times.delete(text);
    const name = `homeward_${this.names.size + 1}`;
    this.names.set(text, name);
    return name;
  }
}

const NAMES = new StatementNames();

/** Where pg writes to; its types do not tell of it. */
interface Connected {
  readonly connection: { readonly stream: Socket };
}

/**
 * A connection that has PostgreSQL keep the plan of a statement that comes often. Ours join many tables with
 * many indexes: planning one takes up to ten times what running it does. What is asked in one go leaves in one
 * packet: handing one to the system costs as much as all else that is done about a statement.
 */
export class PreparingClient extends pg.Client {
  private held: Socket | undefined;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send: Send = (...asked) => {
      const answer = (pg.Client.prototype.query as Send).apply(this, asked);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.giveUpOn(error));
      return answer;
    };
    const prepared: Send = (text, values, ...rest) => {
      this.holdBack();
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
        return send(text, values, ...rest);
      return send({ text, values: values as unknown[], name: NAMES.nameOf(text) }, ...rest);
    };
    this.query = prepared as typeof this.query;
  }

  /** On a connection that has fallen silent nothing comes any more, for whoever gets it next. */
  private giveUpOn(error: unknown): void {
    if (!(error instanceof Error) || error.message !== 'Query read timeout') return;
    (this as unknown as Connected).connection.stream.destroy();
  }

  private holdBack(): void {
    if (this.held) return;
    const { stream } = (this as unknown as Connected).connection;
    this.held = stream;
    stream.cork();
    process.nextTick(() => {
      this.held = undefined;
      stream.uncork();
    });
  }
}
