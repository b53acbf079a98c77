// tsc does not check this file, because it uses private fields of jest-runtime. package.json fixes the
// version of jest-runtime.
import Runtime from 'jest-runtime';

/** The module loader that this worker process keeps from one test file to the next. */
let lasting;

/**
 * Jest's module loader with one difference: modules stay loaded from one test file to the next. So a worker
 * process loads NestJS, TypeORM and the product only once. This saves about half of the processor time of all
 * tests (docs/decisions/0022). The state of modules stays too, as in the product's own processes. Test files,
 * their set-up files and Jest's own modules are still loaded for each test file.
 *
 * HOMEWARD_TEST_FRESH_MODULES=1 selects Jest's own loader (jest.config.js).
 */
export default class WorkerRuntime extends Runtime {
  constructor(...given) {
    const [config, , , , , , testPath] = given;
    if (lasting) {
      lasting.begin(config, testPath);
      return lasting;
    }
    super(...given);
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- later constructor calls return this first instance
    lasting = this;
    this.begin(config, testPath);
  }

  begin(config, testPath) {
    this._testPath = testPath;
    this.executor.testPath = testPath;
    this.loadedForThisFile = [testPath, ...config.setupFilesAfterEnv];
    this.testState.state = 'loading';
  }

  /** Ends a test file: restores its mocks, and unloads the modules of the test file and of Jest. */
  teardown() {
    this.restoreAllMocks();
    for (const file of this.loadedForThisFile ?? []) this.registries.moduleRegistry.delete(file);
    this.registries.internalModuleRegistry.clear();
    this.testMainModule.reset();
    this.loggedReferenceErrors.clear();
  }
}
