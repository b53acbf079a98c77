import { webConfig } from './config.js';

const API_URL = 'http://127.0.0.1:3001';
const SIGN_IN = { role: 'officer', email: 'officer@leicestershire.example', password: 'for all to see' };

describe('configuration of the web process', () => {
  it.each([
    ['127.0.0.1', 1],
    ['localhost', 1],
    ['::1', 1],
    ['0.0.0.0', 0],
    ['::', 0],
    ['192.168.1.7', 0],
  ])('at %s lists %d user of a demonstration with a password', (HOST, users) => {
    const environment = { API_URL, HOST, DEMONSTRATION_SIGN_INS: JSON.stringify([SIGN_IN]) };
    expect(webConfig(environment).demonstration).toHaveLength(users);
  });

  it('has users of a demonstration only if the launcher of a demonstration sets them', () => {
    expect(webConfig({ API_URL }).demonstration).toEqual([]);
    const environment = { API_URL, DEMONSTRATION_SIGN_INS: JSON.stringify([SIGN_IN]) };
    expect(webConfig(environment).demonstration).toEqual([SIGN_IN]);
    for (const HOST of ['127.0.0.1', 'localhost', '::1'])
      expect(webConfig({ ...environment, HOST }).demonstration).toEqual([SIGN_IN]);
    for (const HOST of ['0.0.0.0', '::', '192.0.2.1'])
      expect(webConfig({ ...environment, HOST }).demonstration).toEqual([]);
  });

  it.each([
    [{}, 'API_URL'],
    [{ API_URL: 'nowhere' }, 'API_URL'],
    [{ API_URL, PORT: '65536' }, 'PORT'],
    [{ API_URL, LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ API_URL, DEMONSTRATION_SIGN_INS: 'no JSON' }, 'DEMONSTRATION_SIGN_INS'],
    [{ API_URL, DEMONSTRATION_SIGN_INS: '[{"role":"officer"}]' }, 'DEMONSTRATION_SIGN_INS'],
  ])('%j is refused with the name of the variable', (environment, name) => {
    expect(() => webConfig(environment)).toThrow(name);
  });
});
