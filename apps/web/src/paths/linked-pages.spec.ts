import { LINKED_PAGES } from '#contracts/messages';
import { PATHS } from '../paths.js';
import { addressOf, seenByOpening } from './linked-pages.js';

describe('what a user sees by opening a page', () => {
  it.each(LINKED_PAGES)('is what leads to the page %s', (page) => {
    expect(seenByOpening(addressOf({ page, id: ':x', of: ':y' }), { id: 'i' })).toEqual({
      page: { name: page, id: 'i' },
    });
  });

  it('is what the link of a message names', () => {
    const path = PATHS.messageLink(':type', ':id');
    expect(seenByOpening(path, { type: 'award', id: 'i' })).toEqual({ subject: { type: 'award', id: 'i' } });
  });

  it.each([PATHS.outbox, PATHS.ownMessages, PATHS.invitations, PATHS.password])(
    'is nothing at %s',
    (path) => {
      expect(seenByOpening(path, {})).toBeNull();
    },
  );
});
