/**
 * An error because of which a process cannot start and which its operator can correct. The message is one sentence
 * that says what to do; a stack trace would not help.
 */
export class CannotStart extends Error {}
