// @ts-check
import { TestEnvironment } from 'jest-environment-node';

/** The environment of this worker process. @type {WorkerEnvironment | undefined} */
let lasting;

/** The keys under which jest-circus keeps the settings and event handlers of one test file. */
const SETTINGS_OF_A_FILE = [
  'EVENT_HANDLERS',
  'LOG_ERRORS_BEFORE_RETRY',
  'RETRY_IMMEDIATELY',
  'RETRY_TIMES',
  'RETRY_TIMES_SETTER',
  'TEST_TIMEOUT_SYMBOL',
  'WAIT_BEFORE_RETRY',
].map((name) => Symbol.for(name));

/**
 * One test environment for all test files of a worker process. `worker-runtime.mjs` keeps the loaded modules in it from
 * file to file.
 */
export default class WorkerEnvironment extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} given */
  constructor(...given) {
    if (lasting) return lasting;
    super(...given);
    lasting = this;
    /** @type {typeof process.exit} */
    this.exit = this.global.process.exit;
  }

  /** @override Removes what Jest left in the globals for one test file: fake timers, settings, a wrapped `process.exit`. */
  async teardown() {
    this.fakeTimers?.useRealTimers();
    this.fakeTimersModern?.useRealTimers();
    this.global.process.exit = this.exit;
    for (const key of SETTINGS_OF_A_FILE) Reflect.deleteProperty(this.global, key);
  }
}
