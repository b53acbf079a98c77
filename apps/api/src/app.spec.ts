import { isTrusted } from './app.js';

describe('who may say whose request it is', () => {
  it.each([
    { proxies: 0, hop: 0, trusted: false, why: 'nobody stands in front' },
    { proxies: 1, hop: 0, trusted: true, why: 'the web process does' },
    { proxies: 1, hop: 1, trusted: false, why: 'whoever stands before it is the client' },
    { proxies: 2, hop: 1, trusted: true, why: 'a load balancer before the web process' },
  ])('$proxies in front, hop $hop → $trusted: $why', ({ proxies, hop, trusted }) => {
    expect(isTrusted(proxies)('203.0.113.9', hop)).toBe(trusted);
  });
});
