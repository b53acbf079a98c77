// @ts-check
const { stdout } = process;

/** An error that a person can correct. It is printed as one sentence, without a stack. */
export class Refusal extends Error {}

/** Texts that must never be printed. @type {Set<string>} */
const secrets = new Set();

/** @param {string} secret */
export function keepSecret(secret) {
  if (secret) secrets.add(secret).add(encodeURIComponent(secret));
}

/** @param {string} text */
export function withoutSecrets(text) {
  return [...secrets].reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

/** The line of the running step. It is redrawn below every other line. */
let current = '';

/** @param {string} line */
export function say(line = '') {
  if (current) stdout.write('\r\x1b[K');
  stdout.write(`${withoutSecrets(line)}\n`);
  if (current) stdout.write(current);
}

/**
 * Runs `work` under a title and shows how long it takes: a terminal shows the seconds, a file gets a line every 15
 * seconds.
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
 * Prints one sentence for a `Refusal` and for an error of the system (no space, no permission). Any other error is a
 * bug and is printed with its stack.
 *
 * @param {unknown} error
 */
export function tellFailure(error) {
  process.stderr.write(`\n${withoutSecrets(describe(error))}\n`);
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  const isPlain = error instanceof Refusal || 'syscall' in error;
  return isPlain ? error.message : (error.stack ?? error.message);
}
