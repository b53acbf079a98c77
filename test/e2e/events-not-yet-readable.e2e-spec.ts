import { SYSTEM } from '#contracts/roles-and-actors';
import { EventLog } from '#platform/log/event-log';
import type { NewEvent } from '#platform/log/new-event';
import { ApiWorld, type Listener, until } from '../support/api-world.js';
import type { AskedBranch, OpenBroadcast } from '../support/builders/broadcasts.js';
import { type HeldTransaction, holdTransaction, untilLockWaits } from '../support/held-transaction.js';

/** The number of events to log. One read of the event log returns fewer events than this. */
const MANY = 600;

/**
 * Tests events that must not be delivered because of a later event, for example because the later event
 * revokes the invitation. The later event is committed, but cannot be read from the log yet.
 */
describe('an event that is told while what forbids it cannot be read yet', () => {
  let api: ApiWorld;
  let open: OpenBroadcast;
  let from: AskedBranch;
  beforeEach(async () => {
    api = await ApiWorld.open();
    open = await api.world.aBroadcastOpen({ branches: 1 });
    [from] = open.asked as [AskedBranch];
    await api.world.rows(`
      CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.subject_id = 'first' THEN PERFORM pg_advisory_xact_lock_shared(1, 1); END IF;
        IF NEW.subject_id = 'second' THEN PERFORM pg_advisory_xact_lock_shared(1, 2); END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER held_at_commit AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()`);
  });
  afterEach(() => api.close());

  const log = (...events: NewEvent[]): Promise<void> =>
    api.world.owner.transaction((tx) => api.world.get(EventLog).append(tx, SYSTEM, ...events));

  const nobodys = (id: string): NewEvent => ({
    name: 'branch.changed',
    authorityId: null,
    subject: { type: 'branch', id },
    at: api.world.clock.now(),
    payload: { branchId: '1-1', digests: [] },
  });

  const about = (name: 'invitation.seen' | 'invitation.revoked'): NewEvent => {
    const fact = {
      invitationId: from.invitationId,
      broadcastId: open.broadcast.id,
      packageId: open.pkg.id,
      branchId: from.branch.id,
      isSealed: false,
    };
    const event = {
      authorityId: open.lot.authorityId,
      providerIds: [from.provider.id],
      subject: { type: 'invitation', id: from.invitationId },
      at: api.world.clock.now(),
    };
    return name === 'invitation.seen'
      ? { ...event, name, payload: fact }
      : { ...event, name, payload: { ...fact, reason: 'restriction' } };
  };

  /**
   * Logs one event in a transaction that stops during its commit. The commit continues when the test
   * calls `release`.
   */
  async function commitHeld(id: 'first' | 'second', waiting: number): Promise<HeldTransaction<unknown>> {
    const gate = holdTransaction(api.world, (tx) =>
      tx.lock(`SELECT pg_advisory_xact_lock(1, ${id === 'first' ? 1 : 2})`),
    );
    await gate.reached;
    const committed = log(nobodys(id));
    await untilLockWaits(api.world, waiting);
    return { reached: gate.reached, release: () => gate.release().then(() => committed) };
  }

  const BEHIND = [
    { behind: 'a commit that is still under way', separated: () => commitHeld('second', 2) },
    {
      behind: 'more than is read at once',
      separated: async () => {
        await log(...Array.from({ length: MANY }, (_, index) => nobodys(`${index}`)));
        return { release: () => Promise.resolve() };
      },
    },
  ];

  const names = ({ heard }: Listener): string[] => heard.map(({ name }) => name);

  it.each(BEHIND)('is not told to whom it was taken back from, behind $behind', async ({ separated }) => {
    const [provider, staff] = [await api.live(from.user), await api.live(open.officer)];
    const first = await commitHeld('first', 1);
    await log(about('invitation.seen'));
    const second = await separated();
    await api.world.rows(`UPDATE invitation SET status = 'revoked' WHERE id = $1`, [from.invitationId]);
    await log(about('invitation.revoked'));
    await first.release();
    await until('staff hears it', () => names(staff).includes('invitation.seen'));
    await second.release();
    await until('the revocation is told', () => provider.heard.length > 0);
    expect(names(provider)).toEqual(['invitation.revoked']);
    expect(names(staff)).toEqual(['invitation.seen', 'invitation.revoked']);
  });

  it.each(BEHIND)('is not told to a user who was disabled, behind $behind', async ({ separated }) => {
    const { authorityId } = open.lot;
    const administrator = await api.world.aUser({ role: 'administrator', authorityId });
    const other = await api.world.aUser({ role: 'officer', authorityId });
    const [gone, stays] = [await api.live(open.officer), await api.live(other)];
    const first = await commitHeld('first', 1);
    await log(about('invitation.seen'));
    const second = await separated();
    await api.as(administrator).post(`/v1/users/${open.officer.id}/disable`).expect(200);
    await first.release();
    await until('the other hears it', () => names(stays).includes('invitation.seen'));
    await until('the socket is closed', () => !gone.socket.connected);
    expect(names(gone)).toEqual([]);
    await second.release();
  });

  it('cannot be resumed from before it can be read: it would come twice', async () => {
    const first = await commitHeld('first', 1);
    await log(about('invitation.seen'));
    const [newest] = await api.world.rows<{ position: string }>(
      'SELECT id AS position FROM event ORDER BY event.position DESC LIMIT 1',
    );
    const after = newest?.position ?? '';
    await expect(api.live(open.officer, { after })).rejects.toThrow('busy_try_again');
    await first.release();
    const later = await api.live(open.officer, { after });
    await log(about('invitation.revoked'));
    await until('it goes on', () => later.heard.length > 0);
    expect(names(later)).toEqual(['invitation.revoked']);
  });
});
