// The time limit of a browser test. It is long, because a browser test has many steps, which can be slow on a
// busy machine. Jest loads this file before each file of browser tests.
jest.setTimeout(90_000);
