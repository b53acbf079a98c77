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
  'package.created': ({ weeklyMinutes }) => `Package created: ${hoursInWords(weeklyMinutes)} a week.`,
  'package.changed': ({ version, weeklyMinutes }) =>
    `Package changed to version ${version}: ${hoursInWords(weeklyMinutes)} a week.`,
  'package.withdrawn': () => 'Package withdrawn.',
  'package.handed_over': () => 'Package reassigned to a colleague.',
  'broadcast.opened': ({ round, invited, eligible = invited, decided, closesAt }) =>
    `Broadcast ${round} opened: ${grouped(decided)} branches considered, ${grouped(eligible)} eligible${eligible > invited ? `, ${grouped(invited)} invited at once` : ''}. Offers until ${londonTime(closesAt)}.`,
  'broadcast.wave_opened': ({ wave }) => `Wave ${wave} opened.`,
  'broadcast.extended': ({ closesAt }) => `Deadline extended to ${londonTime(closesAt)}.`,
  'broadcast.closed': ({ offers, cause }) =>
    `Broadcast closed with ${offers === 1 ? '1 offer' : `${grouped(offers)} offers`}: ${CLOSE_CAUSE_WORDING[cause]}.`,
  'broadcast.unfilled': ({ cause }) => `Broadcast ended without an award: ${CLOSE_CAUSE_WORDING[cause]}.`,
  'broadcast.cancelled': () => 'Broadcast cancelled.',
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
      : `${branch(branches)} was told that its offer ranked ${rank} of ${of} and was not chosen.`,
  'award.made': ({ rank, startDueAt }, branches) =>
    `Awarded to ${branch(branches)}, ranked ${rank}. Start due by ${londonTime(startDueAt)}.`,
  'award.withdrawn': (_, branches) => `The award to ${branch(branches)} was withdrawn.`,
  'award.contact_tried': ({ reached }, branches) =>
    reached
      ? `${deliverer(branches)} was reached by telephone.`
      : `${deliverer(branches)} could not be reached.`,
  'award.blocked': ({ restrictionId }, branches) =>
    `Start with ${branch(branches)} blocked: ${restrictionId === null ? 'the branch is no longer registered' : 'a restriction does not allow it'}.`,
  'award.unblocked': (_, branches) => `Start with ${branch(branches)} no longer blocked.`,
  'award.overdue': ({ startDueAt }, branches) =>
    `${branch(branches)} did not confirm the start by ${londonTime(startDueAt)}.`,
  'placement.started': ({ weeklyMinutes }, branches) =>
    `Care started: ${deliverer(branches)} delivers ${hoursInWords(weeklyMinutes)} a week.`,
  'placement.varied': ({ fromMinutes, toMinutes }, branches) =>
    `Care by ${deliverer(branches)} was changed from ${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week.`,
  'placement.taken_back': () => 'The import of this care was taken back.',
  'placement.ended': ({ reason }, branches) =>
    `Care by ${deliverer(branches)} ended: ${wordFor(END_REASON_WORDING, reason)}.`,
  'variation.requested': ({ fromMinutes, toMinutes }) =>
    `Change requested: from ${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)} a week.`,
  'variation.approved': () => 'Change approved.',
  'variation.refused': () => 'Change refused.',
  'variation.withdrawn': () => 'Change request withdrawn.',
  'case.changed': ({ to }) => `Transfer: ${CASE_STATUS_WORDING[to]}.`,
  'permission.used': (_, branches) => `Written agreement for ${branch(branches)} used.`,
  'permission.returned': (_, branches) => `Written agreement for ${branch(branches)} available again.`,
  'concern.closed': (_, branches) =>
    `The concern about ${branch(branches)} was closed: care had started in time.`,
  'concern.recorded': (_, branches) => `A concern about ${branch(branches)} was recorded.`,
};

/** The texts that say why an invitation was revoked or an offer lapsed. */
const REVOKED_WORDING: Readonly<Record<string, string>> = {
  restriction: 'a restriction does not allow it',
  registration: 'the branch is no longer registered',
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
