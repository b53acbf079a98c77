import type { StoryEntry } from '#contracts/packages';
import { historyRows } from './history-rows.js';

const AT = '2026-03-02T09:00:00.000Z';
const entry = (given: Partial<StoryEntry>): StoryEntry => ({
  id: '1',
  at: AT,
  name: 'package.created',
  actorId: null,
  actorName: null,
  facts: {},
  branchName: null,
  deliveringBranchName: null,
  reason: null,
  ...given,
});

describe('the history of a package', () => {
  it('shows who did what, when, and why', () => {
    const [line] = historyRows([
      entry({
        name: 'broadcast.extended',
        facts: { closesAt: '2026-07-02T09:00:00.000Z' },
        actorName: "Seán O'Brien <b>",
        reason: 'The ward <i> waits',
      }),
    ]);
    expect(line).toEqual({
      id: 'story-1',
      at: AT,
      what: 'Deadline extended to 2 July 2026 at 10:00.',
      who: "Seán O'Brien <b>",
      reason: 'The ward <i> waits',
    });
  });

  it('has one row for an event of many branches at one instant, and separate rows otherwise', () => {
    const invited = (branchName: string, at = AT) => entry({ name: 'invitation.opened', branchName, at });
    const lines = historyRows([invited('C', '2026-03-02T10:00:00.000Z'), invited('B'), invited('A')]);
    expect(lines.map(({ what }) => what)).toEqual(['C was invited.', '2 branches were invited: A and B.']);
  });

  it('names the branch of an offer and its user', () => {
    const [made] = historyRows([entry({ name: 'offer.made', branchName: '李 Care', actorName: 'Ada' })]);
    expect(made).toMatchObject({ what: '李 Care made an offer.', who: 'Ada' });
  });

  it.each([
    ['broadcast.closed', { offers: 1, cause: 'deadline' }, 'Broadcast closed with 1 offer: the deadline passed.'],
    ['broadcast.closed', { offers: 1200, cause: 'early' }, 'Broadcast closed with 1,200 offers: closed early.'],
    ['invitation.declined', { reason: 'too_far' }, 'Oak declined: it is too far away.'],
    ['offer.lost', { rank: 2, of: 3 }, 'Oak was told that its offer ranked 2 of 3 and was not chosen.'],
    ['offer.lost', { rank: null, of: null }, 'Oak was told that its offer was not chosen.'],
    ['placement.ended', { reason: 'moved' }, 'Care by Elm ended: transferred to another branch.'],
    ['award.blocked', { restrictionId: null }, 'Start with Oak blocked: the branch is no longer registered.'],
    ['something.new', {}, 'something.new'],
  ])('%s %j reads: %s', (name, facts, what) => {
    const named = { branchName: 'Oak', deliveringBranchName: 'Elm' };
    expect(historyRows([entry({ name, facts, ...named })])[0]?.what).toBe(what);
  }); // prettier-ignore
});
