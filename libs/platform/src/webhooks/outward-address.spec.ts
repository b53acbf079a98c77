import { checkedAddress, isPublic } from './outward-address.js';

describe('an address of a webhook', () => {
  it.each([
    '127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1',
    '255.255.255.255', '192.0.2.1', '198.18.0.1', '::1', '::', 'fe80::1', 'fc00::1', 'fec0::1', '2001:db8::1',
    '::ffff:127.0.0.1', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', 'not an address',
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  }); // prettier-ignore

  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    { url: 'https://127.0.0.1/x', fault: 'leads_inwards', why: 'this machine' },
    { url: 'https://localhost/x', fault: 'leads_inwards', why: 'this machine by name' },
    { url: 'https://2130706433/', fault: 'leads_inwards', why: 'this machine as a number' },
    { url: 'https://0x7f.1/', fault: 'leads_inwards', why: 'this machine in hexadecimal' },
    { url: 'https://[::ffff:10.0.0.1]/', fault: 'leads_inwards', why: 'a private address as IPv6' },
    { url: 'https://169.254.169.254/latest/meta-data', fault: 'leads_inwards', why: 'metadata of a cloud' },
    { url: 'http://8.8.8.8/', fault: 'not_https', why: 'without TLS' },
    { url: 'ftp://8.8.8.8/', fault: 'not_https', why: 'another protocol' },
    { url: 'file:///etc/passwd', fault: 'not_https', why: 'a file' },
    { url: 'https://user:word@8.8.8.8/', fault: 'not_an_address', why: 'with a password' },
    { url: 'hello', fault: 'not_an_address', why: 'no address' },
    { url: 'https://nowhere.invalid/', fault: 'not_found', why: 'a name that does not exist' },
  ])('$url is refused: $why', async ({ url, fault }) => {
    expect(await checkedAddress(url, [])).toEqual({ fault });
  });

  it('may lead into a network that the operator allows, also without TLS', async () => {
    const allowed = ['127.0.0.0/8', '::1/128'];
    expect(await checkedAddress('http://127.0.0.1:9/x', allowed)).toMatchObject({
      address: '127.0.0.1',
      family: 4,
    });
    expect(await checkedAddress('http://10.0.0.1/', allowed)).toEqual({ fault: 'leads_inwards' });
  });

  it('keeps the address that was checked', async () => {
    expect(await checkedAddress('https://8.8.8.8:8443/a?b', [])).toMatchObject({
      address: '8.8.8.8',
      family: 4,
    });
  });
});
