// Jest runs this file before each journey. A journey has many steps, and each can be slow on a busy machine.
jest.setTimeout(90_000);
