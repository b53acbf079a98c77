import { bannedWords } from './words-on-screen.js';

describe('the words that no page shows', () => {
  it.each([
    ['Somebody who is recorded', 'somebody'],
    ['What waits for Nobody', 'nobody'],
    ['The branch whose offer ranked 2', 'whose'],
    ['How it stands', 'the status'],
    ['8 hours 45 minutes a week', 'a duration in words'],
    ['12 hours a week', 'hours in words'],
    ['It binds no longer', 'binds'],
  ])('are found in “%s”: %s', (text) => {
    expect(bannedWords(text)).toHaveLength(1);
  });

  it.each(['Existing person', 'No owner', '8 h 45 min a week', 'Who: Harriet Penfold', 'No longer required'])(
    'are not found in “%s”',
    (text) => {
      expect(bannedWords(text)).toEqual([]);
    },
  );
});
