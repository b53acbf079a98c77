import { Previews } from '#brokerage/previews/previews.queries';
import { SignIn } from '#brokerage/identity/sign-in';
import { PASSWORD } from '../../support/builders/authorities.js';
import { ApiWorld } from '../../support/api-world.js';

describe('the requests of a user', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => api.close());

  it('are bounded over all sessions, until their work is done, also when the client has gone', async () => {
    const user = await api.world.aUser({ role: 'commissioner' });
    const { email } = user;
    const signIn = () =>
      api.world.get(SignIn).execute({ email, password: PASSWORD, address: '192.0.2.1', client: null });
    const sessions = [await signIn()]; // one after the other, because attempts at once would be throttled
    while (sessions.length < 12) sessions.push(await signIn());
    const workers: (() => void)[] = [];
    jest.spyOn(api.world.get(Previews), 'ofClosure').mockImplementation(
      () =>
        new Promise((_, refuse) => {
          workers.push(() => refuse(new Error('stopped by the test')));
        }),
    );
    const abort = new AbortController();
    const preview = (token: string) =>
      fetch(`${api.url}/v1/previews/closure`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ branchId: '1-101635212' }),
        signal: abort.signal,
      });
    const gone = sessions
      .flatMap(({ token }) => [preview(token), preview(token)])
      .map((sent) => sent.catch(() => undefined));
    const until = async (isTrue: () => boolean | Promise<boolean>) => {
      while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(() => workers.length === 24);

    const another = await signIn();
    const status = async () => (await api.as(another).get('/v1/lots')).status;
    expect(await status()).toBe(429);
    expect((await api.as(await api.world.aUser({ role: 'commissioner' })).get('/v1/lots')).status).toBe(200);

    abort.abort();
    await Promise.all(gone);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await status()).toBe(429);

    for (const stop of workers) stop();
    await until(async () => (await status()) === 200);
  });
});
