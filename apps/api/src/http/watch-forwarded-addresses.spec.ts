import { forwardingFault } from './watch-forwarded-addresses.js';

describe('the addresses that proxies send', () => {
  it.each([
    { why: 'no proxy', ip: '203.0.113.7', forwardedFor: undefined, proxies: 0, fault: undefined },
    { why: 'web alone', ip: '203.0.113.7', forwardedFor: '203.0.113.7', proxies: 1, fault: undefined },
    { why: 'web alone, inside', ip: '10.0.0.7', forwardedFor: '10.0.0.7', proxies: 1, fault: undefined },
    {
      why: 'one more, counted',
      ip: '203.0.113.7',
      forwardedFor: '203.0.113.7, 10.0.0.1',
      proxies: 2,
      fault: undefined,
    },
    {
      why: 'one more, not counted',
      ip: '10.0.0.1',
      forwardedFor: '203.0.113.7, 10.0.0.1',
      proxies: 1,
      fault: 'too_many',
    },
    {
      why: 'the same over IPv6',
      ip: 'fd00::1',
      forwardedFor: '2001:db8::7, fd00::1',
      proxies: 1,
      fault: 'too_many',
    },
    {
      why: 'one more that is silent',
      ip: '10.0.0.1',
      forwardedFor: '10.0.0.1',
      proxies: 2,
      fault: 'too_few',
    },
    {
      why: 'a claim of the client',
      ip: '203.0.113.7',
      forwardedFor: '192.0.2.1, 203.0.113.7',
      proxies: 1,
      fault: undefined,
    },
  ])('$why → $fault', ({ fault, why: _, ...given }) => {
    expect(forwardingFault(given)).toBe(fault);
  });
});
