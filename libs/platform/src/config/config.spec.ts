import { Config } from './config.js';

const DATABASE_URL = 'postgresql://homeward@127.0.0.1/homeward';

describe('the configuration', () => {
  it('takes numbers from text and leaves the rest as usual', () => {
    expect(Config.from({ DATABASE_URL, PORT: '4100' })).toMatchObject({
      DATABASE_URL,
      PORT: 4_100,
      HOST: '127.0.0.1',
    });
  });

  it('takes an empty variable for one that was not set', () => {
    expect(Config.from({ DATABASE_URL, REDIS_URL: '', PORT: '' })).toMatchObject({ PORT: 3_000 });
  });

  it('must say how many proxies there are, in the full form', () => {
    const REDIS_URL = 'redis://127.0.0.1';
    expect(() => Config.from({ DATABASE_URL }).assertProxiesCounted()).not.toThrow();
    expect(() => Config.from({ DATABASE_URL, REDIS_URL }).assertProxiesCounted()).toThrow('TRUSTED_PROXIES');
    const counted = Config.from({ DATABASE_URL, REDIS_URL, TRUSTED_PROXIES: '2' });
    expect(() => counted.assertProxiesCounted()).not.toThrow();
    expect(counted.TRUSTED_PROXIES).toBe(2);
  });

  it.each([
    { why: 'no database', given: {}, names: 'DATABASE_URL' },
    { why: 'another kind of database', given: { DATABASE_URL: 'mysql://x' }, names: 'DATABASE_URL' },
    { why: 'a port that is none', given: { DATABASE_URL, PORT: '65536' }, names: 'PORT' },
    { why: 'words for a port', given: { DATABASE_URL, PORT: 'http' }, names: 'PORT' },
    { why: 'an unknown log level', given: { DATABASE_URL, LOG_LEVEL: 'loud' }, names: 'LOG_LEVEL' },
  ])('says what is wrong: $why', ({ given, names }) => {
    expect(() => Config.from(given)).toThrow(names);
  });
});
