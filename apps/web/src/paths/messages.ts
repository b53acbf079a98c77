import { type Query, queryOf, segment } from './url.js';

/** The paths of the pages about messages, and the start of the links in messages. */
export const MESSAGES_PATHS = {
  ownMessages: '/your-messages',
  unread: '/your-messages/unread',
  outbox: '/messages',
  messageRules: '/messages/rules',
  packageMessages: (id: string, query: Query = {}) => `/packages/${segment(id)}/messages${queryOf(query)}`,
  messageLink: (type: string, id: string) => `/to/${segment(type)}/${segment(id)}`,
} as const;

export const MESSAGES_API_PATHS = {
  outbox: (query: Query) => `/v1/messages${queryOf(query)}`,
  ownMessages: (query: Query) => `/v1/me/messages${queryOf(query)}`,
  unread: '/v1/me/messages/unread',
  seenMessages: '/v1/me/messages/seen',
  messageRules: '/v1/message-rules',
  messageLink: (type: string, id: string) => `/v1/message-links/${segment(type)}/${segment(id)}`,
  packageMessages: (id: string, query: Query) => `/v1/packages/${segment(id)}/messages${queryOf(query)}`,
} as const;
