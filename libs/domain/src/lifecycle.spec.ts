import { type Life, nextStatus, reachable } from './lifecycle.js';

type Status = 'asleep' | 'awake' | 'gone' | 'lost';
// prettier-ignore
const LIFE: Life<Status, 'wake' | 'doze' | 'leave'> = {
  asleep: { wake: 'awake' },
  awake:  { doze: 'asleep', leave: 'gone' },
  gone:   {},
  lost:   { wake: 'awake' },
};

describe('a lifecycle', () => {
  it('moves as its table says', () => {
    expect(nextStatus(LIFE, 'asleep', 'wake')).toBe('awake');
  });

  it('refuses a move that its table does not have, and says which', () => {
    expect(() => nextStatus(LIFE, 'asleep', 'leave')).toThrow(
      expect.objectContaining({ code: 'move_not_allowed', facts: { from: 'asleep', move: 'leave' } }),
    );
  });

  it.each<{ from: Status; found: Status[]; why: string }>([
    {
      from: 'asleep',
      found: ['asleep', 'awake', 'gone'],
      why: 'moves follow one another, round circles too',
    },
    { from: 'gone', found: ['gone'], why: 'an end reaches itself' },
    { from: 'lost', found: ['asleep', 'awake', 'gone', 'lost'], why: 'a status that nothing leads back to' },
  ])('reaches $found from $from: $why', ({ from, found }) => {
    expect([...reachable(LIFE, from)].toSorted()).toEqual(found);
  });
});
