// @ts-check
import { Refusal } from '../lib/console-output.mjs';

/** @typedef {import('./visitor.mjs').Visitor} Visitor */

/**
 * The data that the chapters of the tour share.
 *
 * @typedef {object} Story
 * @property {import('./narrator.mjs').Narrator} narrator
 * @property {(name: string) => Visitor} visitor  a client that has not signed in yet
 * @property {People} people
 * @property {any} [pkg] the package, as the API answered it
 * @property {any} [broadcast]
 * @property {any[]} [bidders]  invited branches, with their invitation and their client's name
 * @property {any} [restricted]  the decision on the branch under the regulator's notice
 * @property {any} [award]
 */

/** The clients that have signed in so far, keyed by the name that the chapters use. */
export class People {
  /** @type {Map<string, Visitor>} */ #byName = new Map();

  /** @param {string} name @param {Visitor} visitor */
  add(name, visitor) {
    this.#byName.set(name, visitor);
  }

  /** @param {string} name */
  has(name) {
    return this.#byName.has(name);
  }

  /** @param {string} name */
  named(name) {
    const visitor = this.#byName.get(name);
    if (!visitor) throw new Refusal(`Nobody called ${name} has signed in.`);
    return visitor;
  }

  leave() {
    for (const visitor of this.#byName.values()) visitor.leave();
  }
}

/**
 * Stops the tour with a `Refusal` if a statement of the tour is not true.
 *
 * @param {unknown} isTrue
 * @param {string} what
 * @returns {asserts isTrue}
 */
export function expect(isTrue, what) {
  if (!isTrue) throw new Refusal(`The tour expected that ${what}; this is not the case.`);
}

/** @param {() => boolean | Promise<boolean>} isTrue @param {string} what */
export async function until(isTrue, what) {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(false, what);
}
