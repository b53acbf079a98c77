import { Webhook } from 'standardwebhooks';
import { authorityOf } from '#brokerage/access/scope';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { ChangeUser } from '#brokerage/identity/change-user';
import { DisableUser } from '#brokerage/identity/disable-user';
import { UpkeepModule } from '#brokerage/upkeep.module';
import { ChangeWebhook } from '#brokerage/webhooks/change-webhook';
import { MakeWebhook } from '#brokerage/webhooks/make-webhook';
import { QueueDeliveries } from '#brokerage/webhooks/queue-deliveries';
import { Redeliver } from '#brokerage/webhooks/redeliver';
import { ReplaceSecret } from '#brokerage/webhooks/replace-secret';
import { SendDeliveries } from '#brokerage/webhooks/send-deliveries';
import { deliveryPage, webhookFor } from '#brokerage/webhooks/webhooks.queries';
import type { EventName } from '#contracts/events';
import type { WebhookBody, WebhookWithSecret } from '#contracts/webhooks';
import type { TestUser } from '../../support/builders/authorities.js';
import { actsAlone, World } from '../../support/world.js';
import { type ReceivedCall, WebhookReceiver } from '../../support/webhook-receiver.js';

describe('webhooks', () => {
  let world: World;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    world = await World.open({
      imports: (config) => [...actsAlone(config), UpkeepModule],
      settings: { WEBHOOK_PRIVATE_NETWORKS: '127.0.0.0/8' },
    });
    receiver = await WebhookReceiver.open();
    await world.get(QueueDeliveries).execute();
  });
  afterAll(async () => {
    await receiver.close();
    await world.close();
  });
  beforeEach(() => {
    receiver.calls.length = 0;
    receiver.answer = { status: 204 };
  });

  const make = (by: TestUser, eventNames: readonly EventName[] = []): Promise<WebhookWithSecret> =>
    world
      .get(MakeWebhook)
      .execute(by.caller, { name: 'Case 李', url: `${receiver.url}/${by.id}`, eventNames });
  const lots = new Map<string, Promise<unknown>>();
  /** Does something that logs an event about a package. */
  async function something(by: TestUser): Promise<void> {
    const authorityId = authorityOf(by.actor);
    lots.set(authorityId, lots.get(authorityId) ?? world.aLot({ authorityId }));
    await lots.get(authorityId);
    await world.aPackage({ by });
  }
  const queue = () => world.get(QueueDeliveries).execute();
  async function send(): Promise<void> {
    const sender = world.get(SendDeliveries);
    for (const id of await sender.due()) await sender.send(id);
  }
  const shown = (by: TestUser, id: string) => webhookFor(world.reader, by.actor, id);
  const deliveries = async (by: TestUser, webhookId: string) =>
    (await deliveryPage(world.reader, by.actor, { webhookId })).items;
  const received = ({ id }: TestUser) => receiver.calls.filter(({ path }) => path === `/${id}`);
  const names = (user: TestUser) => received(user).map(({ body }) => (JSON.parse(body) as WebhookBody).type);

  it('deliver the events of the user, signed so that the library of the specification accepts them', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { secret } = await make(officer, ['broadcast.opened', 'invitation.opened']);
    const open = await world.aBroadcastOpen({ lot });
    await queue();
    await send();
    expect(names(officer)).toEqual(['broadcast.opened', 'invitation.opened', 'invitation.opened']);
    const [first] = received(officer);
    expect(isSignedBy(secret, first)).toBe(true);
    const body = JSON.parse(first?.body ?? '') as WebhookBody;
    expect(body).toMatchObject({
      type: 'broadcast.opened',
      timestamp: expect.stringMatching(/Z$/) as string,
      data: { subject: { type: 'broadcast', id: open.broadcast.id }, payload: { packageId: open.pkg.id } },
    });
    expect(first?.body).not.toContain('digests');
  });

  it('deliver to a provider what its stream has, and to staff nothing of a sealed answer', async () => {
    const lot = await world.aLot({ sealed: true });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const open = await world.aBroadcastOpen({ lot });
    const [from] = open.asked;
    if (!from) throw new Error('a branch was invited');
    world.clock.pass({ minutes: 1 });
    await make(officer);
    await make(from.user);
    await world.anOffer({ from, pkg: open.pkg });
    await queue();
    await send();
    expect(names(officer)).toEqual(['broadcast.offers_changed']);
    expect(names(from.user)).toEqual(expect.arrayContaining(['offer.made']));
    await world
      .get(CancelBroadcast)
      .execute(open.officer.caller, { broadcastId: open.broadcast.id, reason: 'x' });
    await queue();
    await send();
    expect(names(officer)).not.toContain('offer.made');
  });

  it('queue each event once, also if two readers run at once', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    for (const _ of Array.from({ length: 5 })) await something(officer);
    await Promise.all([queue(), queue(), queue()]);
    expect(await deliveries(officer, webhook.id)).toHaveLength(5);
    await Promise.all([send(), send(), send()]);
    expect(received(officer)).toHaveLength(5);
    expect(new Set(received(officer).map(({ headers }) => headers['webhook-id'])).size).toBe(5);
  });

  it('are tried again with the same id, one at a time while the other system is away, and lose nothing', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    for (const _ of Array.from({ length: 3 })) await something(officer);
    await queue();
    receiver.answer = 'hang_up';
    await send();
    await send();
    expect(received(officer)).toHaveLength(1);
    expect(await shown(officer, webhook.id)).toMatchObject({
      waiting: 3,
      failingSince: expect.any(String) as string,
    });
    expect((await deliveries(officer, webhook.id)).at(-1)).toMatchObject({
      status: 'waiting',
      attempts: 1,
      outcome: 'no_connection',
    });
    world.clock.pass({ minutes: 1 });
    receiver.answer = { status: 503 };
    await send();
    receiver.answer = { status: 200 };
    world.clock.pass({ minutes: 5 });
    await send();
    const ids = received(officer).map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(5);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(await shown(officer, webhook.id)).toMatchObject({ waiting: 0, failingSince: null });
  });

  it('send again what a worker had claimed when it ended', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    await world.rows(`UPDATE webhook_delivery SET next_at = $2, attempts = 1 WHERE webhook_id = $1`, [
      webhook.id,
      world.clock.in({ minutes: 1 }),
    ]);
    await send();
    expect(received(officer)).toHaveLength(0);
    world.clock.pass({ minutes: 1 });
    await send();
    expect(received(officer)).toHaveLength(1);
  });

  it('do not send an event that the user may no longer receive when it is sent', async () => {
    const { id: authorityId } = await world.anAuthority();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    const officer = await world.aUser({ role: 'officer', authorityId });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    await world
      .get(ChangeUser)
      .execute(administrator.caller, { userId: officer.id, version: 1, role: 'administrator' });
    await send();
    expect(received(officer)).toEqual([]);
    expect(await deliveries(officer, webhook.id)).toMatchObject([
      { status: 'failed', outcome: 'not_allowed' },
    ]);
  });

  it('never follow a redirect', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    receiver.answer = { status: 307, headers: { location: `${receiver.url}/elsewhere` } };
    await send();
    expect(receiver.calls.map(({ path }) => path)).toEqual([`/${officer.id}`]);
    expect(await deliveries(officer, webhook.id)).toMatchObject([{ status: 'waiting', outcome: '307' }]);
  });

  it.each([
    'https://127.0.0.2/x',
    'http://10.0.0.1/',
    'https://[::1]/',
    'https://nowhere.invalid/',
    'ftp://x/',
  ])('are not made for the address %s, if it leads inwards or nowhere', async (url) => {
    const officer = await world.aUser({ role: 'officer' });
    const inward = url.includes('127.0.0.2');
    const command = { name: 'x', url, eventNames: [] };
    const made = world.get(MakeWebhook).execute(officer.caller, command);
    if (inward) await expect(made).resolves.toBeDefined();
    else await expect(made).rejects.toMatchObject({ code: 'webhook_address_refused' });
  });

  it('are switched off after three days of failure, and their user hears of it', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    receiver.answer = { status: 500 };
    for (let hours = 0; hours <= 80; hours += 8) {
      await send();
      world.clock.pass({ hours: 8 });
    }
    expect(await shown(officer, webhook.id)).toMatchObject({ switchedOffCause: 'failing' });
    expect(await world.eventsOf(officer.id)).toContain('user.webhook_switched_off');
    const calls = received(officer).length;
    await something(officer);
    await queue();
    world.clock.pass({ hours: 8 });
    await send();
    expect(received(officer)).toHaveLength(calls);

    receiver.answer = { status: 204 };
    await world.get(ChangeWebhook).switchOn(officer.caller, { webhookId: webhook.id });
    await something(officer);
    await queue();
    await send();
    expect(await shown(officer, webhook.id)).toMatchObject({ switchedOffAt: null, waiting: 0 });
    expect((await deliveries(officer, webhook.id)).map(({ status }) => status)).toContain('delivered');
  });

  it('are switched off at once by 410', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    receiver.answer = { status: 410 };
    await send();
    expect(await shown(officer, webhook.id)).toMatchObject({ switchedOffCause: 'gone' });
  });

  it('deliver once more by hand what was delivered or has failed, and not what waits', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const stranger = await world.aUser({ role: 'officer' });
    const { webhook } = await make(officer, ['package.created']);
    await something(officer);
    await queue();
    const [delivery] = await deliveries(officer, webhook.id);
    const command = { webhookId: webhook.id, deliveryId: delivery?.id ?? '' };
    const again = (by: TestUser) => world.get(Redeliver).execute(by.caller, command);
    await expect(again(officer)).rejects.toMatchObject({ code: 'delivery_waits' });
    await send();
    await expect(again(stranger)).rejects.toMatchObject({ code: 'webhook_not_found' });
    await again(officer);
    await send();
    const ids = received(officer).map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([delivery?.id, delivery?.id]);
  });

  it('are signed with both secrets while one is replaced', async () => {
    const officer = await world.aUser({ role: 'officer' });
    const { webhook, secret: old } = await make(officer, ['package.created']);
    const { secret: fresh } = await world
      .get(ReplaceSecret)
      .execute(officer.caller, { webhookId: webhook.id, overlapHours: 1 });
    const signedBy = async (secret: string | null): Promise<boolean> => {
      receiver.calls.length = 0;
      await something(officer);
      await queue();
      await send();
      const [call] = received(officer);
      return isSignedBy(secret, call);
    };
    expect([await signedBy(old), await signedBy(fresh)]).toEqual([true, true]);
    world.clock.pass({ hours: 1 });
    expect([await signedBy(old), await signedBy(fresh)]).toEqual([false, true]);
  });

  it('stop with the account of their user, and when they are removed', async () => {
    const { id: authorityId } = await world.anAuthority();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    const [one, two, three] = [
      await world.aUser({ role: 'officer', authorityId }),
      await world.aUser({ role: 'officer', authorityId }),
      await world.aUser({ role: 'officer', authorityId }),
    ];
    const first = await make(one, ['package.created']);
    const second = await make(two, ['package.created']);
    await world.get(DisableUser).execute(administrator.caller, { userId: one.id });
    await world.get(ChangeWebhook).remove(administrator.caller, { webhookId: second.webhook.id });
    await something(three);
    await queue();
    await send();
    expect(receiver.calls).toEqual([]);
    expect(await shown(administrator, first.webhook.id)).toMatchObject({ switchedOffCause: 'user_disabled' });
    await expect(shown(administrator, second.webhook.id)).rejects.toMatchObject({
      code: 'webhook_not_found',
    });
  });
});

/**
 * True if the library of the specification makes the same signature. Its own check would refuse the time of the call,
 * because the clock of the test stands elsewhere.
 */
function isSignedBy(secret: string | null, call: ReceivedCall | undefined): boolean {
  const {
    'webhook-id': id = '',
    'webhook-timestamp': at = '',
    'webhook-signature': signed = '',
  } = call?.headers ?? {};
  const expected = new Webhook(secret ?? '').sign(id, new Date(Number(at) * 1_000), call?.body ?? '');
  return signed.split(' ').includes(expected);
}
