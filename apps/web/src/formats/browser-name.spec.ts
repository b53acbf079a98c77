import { browserName } from './browser-name.js';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('the name of a browser', () => {
  it.each([
    [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36`, 'Chrome on Windows'],
    [`${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`, 'Edge on Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [`${IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, 'Safari on an iPhone'],
    [`${IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1`, 'Chrome on an iPhone'],
    ['Chrome/140', 'Chrome'],
    ['homeward-tour', 'homeward-tour'],
    ['x'.repeat(61), `${'x'.repeat(60)}…`],
    ['', 'Unknown'],
    [null, 'Unknown'],
  ])('%s → %s', (client, name) => {
    expect(browserName(client)).toBe(name);
  });
});
