// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../lib/project-paths.mjs';
import { say } from '../lib/console-output.mjs';
import { idShortener } from './shorten-ids.mjs';

const DOCS = path.join(ROOT, 'docs/api');

/**
 * @typedef {object} Page
 * @property {string} title
 * @property {string} file
 * @property {string[]} parts
 */

/** Prints the chapters of the tour, and collects the requests and responses for docs/api. */
export class Narrator {
  /**
   * Matches the names of the events that are printed. A chapter in which many events arrive sets a narrower
   * pattern.
   */
  worthTelling = /./;

  /** @type {Page[]} */ #pages = [];

  /** @param {string} title @param {string} introduction */
  chapter(title, introduction) {
    const number = String(this.#pages.length + 1).padStart(2, '0');
    const name = title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '');
    this.#pages.push({ title, file: `${number}-${name}.md`, parts: [introduction] });
    say(`\n${title}\n${'─'.repeat(title.length)}`);
  }

  /** @param {string} sentence */
  tell(sentence) {
    say(`  ${sentence}`);
    this.#add(sentence);
  }

  /**
   * Prints lines on the screen only. The documentation in docs/api shows the request and the response
   * instead.
   *
   * @param {string[]} lines
   */
  table(lines) {
    for (const line of lines) say(`    ${line}`);
  }

  /** @param {string} who @param {{ position: string, name: string }} event */
  heard(who, event) {
    if (!this.worthTelling.test(event.name)) return;
    say(`    ⚡ ${who} receives ${event.name}`);
  }

  /**
   * Adds a request and its response to the documentation in docs/api.
   *
   * @param {{ method: string, path: string, headers: Record<string, string>, body?: object | undefined, status: number, received: any }} exchange
   */
  exchange({ method, path, headers, body, status, received }) {
    const sent = Object.keys(headers).includes('idempotency-key') ? ['Idempotency-Key: …'] : [];
    const request = [`${method} ${path}`, ...sent, ...(body ? ['', json(body)] : [])].join('\n');
    const response = [String(status), ...(received === null ? [] : ['', json(received)])].join('\n');
    this.#add(`\`\`\`http\n${request}\n\`\`\`\n\n\`\`\`http\n${response}\n\`\`\``);
  }

  /** @param {{ message: string, payload: object, answer: any }} emission */
  emission({ message, payload, answer }) {
    this.#add(
      `Over the socket, \`${message}\`:\n\n\`\`\`json\n${json(payload)}\n\`\`\`\n\nacknowledged with\n\n\`\`\`json\n${json(answer)}\n\`\`\``,
    );
  }

  /**
   * Adds the events that a socket received to the documentation in docs/api.
   *
   * @param {string} who
   * @param {object[]} events
   */
  events(who, events) {
    this.#add(`What ${who} received over the socket:\n\n\`\`\`json\n${json(events)}\n\`\`\``);
  }

  /** Replaces the pages in docs/api with the requests and responses of this tour. */
  async writeDocs() {
    mkdirSync(DOCS, { recursive: true });
    for (const old of readdirSync(DOCS)) if (/^\d\d-.+\.md$/.test(old)) rmSync(path.join(DOCS, old));
    const shown = idShortener();
    for (const { title, file, parts } of this.#pages)
      writeFileSync(path.join(DOCS, file), `${shown([`# ${title}`, ...parts].join('\n\n'))}\n`);
    const list = this.#pages.map(({ title, file }) => `- [${title}](${file})`).join('\n');
    writeFileSync(path.join(DOCS, 'README.md'), `${INTRODUCTION}\n${list}\n`);
    say(`\nThe requests and answers are in ${path.relative(ROOT, DOCS)}.`);
  }

  /** @param {string} part */
  #add(part) {
    this.#pages.at(-1)?.parts.push(part);
  }
}

const MOST_ITEMS = 3;

/**
 * Formats a value as JSON. Shows only the first three objects of a list, and notes how many more there are.
 *
 * @param {unknown} value
 */
function json(value) {
  const cut = (/** @type {string} */ _key, /** @type {unknown} */ inner) =>
    Array.isArray(inner) && inner.length > MOST_ITEMS && typeof inner[0] === 'object'
      ? [...inner.slice(0, MOST_ITEMS), `… ${inner.length - MOST_ITEMS} more`]
      : inner;
  return JSON.stringify(value, cut, 2);
}

const INTRODUCTION = `# The API, as it answered

\`npm run tour\` wrote these pages. It plays the story of one package with real clients against a running Homeward: every request here was
sent, and every answer was received. Ids and tokens are shortened, and long lists are cut. Every route is described in
[openapi.json](openapi.json), and at \`/docs\` of a running Homeward.
`;
