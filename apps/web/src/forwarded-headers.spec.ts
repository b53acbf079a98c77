import { isLocal, isLoopback, originOf } from './forwarded-headers.js';

interface Visit {
  readonly headers: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly local: boolean;
  readonly why: string;
}

describe('a visitor on the machine itself', () => {
  it.each<Visit>([
    { headers: { host: 'localhost:3000' }, ip: '127.0.0.1', local: true, why: 'a browser here' },
    { headers: { host: '[::1]:3000' }, ip: '::1', local: true, why: 'a browser here by IPv6' },
    { headers: { host: 'homeward.example' }, ip: '127.0.0.1', local: false, why: 'a silent proxy here' },
    {
      headers: { host: 'localhost:3000', 'x-forwarded-for': '192.0.2.1' },
      ip: '127.0.0.1',
      local: false,
      why: 'a proxy here',
    },
    { headers: { host: 'localhost:3000' }, ip: '192.0.2.1', local: false, why: 'another machine' },
  ])('$why: $local', ({ headers, ip, local }) => {
    expect(isLocal({ headers, ip })).toBe(local);
  });

  it.each([
    ['127.0.0.1', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.0.2.1', false],
    ['localhost.example', false],
  ])('%s can be reached only from here: %s', (address, only) => {
    expect(isLoopback(address)).toBe(only);
  });

  it('sees the console under the address that the browser used', () => {
    expect(originOf({ host: 'h.example', 'x-forwarded-proto': 'https' })).toBe('https://h.example');
    expect(originOf({ host: 'localhost:3000' })).toBe('http://localhost:3000');
  });
});
