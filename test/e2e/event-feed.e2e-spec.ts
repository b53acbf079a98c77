import { LiveFeed } from '../../apps/api/src/live/live-feed.js';
import { setTimeout as pause } from 'node:timers/promises';
import { SYSTEM } from '#contracts/roles-and-actors';
import type { EventMessage } from '#contracts/events';
import type { FeedPage } from '#contracts/feed';
import { EventLog } from '#platform/log/event-log';
import { WakeUps } from '#platform/log/wake-ups';
import { ApiWorld, type LiveClient, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';
import { PASSWORD } from '../support/builders/authorities.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { holdTransaction } from '../support/held-transaction.js';

/** Wake-ups that never reach a process, as if Redis had lost its data or a notification was lost. */
class NoWakeUps extends WakeUps {
  listen = () => () => undefined;
  announce(): void {}
}

describe('the feed', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  /** Logs one event that an authority or providers may read, without running an act. */
  const logged = (to: { authorityId?: string; providerIds?: string[] }): Promise<void> =>
    api.world.owner.transaction((tx) =>
      api.world.get(EventLog).append(tx, SYSTEM, {
        name: 'branch.changed',
        authorityId: to.authorityId ?? null,
        providerIds: to.providerIds ?? [],
        subject: { type: 'branch', id: `1-${api.world.next()}` },
        at: api.world.clock.now(),
        payload: { branchId: '1-1', digests: [] },
      }),
    );

  /** Signs a user in with the password, so that the session expires like the session of a browser. */
  async function signedIn(user: TestUser): Promise<TestUser> {
    const { body } = await api.anyone
      .post('/v1/sessions')
      .send({ email: user.email, password: PASSWORD })
      .expect(201);
    return { ...user, token: (body as { token: string }).token };
  }

  const providerOf = ({ actor }: TestUser): string => (actor.kind === 'provider' ? actor.providerId : '');
  const authorityOf = ({ actor }: TestUser): string => (actor.kind === 'staff' ? actor.authorityId : '');

  /** The log position of the event that a client knows as `$2`. */
  const AFTER = `coalesce((SELECT position FROM event WHERE id::text = $2), 0)`;
  const stored = async (user: TestUser, after: string): Promise<string[]> => {
    const rows =
      user.actor.kind === 'provider'
        ? await api.world.rows<{ position: string }>(
            `SELECT id AS position FROM event WHERE $1 = ANY(provider_ids) AND position > ${AFTER}
             ORDER BY event.position`,
            [providerOf(user), after],
          )
        : await api.world.rows<{ position: string }>(
            `SELECT id AS position FROM event WHERE authority_id = $1 AND position > ${AFTER}
             AND split_part(name, '.', 1) NOT IN ('user', 'session') AND payload->>'isSealed' IS DISTINCT FROM 'true'
             ORDER BY event.position`,
            [authorityOf(user), after],
          );
    return rows.map(({ position }) => position);
  };

  const positions = (heard: readonly EventMessage[]): string[] => heard.map(({ position }) => position);

  async function read(user: TestUser, after?: string): Promise<FeedPage> {
    const query = after === undefined ? '' : `?after=${after}`;
    const { body } = await api.as(user).get(`/v1/feed${query}`).expect(200);
    return body as FeedPage;
  }

  const refusalOf = async (user: TestUser, after: string): Promise<(string | undefined)[]> => {
    const { body } = await api.as(user).get(`/v1/feed?after=${after}`);
    const overSocket = await api.live(user, { after }).then(
      () => 'resumed',
      (error: Error) => error.message.replace('not resumed: ', ''),
    );
    return [(body as { code?: string }).code, overSocket];
  };

  it('starts now for a newcomer, and says from where it can go on', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    await logged({ providerIds: [providerOf(user)] });
    const before = await stored(user, '0');
    await api.app.get(LiveFeed).readNow(); // "now" is how far this API process has read the log
    const { heard, position } = await api.live(user);
    expect(position).toBe(before.at(-1));
    expect(await read(user)).toEqual({ items: [], position, more: false });
    await logged({ providerIds: [providerOf(user)] });
    await until('it is heard', () => heard.length === 1);
    expect(positions(heard)).toEqual(await stored(user, position));
  });

  it('is silent until it is asked to start', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const silent = api.socket(user.token);
    const heard: EventMessage[] = [];
    silent.on('event', (message) => heard.push(message));
    await new Promise<void>((resolve) => silent.once('connect', resolve));
    const other = await api.live(user);
    await logged({ providerIds: [providerOf(user)] });
    await until('the other hears it', () => other.heard.length === 1);
    expect(heard).toEqual([]);
  });

  it('tells whoever was away exactly what they missed, in order, over socket and REST alike', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    const [one] = open.asked;
    if (!one) throw new Error('two were asked');
    const away = [
      { user: one.user, ...(await api.live(one.user)) },
      { user: open.officer, ...(await api.live(open.officer)) },
    ];
    for (const { socket } of away) socket.disconnect();
    await api.world.anOffer({ from: one, pkg: open.pkg });
    for (let count = 0; count < 250; count++)
      await logged({ authorityId: open.lot.authorityId, providerIds: [one.provider.id] });
    for (const { user, position } of away) {
      const { heard } = await api.live(user, { after: position });
      expect(positions(heard)).toEqual(await stored(user, position));
      expect(heard.length).toBeGreaterThan(250);
      const first = await read(user, position);
      const second = await read(user, first.position);
      expect([first.more, second.more]).toEqual([true, false]);
      expect([...first.items, ...second.items]).toEqual(heard);
      await logged({ authorityId: open.lot.authorityId, providerIds: [one.provider.id] });
      await until('it goes on', () => heard.length === first.items.length + second.items.length + 1);
      expect(positions(heard)).toEqual(await stored(user, position));
    }
  });

  it('misses and repeats nothing while events flow and clients come and go between two processes', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const authorityId = authorityOf(user);
    const other = await api.another();
    const { position: start } = await api.live(user);
    let flowing = true;
    const writers = [1, 2, 3].map(async () => {
      while (flowing) {
        await logged({ authorityId });
        await pause(5);
      }
    });
    const clients = Array.from({ length: 5 }, async (_, index) => {
      const heard: EventMessage[] = [];
      let after = start;
      for (let visit = 0; visit < 6; visit++) {
        const at = (visit + index) % 2 === 0 ? api.url : other.url;
        const visitor = await api.live(user, { after, at });
        await pause(index * 3);
        visitor.socket.disconnect();
        heard.push(...visitor.heard);
        after = visitor.heard.at(-1)?.position ?? after;
      }
      return heard;
    });
    const journeys = await Promise.all(clients).finally(() => (flowing = false));
    await Promise.all(writers);
    const all = await stored(user, start);
    for (const heard of journeys) {
      expect(heard.length).toBeGreaterThan(10);
      expect(positions(heard)).toEqual(all.slice(0, heard.length));
    }
    await other.close();
  });

  it('is heard again from where it is asked for, each event once, while more come', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const authorityId = authorityOf(user);
    const { socket, heard, position: after } = await api.live(user);
    for (let count = 0; count < 450; count++) await logged({ authorityId });
    let flowing = true;
    const writers = [1, 2].map(async () => {
      while (flowing) await logged({ authorityId });
    });
    const answer = await socket.emitWithAck('feed.resume', { after });
    expect(answer.ok).toBe(true);
    await pause(50);
    flowing = false;
    await Promise.all(writers);
    const all = await stored(user, after);
    await until('the last is heard', () => heard.at(-1)?.position === all.at(-1));
    expect(positions(heard).slice(positions(heard).lastIndexOf(all[0] ?? ''))).toEqual(all);
  });

  it('costs a second at most when no wake-up comes, and repeats nothing of what another process told', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const deaf = await api.another({ wakeUps: new NoWakeUps() });
    const quick = await api.live(user);
    await logged({ providerIds: [providerOf(user)] });
    await until('it is heard', () => quick.heard.length === 1);
    const after = quick.heard[0]?.position ?? '';
    const slow = await api.live(user, { after, at: deaf.url });
    await logged({ providerIds: [providerOf(user)] });
    await until('it is heard without a wake-up', () => slow.heard.length > 0);
    await until('both have it', () => quick.heard.length === 2);
    expect(positions(slow.heard)).toEqual(positions(quick.heard).slice(1));
    await deaf.close();
  });

  it('reads on first where a client knows more than the process', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const deaf = await api.another({ wakeUps: new NoWakeUps() });
    const quick = await api.live(user);
    const slow = await api.live(user, { at: deaf.url });
    const answers: unknown[] = [];
    const known: string[] = [];
    for (let round = 1; round <= 5; round++) {
      await logged({ providerIds: [providerOf(user)] });
      await until('it is heard', () => quick.heard.length === round);
      const after = quick.heard.at(-1)?.position ?? '';
      known.push(after);
      answers.push(await slow.socket.emitWithAck('feed.resume', { after }));
    }
    await deaf.close();
    expect(answers).toEqual(known.map((position) => ({ ok: true, value: { position } })));
  });

  it('refuses a position that is another’s, or nobody’s', async () => {
    const [mine, theirs] = [
      await api.world.aUser({ role: 'provider' }),
      await api.world.aUser({ role: 'provider' }),
    ];
    await logged({ providerIds: [providerOf(theirs)] });
    const { position } = await read(theirs);
    expect(await read(theirs, position)).toMatchObject({ items: [] });
    expect(await refusalOf(mine, position)).toEqual(['feed_position_unknown', 'feed_position_unknown']);
    expect(await refusalOf(mine, '01900000-0000-7000-8000-000000000000')).toEqual([
      'feed_position_unknown',
      'feed_position_unknown',
    ]);
  });

  it.each(['-1', '1.5', '1e3', '01', 'x', '1', '9999999999999999999999', '%00', ''])(
    'refuses %j for a position',
    async (after) => {
      const user = await api.world.aUser({ role: 'officer' });
      const { body } = await api.as(user).get(`/v1/feed?after=${after}`).expect(400);
      expect(body).toMatchObject({ code: 'invalid_request' });
    },
  );

  it('keeps accounts to administrators, and administrators to accounts', async () => {
    const administrator = await api.world.aUser({ role: 'administrator' });
    const authorityId = authorityOf(administrator);
    const officer = await api.world.aUser({ role: 'officer', authorityId });
    const other = await api.world.aUser({ role: 'officer', authorityId });
    await api.as(administrator).post(`/v1/users/${other.id}/disable`).expect(200);
    await logged({ authorityId });
    const names = async (user: TestUser) => (await read(user, '0')).items.map(({ name }) => name);
    expect(await names(administrator)).toEqual(['session.revoked', 'user.disabled']);
    expect(await names(officer)).toEqual(['branch.changed']);
  });

  it('says when a position is older than what is kept, and not when nothing was missed', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const authorityId = authorityOf(user);
    await logged({ authorityId });
    const { position } = await read(user);
    const days = async (count: number): Promise<TestUser> => {
      api.world.clock.pass({ hours: 24 * count });
      return api.world.aUser({ role: 'officer', authorityId });
    };
    const later = await days(40);
    expect(await read(later, position)).toMatchObject({ items: [], position });
    await logged({ authorityId });
    expect((await read(later, position)).items).toHaveLength(1);
    const muchLater = await days(31);
    expect(await refusalOf(muchLater, position)).toEqual(['feed_position_too_old', 'feed_position_too_old']);
    const { body } = await api.as(muchLater).get(`/v1/feed?after=${position}`).expect(410);
    expect(body).toMatchObject({ facts: { keptDays: 30 } });
    const now = await read(muchLater);
    expect(await read(muchLater, now.position)).toMatchObject({ items: [], more: false });
  });

  it('tells a branch whose invitation was revoked meanwhile that it was, and nothing of what was asked', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    const [barred, free] = open.asked;
    if (!barred || !free) throw new Error('two were asked');
    await api.world.anOffer({ from: barred, pkg: open.pkg });
    const commissioner = await api.world.aUser({
      role: 'commissioner',
      authorityId: open.lot.authorityId,
    });
    await api.world.aRestriction({ by: commissioner, branchId: barred.branch.id });
    const told = async (user: TestUser): Promise<string[]> => {
      const overRest = (await read(user, '0')).items;
      const { heard } = await api.live(user, { after: '0' });
      expect(heard).toEqual(overRest);
      return overRest.map(({ name }) => name);
    };
    expect(await told(barred.user)).toEqual(
      expect.arrayContaining(['invitation.revoked', 'offer.lapsed', 'restriction.recorded']),
    );
    expect(await told(barred.user)).not.toEqual(expect.arrayContaining(['invitation.opened']));
    expect(await told(barred.user)).not.toEqual(expect.arrayContaining(['offer.made']));
    expect(await told(free.user)).toEqual(expect.arrayContaining(['invitation.opened']));
  });

  it('tells those who listen no more either, where both had happened before it could be told', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 1 });
    const [barred] = open.asked;
    if (!barred) throw new Error('nobody was asked');
    const [provider, staff] = [await api.live(barred.user), await api.live(open.officer)];
    const about = {
      authorityId: open.lot.authorityId,
      providerIds: [barred.provider.id],
      subject: { type: 'invitation', id: barred.invitationId },
      at: api.world.clock.now(),
    };
    const { invitationId } = barred;
    const fact = {
      invitationId,
      broadcastId: open.broadcast.id,
      packageId: open.pkg.id,
      branchId: barred.branch.id,
      isSealed: false,
    };
    await api.world.owner.transaction(async (tx) => {
      await tx.write(`UPDATE invitation SET status = 'revoked' WHERE id = $1`, [invitationId]);
      await api.world
        .get(EventLog)
        .append(
          tx,
          SYSTEM,
          { ...about, name: 'invitation.seen', payload: fact },
          { ...about, name: 'invitation.revoked', payload: { ...fact, reason: 'restriction' } },
        );
    });
    await until('it is heard', () => provider.heard.length > 0 && staff.heard.length === 2);
    expect(provider.heard.map(({ name }) => name)).toEqual(['invitation.revoked']);
    expect(staff.heard.map(({ name }) => name)).toEqual(['invitation.seen', 'invitation.revoked']);
  });

  it('ends with the session: signed out elsewhere, expired, or the user disabled while away', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const administrator = await api.world.aUser({ role: 'administrator', authorityId: authorityOf(user) });
    const elsewhere = await signedIn(user);
    const [here, there] = [await api.live(user), await api.live(elsewhere)];
    const ended = (socket: LiveClient) =>
      new Promise<void>((resolve) => {
        socket.once('ended', resolve);
      });
    const closed = ended(there.socket);
    await api.as(elsewhere).delete('/v1/sessions/current').expect(204);
    await logged({ authorityId: authorityOf(user) });
    await closed;
    await until('the other session goes on', () => here.heard.length === 1);
    expect(there.heard).toEqual([]);

    here.socket.disconnect();
    await api.as(administrator).post(`/v1/users/${user.id}/disable`).expect(200);
    await expect(api.live(user, { after: here.position })).rejects.toThrow('not_signed_in');
    await api.as(user).get(`/v1/feed?after=${here.position}`).expect(401);

    const other = await signedIn(await api.world.aUser({ role: 'officer' }));
    const { socket } = await api.live(other);
    const expired = ended(socket);
    api.world.clock.pass({ hours: 13 });
    await logged({ authorityId: authorityOf(other) });
    await expired;
  });

  it('an open socket keeps its session from falling idle', async () => {
    const user = await signedIn(await api.world.aUser({ role: 'provider' }));
    const { socket, heard } = await api.live(user);
    for (let passed = 1; passed <= 3; passed++) {
      api.world.clock.pass({ hours: 1.5 });
      await logged({ providerIds: [providerOf(user)] });
      await until('it is heard', () => heard.length === passed);
    }
    expect(socket.connected).toBe(true);
    await api.as(user).get('/v1/me').expect(200);
  });

  it('is resumed once at a time', async () => {
    const user = await api.world.aUser({ role: 'officer' });
    const { socket } = await api.live(user);
    const log = holdTransaction(api.world, (tx) => tx.write('LOCK TABLE event IN ACCESS EXCLUSIVE MODE'));
    await log.reached;
    const first = socket.emitWithAck('feed.resume', {});
    expect(await socket.emitWithAck('feed.resume', {})).toMatchObject({
      ok: false,
      problem: { code: 'feed_resuming' },
    });
    await log.release();
    expect(await first).toMatchObject({ ok: true });
    expect(await socket.emitWithAck('feed.resume', {})).toMatchObject({ ok: true });
  });

  it('is told when its process goes, after what was asked of it was done', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const going = await api.another();
    const { socket, position } = await api.live(from.user, { at: going.url });
    const leaving = new Promise((resolve) => socket.once('leaving', resolve));
    const answer = socket.emitWithAck('offer.make', {
      invitationId: from.invitationId,
      idempotencyKey: api.world.aKey(),
      terms: termsFor(api.world, open.pkg, from.branch.id),
    });
    const closing = going.close();
    expect(await leaving).toMatchObject({ reconnectWithinMs: expect.any(Number) as number });
    expect(await answer).toMatchObject({ ok: true });
    await closing;
    expect(socket.connected).toBe(false);
    const { heard } = await api.live(from.user, { after: position });
    expect(heard.map(({ name }) => name)).toEqual(['offer.made']);
  });
});
