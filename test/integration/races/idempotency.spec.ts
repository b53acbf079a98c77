import { MakeOffer } from '#brokerage/offers/make-offer';
import { CreatePackage } from '#brokerage/packages/create-package';
import { termsFor } from '../../support/builders/broadcasts.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('a command with an idempotency key', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('has one effect and one answer when it is sent twenty times at once', async () => {
    const { pkg, asked } = await world.aBroadcastOpen({ branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    const caller = { ...from.user.caller, requestKey: world.aKey() };
    const command = { invitationId: from.invitationId, terms: termsFor(world, pkg, from.branch.id) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.get(MakeOffer).execute(caller, command)),
    );

    const [first] = answers;
    for (const answer of answers)
      expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(first)));
    expect(
      await world.rows('SELECT 1 FROM offer WHERE invitation_id = $1', [from.invitationId]),
    ).toHaveLength(1);
    expect(await world.eventsOf(first?.id ?? '')).toEqual(['offer.made']);
  });

  it('may be tried again after a failure, and refuses another command under its key', async () => {
    const authority = await world.anAuthority();
    const officer = await world.aUser({ role: 'officer', authorityId: authority.id });
    const person = await world.aPerson({ authorityId: authority.id });
    const caller = { ...officer.caller, requestKey: world.aKey() };
    const command = { personId: person.id, urgency: 'routine', visits: VISITS, needs: [] } as const;
    const create = world.get(CreatePackage);

    await expect(create.execute(caller, command)).rejects.toMatchObject({ code: 'postcode_outside_lots' });
    await world.aLot({ authorityId: authority.id });
    const made = await create.execute(caller, command);
    expect((await create.execute(caller, command)).id).toBe(made.id);
    const rebuilt = {
      needs: [],
      visits: VISITS,
      urgency: 'routine',
      note: null,
      personId: person.id,
    } as const;
    expect((await create.execute(caller, rebuilt)).id).toBe(made.id);
    await expect(create.execute(caller, { ...command, urgency: 'urgent' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('is its user’s own: another may use the same', async () => {
    const lot = await world.aLot();
    const [one, two] = await Promise.all(
      [1, 2].map(() => world.aUser({ role: 'officer', authorityId: lot.authorityId })),
    );
    if (!one || !two) throw new Error('two officers');
    const requestKey = world.aKey();
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const command = { personId: person.id, urgency: 'routine', visits: VISITS, needs: [] } as const;
    const first = await world.get(CreatePackage).execute({ ...one.caller, requestKey }, command);
    const second = await world.get(CreatePackage).execute({ ...two.caller, requestKey }, command);
    expect(second.id).not.toBe(first.id);
  });
});
