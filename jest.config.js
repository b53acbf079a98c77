/**
 * Packages that are published as ES modules only, and one package that imports such a package at run time.
 * Node 20 can `require` ES modules, but Jest cannot. So Jest compiles these packages to CommonJS.
 */
const ESM_ONLY = [
  '@borewit',
  '@fastify/cookie',
  '@noble',
  '@scure',
  'age-encryption',
  '@nestjs',
  '@tokenizer',
  'content-disposition',
  'cookie',
  'es-toolkit',
  'file-type',
  'iterare',
  'strtok3',
  'token-types',
  'uid',
  'uint8array-extras',
  'uuid',
];

const TYPESCRIPT = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

const ES_MODULE = [
  '@swc/jest',
  {
    swcrc: false,
    module: { type: 'commonjs' },
    jsc: { target: 'es2022', keepClassNames: true, parser: { syntax: 'ecmascript' } },
  },
];

const ours = {
  ...(process.env.HOMEWARD_TEST_FRESH_MODULES
    ? { testEnvironment: 'node' }
    : {
        testEnvironment: '<rootDir>/scripts/lib/testing/worker-environment.mjs',
        runtime: '<rootDir>/scripts/lib/testing/worker-runtime.mjs',
      }),
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  // TypeORM reads its metadata from the global object while a connection closes, so Jest must not clean the
  // globals before.
  testEnvironmentOptions: { globalsCleanup: 'off' },
  setupFiles: ['reflect-metadata'], // loaded before any code with decorators runs
  moduleNameMapper: {
    '^#migrations/(.+)$': '<rootDir>/migrations/$1.ts',
    '^#(\\w+)/(.+)$': '<rootDir>/libs/$1/src/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  transform: {
    '^.+\\.ts$': TYPESCRIPT,
    [`/node_modules/(${ESM_ONLY.join('|')})/.+\\.js$`]: ES_MODULE,
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY.join('|')})/)`],
};

/** @type {import('jest').Config} */
export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  testSequencer: '<rootDir>/scripts/lib/testing/longest-first.mjs',
  projects: [
    { ...ours, displayName: 'unit', testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts'] },
    { ...ours, displayName: 'integration', testMatch: ['<rootDir>/test/integration/**/*.spec.ts'] },
    { ...ours, displayName: 'model', testMatch: ['<rootDir>/test/model/**/*.spec.ts'] },
    { ...ours, displayName: 'chaos', testMatch: ['<rootDir>/test/chaos/**/*.spec.ts'] },
    { ...ours, displayName: 'soak', testMatch: ['<rootDir>/test/soak/**/*.spec.ts'] },
    { ...ours, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'] },
    {
      ...ours,
      displayName: 'journeys',
      testMatch: ['<rootDir>/test/journeys/**/*.journey-spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/journeys/time-limit.ts'],
    },
  ],
};
