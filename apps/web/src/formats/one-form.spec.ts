import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const WEB = path.resolve(__dirname, '../..');
const sources = ['src', 'browser'].flatMap((folder) =>
  readdirSync(path.join(WEB, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|njk)$/.test(file) && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => path.join(folder, file)),
);

/** Returns the files outside `formats` whose text matches. */
const filesWith = (pattern: RegExp): string[] =>
  sources.filter(
    (file) => !file.startsWith('src/formats/') && pattern.test(readFileSync(path.join(WEB, file), 'utf8')),
  );

describe('a format that every page shares', () => {
  it.each([
    ['dates', /Intl\.DateTimeFormat|toLocale(Date|Time)?String/],
    ['names of people', /(givenName|familyName)[^\n]{0,6}(\+|\}) ?[^\n]{0,8}(familyName|givenName)/],
    ['durations', /minutes \/ 60|Minutes \/ 60|% 60\b/],
    ['durations that are typed', /Number\((form\.text\(['"`])?\w*[mM]inutes/],
  ])('is the only one for %s', (_what, pattern) => {
    expect(sources.length).toBeGreaterThan(200);
    expect(filesWith(pattern)).toEqual([]);
  });
});
