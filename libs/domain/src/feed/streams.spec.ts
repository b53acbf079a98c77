import { type Stream, streamName, streamOf, streamsOf } from './streams.js';

const who = { userId: 'u', sessionId: 's' };

describe('who hears what', () => {
  it.each([
    { role: 'officer', stream: 'staff:a1' },
    { role: 'commissioner', stream: 'staff:a1' },
    { role: 'auditor', stream: 'auditors:a1' },
    { role: 'administrator', stream: 'administrators:a1' },
  ] as const)('$role hears $stream', ({ role, stream }) => {
    expect(streamName(streamOf({ kind: 'staff', ...who, role, authorityId: 'a1' }))).toBe(stream);
  });

  it('a provider hears its own', () => {
    const stream = streamOf({ kind: 'provider', ...who, role: 'provider', providerId: '1-101' });
    expect(streamName(stream)).toBe('provider:1-101');
  });

  it('a provider’s administrator hears only of accounts', () => {
    const actor = {
      kind: 'provider_administrator',
      ...who,
      role: 'provider_administrator',
      providerId: '1-101',
    } as const;
    expect(streamName(streamOf(actor))).toBe('provider_administrators:1-101');
  });

  const names = (streams: readonly Stream[]): string[] => streams.map(streamName).sort();

  it.each([
    {
      why: 'the staff, and the providers it names, each once',
      event: { name: 'award.made', authorityId: 'a1', providerIds: ['p1', 'p2', 'p1'], payload: {} },
      heardBy: ['auditors:a1', 'provider:p1', 'provider:p2', 'staff:a1'],
    },
    {
      why: 'no staff of an answer that is sealed',
      event: { name: 'offer.made', authorityId: 'a1', providerIds: ['p1'], payload: { isSealed: true } },
      heardBy: ['provider:p1'],
    },
    {
      why: 'the staff of an answer that is not sealed',
      event: { name: 'offer.made', authorityId: 'a1', providerIds: ['p1'], payload: { isSealed: false } },
      heardBy: ['auditors:a1', 'provider:p1', 'staff:a1'],
    },
    {
      why: 'only administrators and auditors of what concerns accounts',
      event: { name: 'user.disabled', authorityId: 'a1', providerIds: [], payload: {} },
      heardBy: ['administrators:a1', 'auditors:a1'],
    },
    {
      why: 'a provider’s administrators, and not its users, of what concerns its accounts',
      event: { name: 'user.disabled', authorityId: null, providerIds: ['p1'], payload: {} },
      heardBy: ['provider_administrators:p1'],
    },
    {
      why: 'no staff of what belongs to no authority',
      event: { name: 'branch.changed', authorityId: null, providerIds: ['p1'], payload: {} },
      heardBy: ['provider:p1'],
    },
    {
      why: 'nobody of what is nobody’s',
      event: { name: 'session.revoked', authorityId: null, providerIds: [], payload: {} },
      heardBy: [],
    },
  ] as const)('tells $why', ({ event, heardBy }) => {
    expect(names(streamsOf(event))).toEqual(heardBy);
  });
});
