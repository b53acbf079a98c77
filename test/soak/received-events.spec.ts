import { faultsOf, type ReceivedEvents } from './received-events.js';

const stream = ['3', '5', '9', '10'].map((position) => ({ position, optional: position === '5' }));
const received = (start: string, ...heard: string[]): ReceivedEvents => ({
  audience: 'staff',
  owner: 'a',
  start,
  heard,
});

describe('what is found wrong with what a subscriber heard', () => {
  it.each([
    { why: 'nothing, when all of it came', given: received('0', '3', '5', '9', '10'), faults: [] },
    { why: 'nothing, from where it started', given: received('3', '9', '10'), faults: [] },
    {
      why: 'nothing, where it was taken back before it could be told',
      given: received('0', '3', '9', '10'),
      faults: [],
    },
    { why: 'a gap', given: received('0', '3', '5', '10'), faults: ['9 never came'] },
    { why: 'a gap at the end', given: received('0', '3', '5', '9'), faults: ['10 never came'] },
    { why: 'a repeat', given: received('0', '3', '3', '9', '10'), faults: ['3 came twice'] },
    { why: 'a disorder', given: received('0', '3', '10', '9'), faults: ['9 came after 10'] },
    { why: 'what is another’s', given: received('0', '3', '4', '9', '10'), faults: ['4 is another’s'] },
    {
      why: 'what came before it started',
      given: received('3', '3', '9', '10'),
      faults: ['3 came after 3'],
    },
  ])('$why', ({ given, faults }) => {
    expect(faultsOf(given, stream)).toEqual(faults);
  });
});
