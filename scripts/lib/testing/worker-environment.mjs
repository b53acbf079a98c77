// @ts-check
import { TestEnvironment } from 'jest-environment-node';

/**
 * The Jest environment that this worker process keeps from one test file to the next.
 *
 * @type {WorkerEnvironment | undefined}
 */
let lasting;

/** Keys of the global object under which jest-circus stores settings and event handlers for one test file. */
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
 * One Jest environment for all test files of a worker process. `worker-runtime.mjs` keeps modules loaded from
 * one test file to the next. The modules refer to the environment, so the environment must stay too.
 */
export default class WorkerEnvironment extends TestEnvironment {
  /** @param {ConstructorParameters<typeof TestEnvironment>} given */
  constructor(...given) {
    if (lasting) return lasting;
    super(...given);
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- later constructor calls return this first instance
    lasting = this;
    /** @type {typeof process.exit} */
    this.exit = this.global.process.exit;
  }

  /**
   * Removes what Jest left in the global object for one test file: fake timers, settings, a wrapped
   * `process.exit`.
   *
   * @override
   */
  async teardown() {
    this.fakeTimers?.useRealTimers();
    this.fakeTimersModern?.useRealTimers();
    this.global.process.exit = this.exit;
    for (const key of SETTINGS_OF_A_FILE) Reflect.deleteProperty(this.global, key);
  }
}
