import { openApi } from '../../apps/api/src/openapi/serve-docs.js';
import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { FeedPage } from '#contracts/feed';
import type { OwnOfferView } from '#contracts/offers';
import { createLogger } from '#platform/logging/logger';
import { ApiWorld, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';
import { type AskedBranch, type OpenBroadcast, termsFor } from '../support/builders/broadcasts.js';

/** What each of the first three branches does with its invitation. The fourth never opens it. */
const ANSWERS = ['offers', 'declines', 'withdraws'] as const;
type Answer = (typeof ANSWERS)[number];

/** Each line has the answers of the branches 1, 2 and 3. Branch 1 is restricted before the broadcast closes. */
const ORDERS: readonly (readonly Answer[])[] = [
  ['offers', 'declines', 'withdraws'],
  ['declines', 'offers', 'withdraws'],
  ['withdraws', 'declines', 'offers'],
];

/** What the staff of an authority can learn, as comparable text. */
interface Transcript {
  readonly beforeClosing: readonly string[];
  readonly afterClosing: readonly string[];
  /** The ids of the branches, their users and invitations, and of no other record. */
  readonly secrets: readonly string[];
  readonly log: string;
}

/**
 * Plays the staff of an authority while a sealed broadcast is open. If two rounds differ only in which branch
 * gave which answer, everything that the staff read and receive must be the same in both.
 */
describe('the answers to a sealed broadcast', () => {
  const transcripts: Transcript[] = [];
  beforeAll(async () => {
    for (const order of ORDERS) transcripts.push(await new Play(order).run());
  }, 120_000);

  it.each([1, 2])('are the same to staff before it closes, in order %s', (index) => {
    const [first, other] = [transcripts[0]?.beforeClosing ?? [], transcripts[index]?.beforeClosing ?? []];
    expect(first.length).toBeGreaterThan(100);
    expect(other).toEqual(first);
  });

  it('differ after it has closed, so that the comparison above can fail', () => {
    expect(transcripts[1]?.afterClosing).not.toEqual(transcripts[0]?.afterClosing);
  });

  it('name no branch, user or invitation in any log line', () => {
    for (const { log, secrets } of transcripts) {
      expect(log).toContain('/v1/invitations/:id/offers');
      for (const secret of secrets) expect(log).not.toContain(secret);
    }
  });
});

class Play {
  private api!: ApiWorld;
  private open!: OpenBroadcast;
  private staff!: readonly TestUser[];
  private readonly log: string[] = [];
  private readonly read: string[] = [];

  constructor(private readonly order: readonly Answer[]) {}

  async run(): Promise<Transcript> {
    const logger = createLogger(
      'test',
      { LOG_LEVEL: 'debug' },
      { write: (line) => void this.log.push(line) },
    );
    this.api = await ApiWorld.open({}, logger);
    try {
      return await this.rounds();
    } finally {
      await this.api.close();
    }
  }

  private async rounds(): Promise<Transcript> {
    const { world } = this.api;
    this.open = await world.aBroadcastOpen({ branches: 4 });
    const { authorityId } = this.open.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const auditor = await world.aUser({ role: 'auditor', authorityId });
    this.staff = [this.open.officer, commissioner, auditor];
    const listeners = await Promise.all(this.staff.map((user) => this.api.live(user)));
    this.log.length = 0;

    await this.at(0.1);
    for (const branch of this.open.asked.slice(0, 3)) await this.see(branch);
    await this.at(0.2);
    for (const answer of ANSWERS) await this.answer(this.open.asked[this.order.indexOf(answer)]!, answer);
    await this.told();
    await this.look();
    await this.at(0.3);
    const restriction = { branchId: this.open.asked[0]!.branch.id };
    await world.aRestriction({ by: commissioner, ...restriction });
    await this.at(0.55);
    await this.look();
    await this.at(0.8);
    await this.look(this.staff);
    await until('staff has received it', () => listeners.every(({ heard }) => heard.length > 2));
    for (const { heard } of listeners) this.note('received', heard);
    const secrets = this.open.asked.flatMap(({ branch, user, invitationId }) => [
      branch.id,
      user.id,
      invitationId,
    ]);
    const log = this.log.join('');

    const beforeClosing = this.read.splice(0);
    await this.api
      .as(this.open.officer)
      .post(`/v1/broadcasts/${this.open.broadcast.id}/close`, { reason: 'Enough' });
    await this.look();
    return { beforeClosing, afterClosing: this.read, secrets, log };
  }

  /** Moves the clock to a share of the time to answer. */
  private async at(share: number): Promise<void> {
    const [opened, closes] = [this.open.broadcast.openedAt, this.open.broadcast.closesAt].map(Date.parse);
    this.api.world.clock.set(new Date(opened! + share * (closes! - opened!)).toISOString());
    await this.told();
  }

  /** Waits until every message that is due has been handled, so that its status is the same in every run. */
  private async told(): Promise<void> {
    await until('every message is handled', async () => {
      const open = await this.api.world.rows(
        `SELECT 1 FROM event e WHERE e.position > (SELECT position FROM log_reader WHERE name = 'messenger')
         UNION ALL SELECT 1 FROM message WHERE status IN ('waiting', 'sending') AND next_at <= $1`,
        [this.api.world.clock.now()],
      );
      return open.length === 0;
    });
  }

  private async see({ user, invitationId }: AskedBranch): Promise<void> {
    await this.api.as(user).post(`/v1/invitations/${invitationId}/seen`).expect(200);
  }

  private async answer(by: AskedBranch, answer: Answer): Promise<void> {
    const { user, invitationId, branch } = by;
    const as = this.api.as(user);
    if (answer === 'declines') {
      await as.post(`/v1/invitations/${invitationId}/decline`, { reason: 'too_far' }).expect(200);
      return;
    }
    const terms = termsFor(this.api.world, this.open.pkg, branch.id);
    const { body } = await as.post(`/v1/invitations/${invitationId}/offers`, terms).expect(201);
    const { id, version } = body as OwnOfferView;
    if (answer === 'withdraws') await as.post(`/v1/offers/${id}/withdraw`).expect(200);
    else await as.put(`/v1/offers/${id}`, { ...terms, version }).expect(200);
  }

  /** Reads everything that users of staff may read, and previews a restriction of branch 1. */
  private async look(users: readonly TestUser[] = [this.open.officer]): Promise<void> {
    for (const { token } of users)
      for (const path of this.paths()) {
        const answer = await fetch(this.api.url + path, { headers: { authorization: `Bearer ${token}` } });
        this.note(`${answer.status} ${path}`, await answer.text());
      }
    const preview = {
      branchId: this.open.asked[0]!.branch.id,
      source: 'authority',
      from: this.api.world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'no_new_people' }],
    };
    const { text } = await this.api.as(this.staff[1]!).post('/v1/previews/restriction', preview).expect(200);
    this.note('preview', text);
  }

  private paths(): string[] {
    const { pkg, broadcast, lot, asked } = this.open;
    const branches = asked.map(({ branch }) => branch.id);
    const ids: Readonly<Record<string, readonly string[]>> = {
      packages: [pkg.id],
      broadcasts: [broadcast.id],
      lots: [lot.id],
      people: [pkg.personId],
      branches,
    };
    return Object.entries(openApi(this.api.app).paths)
      .filter(([path, methods]) => 'get' in methods && path.startsWith('/v1/'))
      .flatMap(([path]) => {
        if (path === '/v1/feed') return ['/v1/feed?after=0'];
        if (!path.includes('{')) return [path];
        const kind = path.split('/')[2] ?? '';
        return (ids[kind] ?? []).map((id) => path.replace(/\{\w+\}/, id)).filter((one) => !one.includes('{'));
      });
  }

  private note(what: string, found: unknown): void {
    this.read.push(comparable(`${what} ${typeof found === 'string' ? found : JSON.stringify(found)}`));
  }
}

