// @ts-check
const { stdout } = process;

/** An error that the user can correct. The scripts print its message without a stack trace. */
export class Refusal extends Error {}

/** Arguments that a command cannot use. The script prints the sentence and the help, and ends with the exit code 2. */
export class Usage extends Refusal {
  /** @param {string} sentence @param {string} help */
  constructor(sentence, help) {
    super(sentence);
    this.help = help;
  }
}

/** Secret texts, such as passwords. All output shows *** instead of a secret text. @type {Set<string>} */
const secrets = new Set();

/** @param {string} secret */
export function keepSecret(secret) {
  if (secret) secrets.add(secret).add(encodeURIComponent(secret));
}

/** @param {string} text */
export function withoutSecrets(text) {
  return [...secrets].reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

/**
 * The status line of the step that is running. It stays the last line of the terminal, because all other
 * output is printed above it.
 */
let current = '';

/** @param {string} line */
export function say(line = '') {
  if (current) stdout.write('\r\x1b[K');
  stdout.write(`${withoutSecrets(line)}\n`);
  if (current) stdout.write(current);
}

/**
 * Runs `work` and prints its title and duration. While `work` runs, a terminal shows the seconds so far.
 * Other output gets a line every 15 seconds.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  const elapsed = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const draw = () => stdout.write(`\r\x1b[K${(current = `  ${title} … ${elapsed()}`)}`);
  if (stdout.isTTY) draw();
  else say(`  ${title} …`);
  const timer = stdout.isTTY
    ? setInterval(draw, 200)
    : setInterval(() => say(`  ${title} … still running after ${elapsed()}`), 15_000);
  const done = (/** @type {string} */ how) => {
    clearInterval(timer);
    current = '';
    if (stdout.isTTY) stdout.write(`\r\x1b[K  ${title}: ${how}${elapsed()}\n`);
    else if (how || performance.now() - started > 3_000) say(`  ${title}: ${how}${elapsed()}`);
  };
  try {
    const result = await work();
    done('');
    return result;
  } catch (error) {
    done('failed after ');
    throw error;
  }
}

/**
 * Prints an error to stderr. For a `Refusal` or a system error (no space, no permission), prints only the
 * message. For any other error, prints the stack trace.
 *
 * @param {unknown} error
 */
export function tellFailure(error) {
  process.stderr.write(`\n${withoutSecrets(describe(error))}\n`);
}

/** Prints an error and ends the process: with the exit code 2 for arguments that cannot be used. @param {unknown} error @param {number} [code] @returns {never} */
export function endWith(error, code = 1) {
  tellFailure(error);
  process.exit(error instanceof Usage ? 2 : code);
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Usage) return `${error.message}\n\n${error.help}`;
  const isPlain = error instanceof Refusal || 'syscall' in error;
  return isPlain ? error.message : (error.stack ?? error.message);
}
