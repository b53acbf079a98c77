import type { MessageView } from '#contracts/messages';
import { csvFile } from '#platform/files/csv';

const HEADING = [
  'Message',
  'Branch',
  'To',
  'By',
  'Decided',
  'Due',
  'Status',
  'Accepted',
  'Seen in the console',
  'Attempts',
  'Answer code',
];

/** Writes who was told what about a broadcast, by which way, and what became of it, as CSV. */
export function messagesFile(messages: readonly MessageView[]): Buffer {
  return csvFile(
    HEADING,
    messages.map((message) => [
      message.kind,
      message.branchName,
      message.recipientName ?? 'user of the branch',
      message.channel,
      message.decidedAt,
      message.dueAt,
      message.status,
      message.acceptedAt,
      message.seenAt,
      message.attempts,
      message.lastCode,
    ]),
  );
}
