// Jest loads this file before each journey. A journey has many steps, which can be slow on a busy machine.
jest.setTimeout(90_000);