/** Replaces what differs between any two runs: random ids, and cursors made of them. */
const comparable = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/"next":"[\w-]+"/g, '"next":"<cursor>"')
    .replaceAll(/"milliseconds":\d+/g, '');

describe('what staff see of a sealed broadcast before it closes', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const invitationsOf = async ({ officer, broadcast }: OpenBroadcast): Promise<InvitedBranchView[]> =>
    (await api.as(officer).get(`/v1/broadcasts/${broadcast.id}/invitations`).expect(200))
      .body as InvitedBranchView[];
  const viewOf = async ({ officer, broadcast }: OpenBroadcast): Promise<BroadcastView> =>
    (await api.as(officer).get(`/v1/broadcasts/${broadcast.id}`).expect(200)).body as BroadcastView;

  it('is who had not opened it at half and at three quarters, as it was at those instants', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 3 });
    const [early, late] = open.asked;
    const see = ({ user, invitationId }: AskedBranch) =>
      api.as(user).post(`/v1/invitations/${invitationId}/seen`).expect(200);
    const unopened = async () => {
      const shown = await invitationsOf(open);
      return open.asked.map(({ branch }) => {
        const one = shown.find(({ branchId }) => branchId === branch.id);
        return [one?.isUnopenedAtHalf, one?.isUnopenedAtThreeQuarters];
      });
    };
    await see(early!);
    const { halfAt, threeQuartersAt } = await viewOf(open);
    api.world.clock.set(new Date(Date.parse(halfAt) - 1).toISOString());
    expect(await unopened()).toEqual([[null, null], [null, null], [null, null]]);
    api.world.clock.set(halfAt);
    expect(await unopened()).toEqual([[false, null], [true, null], [true, null]]);
    api.world.clock.pass({ minutes: 1 });
    await see(late!);
    expect(await unopened()).toEqual([[false, null], [true, null], [true, null]]);
    api.world.clock.set(threeQuartersAt);
    expect(await unopened()).toEqual([[false, false], [true, false], [true, true]]);
    expect((await invitationsOf(open)).map(({ seenAt }) => seenAt)).toEqual([null, null, null]);
  }); // prettier-ignore

  it('does not move with the deadline', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 1 });
    const before = await viewOf(open);
    const closesAt = new Date(Date.parse(before.closesAt) + 3_600_000).toISOString();
    const extension = { closesAt, reason: 'Snow', version: before.version };
    await api.as(open.officer).post(`/v1/broadcasts/${open.broadcast.id}/extend`, extension).expect(200);
    const after = await viewOf(open);
    expect([after.closesAt, after.halfAt, after.threeQuartersAt]).toEqual([
      closesAt,
      before.halfAt,
      before.threeQuartersAt,
    ]);
  });

  it('is hidden for good if it is cancelled while open, also which branches had declined', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    const [offers, declines] = open.asked;
    await api.world.anOffer({ from: offers!, pkg: open.pkg });
    const decline = { reason: 'too_far' };
    await api.as(declines!.user).post(`/v1/invitations/${declines!.invitationId}/decline`, decline).expect(200);
    const { position } = (await api.as(open.officer).get('/v1/feed').expect(200)).body as FeedPage;
    await api.as(open.officer).post(`/v1/broadcasts/${open.broadcast.id}/cancel`, { reason: 'Mistake' }).expect(200);
    const shown = (await invitationsOf(open)).map(({ status, seenAt, declineReason }) => [status, seenAt, declineReason]);
    expect(shown).toEqual([['ended', null, null], ['ended', null, null]]);
    expect(await viewOf(open)).toMatchObject({ seen: null, declined: null, offers: 1 });
    const { items } = (await api.as(open.officer).get(`/v1/feed?after=${position}`).expect(200)).body as FeedPage;
    expect(items.map(({ name }) => name)).toEqual(['broadcast.cancelled']);
    const { text } = await api.as(open.officer).get(`/v1/packages/${open.pkg.id}/story`).expect(200);
    expect(text).not.toMatch(/offer\.|invitation\.(seen|declined|ended)/);
  }); // prettier-ignore

  it('is told after it closes: who declined, who had opened it and who offered', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 2 });
    const [offers, declines] = open.asked;
    await api.world.anOffer({ from: offers!, pkg: open.pkg });
    const decline = { reason: 'too_far' };
    await api.as(declines!.user).post(`/v1/invitations/${declines!.invitationId}/decline`, decline).expect(200);
    await api.as(open.officer).post(`/v1/broadcasts/${open.broadcast.id}/close`, { reason: 'Enough' }).expect(200);
    const shown = (await invitationsOf(open)).map(({ status, declineReason }) => [status, declineReason]);
    expect(shown).toEqual([['ended', null], ['declined', 'too_far']]);
    expect(await viewOf(open)).toMatchObject({ seen: 1, declined: 1, offers: 1 });
    const { text } = await api.as(open.officer).get(`/v1/packages/${open.pkg.id}/story`).expect(200);
    for (const name of ['offer.made', 'invitation.declined', 'invitation.ended']) expect(text).toContain(name);
  }); // prettier-ignore

  it('is everything, if the lot is not sealed', async () => {
    const lot = await api.world.aLot({ sealed: false });
    const open = await api.world.aBroadcastOpen({ lot, branches: 1 });
    const { heard } = await api.live(open.officer);
    await api.as(open.asked[0]!.user).post(`/v1/invitations/${open.asked[0]!.invitationId}/seen`).expect(200);
    await api.world.anOffer({ from: open.asked[0]!, pkg: open.pkg });
    await until('it is heard', () => heard.length === 2);
    expect(heard.map(({ name }) => name)).toEqual(['invitation.seen', 'offer.made']);
    expect(await viewOf(open)).toMatchObject({ seen: 1, declined: 0, offers: 1 });
  });
});
