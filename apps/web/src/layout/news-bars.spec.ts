import fs from 'node:fs';
import path from 'node:path';

const SOURCES = path.join(process.cwd(), 'apps/web/src');

const templates = fs
  .readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.njk'))
  .map((file) => ({ file, text: fs.readFileSync(path.join(SOURCES, file), 'utf8') }));

describe('the bar of news', () => {
  it('is above every list that follows the live feed, because a new row must not move the others', () => {
    const lists = templates.flatMap(({ file, text }) =>
      [...text.matchAll(/id="([a-z-]+)"[^>]*data-live-rows/g)].map(([, id]) => ({ file, text, id })),
    );
    expect(lists.length).toBeGreaterThan(8);
    const without = lists.filter(({ text, id }) => !text.includes(`newsBar("${id}")`));
    expect(without.map(({ file, id }) => `${file}: ${id}`)).toEqual([]);
  });

  it('reads every list: each region with rows has a fixed id', () => {
    const regions = templates.flatMap(({ text }) => [...text.matchAll(/data-live-rows/g)]);
    const named = templates.flatMap(({ text }) => [...text.matchAll(/id="[a-z-]+"[^>]*data-live-rows/g)]);
    expect(named.length).toBe(regions.length);
  });
});

describe('forms on live pages', () => {
  it('are inside a region that is read again, so that they disappear when they no longer apply', () => {
    const outside = templates.filter(({ file, text }) => {
      const isLive = text.includes('data-live=');
      const hasForm = text.includes('<form method="post"');
      return isLive && hasForm && !text.includes('data-live-key=') && file.startsWith('pages');
    });
    // The page of capacity keeps its form: each line is sent with the version that the user saw. The form that uploads a
    // file to import always applies. The forms of the board have no fields: their buttons stand in rows that are read again.
    expect(outside.map(({ file }) => file).toSorted()).toEqual([
      'pages/brokering/board/page.njk',
      'pages/imports/imports.njk',
      'pages/providing/capacity/page.njk',
    ]);
  });
});
