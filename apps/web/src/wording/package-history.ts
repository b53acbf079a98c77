import type { EventName, EventPayloads } from '#contracts/events';
import type { StoryEntry } from '#contracts/packages';
import { londonTime } from '../formats/london-time.js';
import { grouped, hoursInWords } from '../formats/quantities.js';
import { CLOSE_CAUSE_WORDING, DECLINED_WORDING } from './broadcasts.js';
import { CASE_STATUS_WORDING, END_REASON_WORDING } from './care.js';

/**
 * The event names that can appear in the history of a package. An event name without a sentence is a compile
 * error.
 */
type PackageEventName =
  | Exclude<
      { [N in EventName]: EventPayloads[N] extends { readonly packageId: string } ? N : never }[EventName],
      'broadcast.offers_changed' // tells pages to read the number of offers again
    >
  | 'permission.used'
  | 'permission.returned'
  | 'concern.closed'
  | 'concern.recorded';
type Branches = Pick<StoryEntry, 'branchName' | 'deliveringBranchName'>;
type Sentence<N extends PackageEventName> = (facts: EventPayloads[N], branches: Branches) => string;

const branch = ({ branchName }: Branches): string => branchName ?? 'A branch';
const deliverer = ({ deliveringBranchName }: Branches): string => deliveringBranchName ?? 'A branch';

const SENTENCES: { readonly [N in PackageEventName]: Sentence<N> } = {
  'package.created': ({ weeklyMinutes }) => `The package was made: ${hoursInWords(weeklyMinutes)} a week.`,
  'package.changed': ({ version, weeklyMinutes }) =>
    `What is asked for was changed to version ${version}: ${hoursInWords(weeklyMinutes)} a week.`,
  'package.withdrawn': () => 'The package was withdrawn.',
  'package.handed_over': () => 'The package was handed over to a colleague.',
  'broadcast.opened': ({ round, invited, decided, closesAt }) =>
    `Broadcast ${round} opened: ${grouped(decided)} branches were decided on, ${grouped(invited)} may take it. Offers until ${londonTime(closesAt)}.`,
  'broadcast.wave_opened': ({ wave }) => `Wave ${wave} opened.`,
  'broadcast.extended': ({ closesAt }) => `The deadline was moved to ${londonTime(closesAt)}.`,
  'broadcast.closed': ({ offers, cause }) =>
    `The broadcast closed with ${offers === 1 ? '1 offer' : `${grouped(offers)} offers`}: ${CLOSE_CAUSE_WORDING[cause]}.`,
  'broadcast.unfilled': ({ cause }) => `The broadcast ended unfilled: ${CLOSE_CAUSE_WORDING[cause]}.`,
  'broadcast.cancelled': () => 'The broadcast was cancelled.',
  'invitation.opened': (_, branches) => `${branch(branches)} was invited.`,
  'invitation.seen': (_, branches) => `${branch(branches)} opened the invitation.`,
  'invitation.declined': ({ reason }, branches) =>
    `${branch(branches)} declined: ${wordFor(DECLINED_WORDING, reason)}.`,
  'invitation.revoked': ({ reason }, branches) =>
    `The invitation of ${branch(branches)} was revoked: ${wordFor(REVOKED_WORDING, reason)}.`,
  'invitation.ended': (_, branches) => `The invitation of ${branch(branches)} ended.`,
  'offer.made': (_, branches) => `${branch(branches)} made an offer.`,
  'offer.revised': (_, branches) => `${branch(branches)} revised its offer.`,
  'offer.withdrawn': (_, branches) => `${branch(branches)} withdrew its offer.`,
  'offer.lapsed': ({ reason }, branches) =>
    `The offer of ${branch(branches)} lapsed: ${wordFor(REVOKED_WORDING, reason)}.`,
  'offer.lost': ({ rank, of }, branches) =>
    rank === null
      ? `${branch(branches)} was told that its offer was not chosen.`
      : `${branch(branches)} was told that its offer was not chosen, and ranked ${rank} of ${of}.`,
  'award.made': ({ rank, startDueAt }, branches) =>
    `Awarded to ${branch(branches)}, whose offer ranked ${rank}; the start is due by ${londonTime(startDueAt)}.`,
  'award.withdrawn': (_, branches) => `The award to ${branch(branches)} was withdrawn.`,
  'award.contact_tried': ({ reached }, branches) =>
    reached
      ? `${deliverer(branches)} was reached by telephone.`
      : `${deliverer(branches)} could not be reached.`,
  'award.blocked': ({ restrictionId }, branches) =>
    `The start with ${branch(branches)} was blocked: ${restrictionId === null ? 'the branch is not registered any more' : 'a restriction forbids it'}.`,
  'award.unblocked': (_, branches) => `Nothing forbids the start with ${branch(branches)} any more.`,
  'award.overdue': ({ startDueAt }, branches) =>
    `${branch(branches)} did not confirm the start by ${londonTime(startDueAt)}.`,
  'placement.started': ({ weeklyMinutes }, branches) =>
    `Care started: ${deliverer(branches)} delivers ${hoursInWords(weeklyMinutes)} a week.`,
  'placement.varied': ({ fromMinutes, toMinutes }, branches) =>
    `Care by ${deliverer(branches)} was changed from ${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week.`,
  'placement.ended': ({ reason }, branches) =>
    `Care by ${deliverer(branches)} ended: ${wordFor(END_REASON_WORDING, reason)}.`,
  'variation.requested': ({ fromMinutes, toMinutes }) =>
    `A change was asked for, from ${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week.`,
  'variation.approved': () => 'The change was approved.',
  'variation.refused': () => 'The change was refused.',
  'variation.withdrawn': () => 'The change is not asked for any more.',
  'case.changed': ({ to }) => `The move of this care: ${CASE_STATUS_WORDING[to]}.`,
  'permission.used': (_, branches) => `A written agreement for ${branch(branches)} was used up.`,
  'permission.returned': (_, branches) => `A written agreement for ${branch(branches)} may be used again.`,
  'concern.closed': (_, branches) =>
    `The concern about ${branch(branches)} was closed: care had started in time.`,
  'concern.recorded': (_, branches) => `A concern about ${branch(branches)} was recorded.`,
};

/** The texts that say why an invitation was revoked or an offer lapsed. */
const REVOKED_WORDING: Readonly<Record<string, string>> = {
  restriction: 'a restriction forbids it',
  registration: 'the branch is not registered any more',
  broadcast_cancelled: 'the broadcast was cancelled',
};

const wordFor = (words: Readonly<Record<string, string>>, word: string): string => words[word] ?? word;

/**
 * Returns a sentence that describes an event in the history of a package. If this version does not know the
 * event, returns the event's name.
 */
export function storyInWords({ name, facts, ...branches }: StoryEntry): string {
  if (!Object.hasOwn(SENTENCES, name)) return name;
  const sentence = SENTENCES[name as PackageEventName] as (facts: object, branches: Branches) => string;
  return sentence(facts, branches);
}
