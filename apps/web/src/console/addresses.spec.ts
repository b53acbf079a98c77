import path from 'node:path';
import { fastify } from 'fastify';
import { servePages } from './console.js';
import { allPages } from './pages.js';

const settings = { demonstration: [], apiUrl: 'http://api.invalid' };

describe('every address to which a form is sent', () => {
  it('also answers GET, so that a reload or the Back button finds a page', async () => {
    const web = fastify();
    const folder = path.resolve(__dirname, '../../../../dist/apps/web');
    await web.register((pages) => servePages(pages, { ...settings, folder }));
    const posted = allPages(settings).filter(({ post }) => post !== undefined);
    expect(posted.length).toBeGreaterThan(50);
    const withoutGet = posted.filter(({ path: url }) => !web.hasRoute({ method: 'GET', url }));
    expect(withoutGet.map(({ path: url }) => url)).toEqual([]);
    await web.close();
  });
});
