// Jest loads this file before each browser test file. A browser test has many steps, which can be slow on a
// busy machine.
jest.setTimeout(90_000);
