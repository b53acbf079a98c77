import pg from 'pg';

/** A statement is prepared once its process has sent the statement this many times. */
const OFTEN = 20;
/** A process prepares at most this many statements, because each connection keeps the plans in memory. */
const MOST = 200;
/** Counts are forgotten when this many different statements are counted, because some statements never repeat. */
const COUNTED = 1_000;

const uses = new Map<string, number>();
const names = new Map<string, string>();
/** The number of names that were ever given. A name is never given twice, because connections keep it. */
let given = 0;

/** The driver's own connection. Its type does not name the arguments, because the driver declares many forms. */
const DRIVER = pg.Client.prototype as unknown as { readonly query: (...given: unknown[]) => unknown };

/**
 * A connection that prepares the statements that its process sends often. PostgreSQL then parses such a
 * statement once for each connection, and plans it only a few times.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = (...given: readonly unknown[]): unknown => DRIVER.query.apply(this, [...given]);
    const prepareAndSend = (text: unknown, values: unknown, ...rest: readonly unknown[]): unknown => {
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
      return send(name === undefined ? text : { name, text }, values, ...rest);
    };
    this.query = prepareAndSend as pg.Client['query'];
  }
}

/** Counts a use of a statement. Returns the name under which it is prepared, or undefined if it is not. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === MOST) return known;
  const count = (uses.get(text) ?? 0) + 1;
  if (count < OFTEN) {
    if (uses.size === COUNTED) uses.clear();
    uses.set(text, count);
    return undefined;
  }
  uses.delete(text);
  const name = `homeward_${given++}`;
  names.set(text, name);
  return name;
}

/** Begins to count uses anew. For tests, which share one process with the statements of other tests. */
export function forgetUses(): void {
  uses.clear();
  names.clear();
}
