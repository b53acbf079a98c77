import fc from 'fast-check';
import { ownPath } from './paths.js';

describe('where somebody may be sent after signing in', () => {
  it.each([
    ['/queues', '/queues', 'a page'],
    ['/users?after=abc', '/users?after=abc', 'a page with a question'],
    ['/users#top', '/users', 'a place on a page is the browser’s business'],
    ['https://evil.example/', '/', 'another site'],
    ['//evil.example/', '/', 'another site without its scheme'],
    ['/\\evil.example', '/', 'a backslash, which browsers read as a slash'],
    ['/\t/evil.example', '/', 'a tab, which browsers leave out'],
    ['/.//evil.example', '/', 'a way round that ends in two slashes'],
    ['/x/..//evil.example', '/', 'another'],
    ['javascript:alert(1)', '/', 'no path at all'],
    ['/v1/me', '/', 'a route of the API'],
    ['', '/', 'nothing'],
    [undefined, '/', 'not even that'],
  ])('%s → %s (%s)', (asked, expected, _why) => {
    expect(ownPath(asked, '/')).toBe(expected);
  });

  it('stays with us whatever is asked', () => {
    const site = 'https://homeward.example';
    const nasty = fc.string({
      unit: fc.constantFrom('/', '\\', '.', '\t', '\n', '@', ':', 'e', '?', '#', '%'),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          nasty,
          nasty.map((rest) => `/${rest}`),
        ),
        (asked) => {
          expect(new URL(ownPath(asked, '/'), site).origin).toBe(site);
        },
      ),
    );
  });
});
