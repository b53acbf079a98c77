import fc from 'fast-check';
import { ownPath } from './paths.js';

describe('the address to open after signing in', () => {
  it.each([
    ['/queues', '/queues', 'a page'],
    ['/users?after=abc', '/users?after=abc', 'a page with a query'],
    ['/users#top', '/users', 'the fragment is left out'],
    ['https://evil.example/', '/', 'another site'],
    ['//evil.example/', '/', 'another site without its scheme'],
    ['/\\evil.example', '/', 'a backslash, which browsers read as a slash'],
    ['/\t/evil.example', '/', 'a tab, which browsers leave out'],
    ['/.//evil.example', '/', 'a path that becomes two slashes'],
    ['/x/..//evil.example', '/', 'another path that becomes two slashes'],
    ['javascript:alert(1)', '/', 'not a path'],
    ['/v1/me', '/', 'a route of the API'],
    ['', '/', 'an empty text'],
    [undefined, '/', 'no value'],
  ])('%s → %s (%s)', (address, expected, _why) => {
    expect(ownPath(address, '/')).toBe(expected);
  });

  it('is always an address of the console', () => {
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
        (address) => {
          expect(new URL(ownPath(address, '/'), site).origin).toBe(site);
        },
      ),
    );
  });
});
