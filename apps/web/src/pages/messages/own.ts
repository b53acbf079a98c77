import type { Page } from '#contracts/list-page';
import type { OwnMessageView, UnreadMessages } from '#contracts/messages';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';

/** The messages to the signed-in user, newest first. Its form marks all that the list shows, and older ones, as seen. */
export const ownMessagesPage: SignedInPage = {
  path: PATHS.ownMessages,
  get: async ({ api, query }) => {
    const after = query.text('after');
    const { items, next } = await api.get<Page<OwnMessageView>>(API_PATHS.ownMessages({ after }));
    return render('pages/messages/own.njk', {
      rows: items.map((message) => ({
        ...message,
        href: PATHS.messageLink(message.subject.type, message.subject.id),
      })),
      newest: items.some(({ seenAt }) => seenAt === null) ? items[0]?.id : undefined,
      more: next && PATHS.ownMessages + queryOf({ after: next }),
    });
  },
  post: async ({ api, form }) => {
    await api.post<UnreadMessages>(API_PATHS.seenMessages, { upTo: form.text('upTo') });
    return redirect(PATHS.ownMessages, { notice: 'messages_seen' });
  },
};

/** The number of new messages alone, which the script of an open page fetches. */
export const unreadPage: SignedInPage = {
  path: PATHS.unread,
  get: async ({ api }) => {
    const { unreadMessages: unread } = await api.get<UnreadMessages>(API_PATHS.unread);
    return render('pages/messages/unread.njk', { unread });
  },
};
