import { networkOf } from './network-of.js';

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7', 'IPv4'],
    ['::ffff:192.0.2.7', '192.0.2.7', 'IPv4 in IPv6'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', 'IPv6'],
    ['2001:DB8:0001:2:ffff::', '2001:db8:1:2', 'another host, written otherwise'],
    ['2001:db8:1::9', '2001:db8:1:0', 'a shortened address'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'a link-local address'],
    ['::1', '0:0:0:0', 'this machine'],
  ])('%s is %s (%s)', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
