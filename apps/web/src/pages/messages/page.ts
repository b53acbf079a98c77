import type { UserView } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import {
  CHANNELS,
  type LinkTarget,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  type MessageKind,
  type MessageRulesView,
  type MessageStatus,
  type MessageView,
  type Outbox,
} from '#contracts/messages';
import type { PackageView } from '#contracts/packages';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { mayReadMessages } from '../../console/roles.js';
import { addressOf } from '../../paths/linked-pages.js';
import { ownMessagesPage, unreadPage } from './own.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import {
  CHANNEL_WORDING,
  MESSAGE_KIND_WORDING,
  MESSAGE_STATUS_WORDING,
  MESSAGE_URGENCY_WORDING,
} from '../../wording/messages.js';

const isStatus = (text: string): text is MessageStatus => MESSAGE_STATUSES.some((one) => one === text);
const isKind = (text: string): text is MessageKind => MESSAGE_KINDS.some((one) => one === text);

/** The list of messages: who was told what, and what became of it. Shows the text of messages that were not sent. */
export const outboxPage: SignedInPage = {
  path: PATHS.outbox,
  mayOpen: mayReadMessages,
  get: async ({ api, query, user }) => {
    const status = isStatus(query.text('status')) ? query.text('status') : '';
    const kind = isKind(query.text('kind')) ? query.text('kind') : '';
    const after = query.text('after');
    const { items, next, sendsMail } = await api.get<Outbox>(API_PATHS.outbox({ status, kind, after }));
    return render('pages/messages/page.njk', {
      sendsMail,
      isFiltered: status !== '' || kind !== '',
      rows: items.map((message) => ({
        ...messageRow(message),
        text: message.status === 'not_sent' ? message.text : null,
        package: message.packageId && mayOpenPackages(user) ? PATHS.package(message.packageId) : null,
      })),
      statuses: choices(MESSAGE_STATUSES, (one) => MESSAGE_STATUS_WORDING[one].text, status, 'Any status'),
      kinds: choices(MESSAGE_KINDS, (one) => MESSAGE_KIND_WORDING[one], kind, 'All messages'),
      more: next && PATHS.outbox + queryOf({ status, kind, after: next }),
    });
  },
};

const mayOpenPackages = ({ role }: UserView): boolean =>
  role === 'officer' || role === 'commissioner' || role === 'auditor';

function choices<T extends string>(
  all: readonly T[],
  wording: (one: T) => string,
  chosen: string,
  any: string,
): readonly { readonly value: string; readonly text: string; readonly selected?: boolean }[] {
  return [
    { value: '', text: any },
    ...all.map((value) => ({ value, text: wording(value), selected: value === chosen })),
  ];
}

/** Shapes a message for a line of a list. */
export function messageRow(message: MessageView) {
  const { kind, status, channel, recipientName, branchName, packageReference, lastCode } = message;
  return {
    ...message,
    what: MESSAGE_KIND_WORDING[kind],
    state: MESSAGE_STATUS_WORDING[status],
    way: CHANNEL_WORDING[channel],
    to: recipientName ?? branchName ?? 'A user of another organisation',
    toDetail: recipientName !== null && branchName !== null ? branchName : null,
    about: packageReference === null ? (branchName ?? '–') : `Package ${packageReference}`,
    code: lastCode,
  };
}

/** The table that says for every event who is told what. */
export const messageRulesPage: SignedInPage = {
  path: PATHS.messageRules,
  get: async ({ api, user }) => {
    const { rules, silent } = await api.get<MessageRulesView>(API_PATHS.messageRules);
    return render('pages/messages/rules.njk', {
      hasOutbox: mayReadMessages(user),
      rules: rules.map(({ kind, urgency, channels, ...rule }) => ({
        ...rule,
        what: MESSAGE_KIND_WORDING[kind],
        urgency: MESSAGE_URGENCY_WORDING[urgency],
        channels: CHANNELS.filter((one) => channels.includes(one)).map((one) => CHANNEL_WORDING[one]),
      })),
      silent,
    });
  },
};

/** Who was told what about a package, newest first. */
export const packageMessagesPage: SignedInPage = {
  path: PATHS.packageMessages(':id'),
  get: async ({ api, id, query }) => {
    const [{ reference }, { items, next }] = await Promise.all([
      api.get<PackageView>(API_PATHS.package(id)),
      api.get<Page<MessageView>>(API_PATHS.packageMessages(id, { after: query.text('after') })),
    ]);
    return render('pages/messages/package.njk', {
      id,
      reference,
      rows: items.map(messageRow),
      more: next && PATHS.packageMessages(id, { after: next }),
    });
  },
};

/** Leads from the link of a message to its page. Says plainly if the thing is no longer there for this user. */
export const messageLinkPage: SignedInPage = {
  path: PATHS.messageLink(':type', ':id'),
  get: async ({ api, id, parameters }) => {
    const { target } = await api.get<LinkTarget>(API_PATHS.messageLink(parameters.type ?? '', id));
    const address = target && addressOf(target);
    return address ? redirect(address) : render('pages/messages/gone.njk', {}, 404);
  },
};

export const MESSAGES_PAGES = [
  ownMessagesPage,
  unreadPage,
  outboxPage,
  messageRulesPage,
  packageMessagesPage,
  messageLinkPage,
];
