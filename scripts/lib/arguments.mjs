// @ts-check
import { parseArgs } from 'node:util';
import { Usage } from './console-output.mjs';

/**
 * Reads the arguments of a command, like `parseArgs` of Node.
 *
 * @template {import('node:util').ParseArgsConfig} T
 * @param {T} config @param {string} help  what is printed below the sentence that says what is wrong
 * @returns {ReturnType<typeof parseArgs<T>>}
 * @throws {Usage} with one sentence
 */
export function argumentsOf(config, help) {
  try {
    return parseArgs(config);
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/);
    throw new Usage(`${reason.replace(/\.$/, '')}.`, help);
  }
}

/** Reads a whole number of at least 1. @param {string} option @param {string} text @param {string} help */
export function countOf(option, text, help) {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new Usage(`--${option} needs a whole number from 1.`, help);
}

/**
 * Runs a reader of arguments that is part of the compiled program. Turns its error into one with the help.
 *
 * @template T
 * @param {() => T} read @param {new (text: string) => Error} Fault @param {string} help
 */
export function inWords(read, Fault, help) {
  try {
    return read();
  } catch (error) {
    throw error instanceof Fault ? new Usage(error.message, help) : error;
  }
}
