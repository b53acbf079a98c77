// @ts-check
const { stdout } = process;

/** Something a person can put right: it is told in one sentence, without a stack. */
export class Refusal extends Error {}

/** What must never be printed, whoever prints it. @type {Set<string>} */
const secrets = new Set();

/** @param {string} secret */
export function keepSecret(secret) {
  if (secret) secrets.add(secret).add(encodeURIComponent(secret));
}

/** @param {string} text */
export function withoutSecrets(text) {
  return [...secrets].reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

/** The line of the step at work, to be redrawn under whatever else is said. */
let current = '';

/** @param {string} line */
export function say(line = '') {
  if (current) stdout.write('\r\x1b[K');
  stdout.write(`${withoutSecrets(line)}\n`);
  if (current) stdout.write(current);
}

/**
 * Does `work` under a title, so that nobody wonders what takes so long: a terminal shows the seconds
 * go by, a file gets a line now and then.
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
    : setInterval(() => say(`  ${title} … still at it after ${elapsed()}`), 15_000);
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
 * One sentence for a refusal and for what the system refuses (no room, no right); anything else is a
 * bug, and bugs keep their stack.
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
