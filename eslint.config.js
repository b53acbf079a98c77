import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';
import { homeward } from './scripts/lint/layers.mjs';

const RULES = ['libs/contracts/**/*.ts', 'libs/domain/**/*.ts'];
const CONFIG = ['libs/platform/src/config/**/*.ts', 'apps/web/src/config.ts', 'apps/web/src/config/**/*.ts'];
const CLOCK = ['libs/platform/src/clock/**/*.ts', 'libs/platform/src/clock.ts', 'apps/web/src/clock.ts'];
const TESTS = ['test/**/*.ts', '**/*.spec.ts'];

const FRAMEWORKS = ['@nestjs/*', 'typeorm', 'bullmq', 'ioredis', 'pg', 'node:*', 'fastify', 'socket.io'];

const SHAPE = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union from an `as const` table.' },
];
const TIME = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Ask the Clock.' },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Ask the Clock.' },
  { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Ask the Clock.' },
  {
    selector: 'MemberExpression[object.name="DateTime"][property.name="now"]',
    message: 'Ask the Clock and use DateTime.fromJSDate.',
  },
];
const ENVIRONMENT = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Only Config reads the environment.',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/]',
    message: 'Use the global process; only Config reads the environment.',
  },
];
const NO_INDEX = [{ selector: 'Program', message: 'No index.ts: import the file that has it.' }];

/**
 * Returns the setting of the rule `no-restricted-syntax`. In ESLint's flat config, a later block replaces the
 * options of a rule, so each block states its complete list of forbidden syntax.
 */
const forbidding = (...lists) => ({ 'no-restricted-syntax': ['error', ...lists.flat()] });

export default defineConfig(
  {
    ignores: [
      'dist/**',
      'coverage/**',
      '.data/**',
      '*.js',
      'apps/api/src/openapi/views.ts',
      'test/e2e/typed-client/api.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommendedTypeChecked,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    files: ['**/*.ts'],
    plugins: { homeward },
    rules: {
      'homeward/layers': 'error',
      'homeward/queries-read': 'error',
      ...forbidding(SHAPE, TIME, ENVIRONMENT),
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // Nest modules are empty classes, because the decorator has all their content.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Nest injects by the runtime type of a constructor parameter, and `import type` would erase the type.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    // A pattern takes time in proportion to its text: no text makes a pattern try the same characters again and
    // again, wherever the pattern is used.
    files: ['{apps,libs}/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    ignores: ['apps/api/src/http/field-validators.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'class-validator',
              importNames: ['Length', 'Matches', 'MaxLength', 'MinLength'],
              message: 'Use HasLength and HasPattern: they check the length first and count code points.',
            },
          ],
        },
      ],
    },
  },
  {
    files: RULES,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: FRAMEWORKS, message: 'Words and rules stand on their own: no framework, no I/O.' },
          ],
        },
      ],
    },
  },
  { files: CONFIG, rules: forbidding(SHAPE, TIME) },
  { files: CLOCK, rules: forbidding(SHAPE, ENVIRONMENT) },
  {
    files: TESTS,
    rules: {
      ...forbidding(SHAPE, ENVIRONMENT),
      '@typescript-eslint/no-non-null-assertion': 'off',
      // supertest types response bodies as `any`, and tests check the bodies with `expect`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['test/support/**/*.ts'], rules: forbidding(SHAPE) },
  { files: ['**/index.ts'], rules: forbidding(NO_INDEX) },
  // Scripts are plain modules; those that say `@ts-check` are type-checked by tsc.
  { files: ['scripts/**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
