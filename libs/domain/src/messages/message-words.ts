import type { MessageKind, MessageText } from '#contracts/messages';
import { londonDateTime } from '../time/london.js';
import { goesAlone } from './decide-messages.js';
import type { Subject } from './message-rules.js';

/** The facts that the words of a message may name. None of them is personal data (docs/rules.md §12). */
export interface WordingFacts {
  /** The reference of the package. Null if the message is about no package. */
  readonly reference: string | null;
  /** The id of the branch in CQC's register. Null if the message is about no branch. */
  readonly branchId: string | null;
  readonly until: Date | null;
}

interface Words {
  readonly subject: (about: string) => string;
  readonly line: (about: string, until: string) => string;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Says an instant in London as `30 November, 21:40`. */
export function instantInWords(at: Date): string {
  const [day = '', time = ''] = londonDateTime(at).split(' ');
  const [, month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''}, ${time.slice(0, 5)}`;
}

/** Words that name neither a package nor a branch. */
const fixed = (subject: string, line: string): Words => ({ subject: () => subject, line: () => line });

/**
 * The words of each kind of message. `about` is the reference of the package, or the id of the branch; `until` is the
 * deadline, with the words before it.
 */
export const MESSAGE_WORDS: { readonly [Kind in MessageKind]: Words } = {
  invitation: {
    subject: (about) => `Invitation: package ${about}`,
    line: (about, until) =>
      `Your branch is invited to make an offer for package ${about}. Answer by ${until}.`,
  },
  deadline_near: {
    subject: (about) => `Answer soon: package ${about}`,
    line: (about, until) =>
      `Your branch has not answered the invitation to package ${about}. Answer by ${until}.`,
  },
  outcome: {
    subject: (about) => `Result: package ${about}`,
    line: (about) => `The council has decided on the offers for package ${about}.`,
  },
  offers_to_compare: {
    subject: (about) => `Offers to compare: package ${about}`,
    line: (about) => `The broadcast of package ${about} has closed with offers. Choose one.`,
  },
  no_offers: {
    subject: (about) => `No offers: package ${about}`,
    line: (about) => `The broadcast of package ${about} ended without an award. Broadcast the package again.`,
  },
  start_due: {
    subject: (about) => `Confirm the start: package ${about}`,
    line: (about, until) => `Confirm that care of package ${about} has started by ${until}.`,
  },
  start_overdue: {
    subject: (about) => `Start overdue: package ${about}`,
    line: (about) => `The start of care of package ${about} is not confirmed, and the time is over.`,
  },
  withdrawn: {
    subject: (about) => `Withdrawn: package ${about}`,
    line: (about) => `The council has withdrawn its request to your branch for package ${about}.`,
  },
  blocked: {
    subject: (about) => `Start not allowed: package ${about}`,
    line: (about) =>
      `Care of package ${about} may not start, because a restriction or the registration forbids it.`,
  },
  unblocked: {
    subject: (about) => `Start allowed again: package ${about}`,
    line: (about) => `Care of package ${about} may start. Nothing forbids it any more.`,
  },
  restriction_imposed: {
    subject: (about) => `Restriction on branch ${about}`,
    line: (about) =>
      `A restriction on branch ${about} was recorded or changed. Read what it forbids and what it asks of you.`,
  },
  restriction_lifted: {
    subject: (about) => `Restriction ended: branch ${about}`,
    line: (about) => `A restriction on branch ${about} has ended.`,
  },
  contest_opened: {
    subject: (about) => `Notice contested: branch ${about}`,
    line: (about) => `A notice about branch ${about} was contested. Answer the contest.`,
  },
  contest_answered: {
    subject: (about) => `Contest answered: branch ${about}`,
    line: (about) => `The contest of a notice about branch ${about} was answered.`,
  },
  update_owed: {
    subject: (about) => `Update due: branch ${about}`,
    line: (about, until) => `Branch ${about} must give an update by ${until}.`,
  },
  update_late: {
    subject: (about) => `Update late: branch ${about}`,
    line: (about) => `An update of branch ${about} is late.`,
  },
  capacity_stale: {
    subject: (about) => `Confirm your capacity: branch ${about}`,
    line: (about) => `The declared capacity of branch ${about} is nearly a week old. Confirm or change it.`,
  },
  variation_requested: {
    subject: (about) => `Change of care requested: package ${about}`,
    line: (about) => `A change of the care of package ${about} was requested. Approve or refuse it.`,
  },
  variation_decided: {
    subject: (about) => `Change of care decided: package ${about}`,
    line: (about) => `The requested change of the care of package ${about} was decided.`,
  },
  care_changed: {
    subject: (about) => `Care changed: package ${about}`,
    line: (about) => `The care of package ${about} was changed or has ended. Read what applies now.`,
  },
  transfer_proposed: {
    subject: (about) => `Transfers to decide: branch ${about}`,
    line: (about) =>
      `People may have to be transferred from branch ${about}. Start or dismiss the reallocation.`,
  },
  transfer_stuck: {
    subject: (about) => `Transfer stuck: package ${about}`,
    line: (about) => `No new branch was found for package ${about}. Decide how the transfer goes on.`,
  },
  transfer_finished: {
    subject: (about) => `Transfers finished: branch ${about}`,
    line: (about) => `The reallocation of branch ${about} has finished.`,
  },
  leaving_day_near: {
    subject: (about) => `Leaving day near: branch ${about}`,
    line: (about, until) =>
      `Branch ${about} stops its work on ${until}, and transfers from the branch are open.`,
  },
  care_list_asked: {
    subject: (about) => `Confirm your list: branch ${about}`,
    line: (about) => `A council asks branch ${about} to confirm the care that it delivers.`,
  },
  care_dispute_raised: {
    subject: (about) => `List disputed: branch ${about}`,
    line: (about) => `Branch ${about} disputes a line of its list. Settle the dispute.`,
  },
  care_dispute_settled: {
    subject: (about) => `Dispute settled: branch ${about}`,
    line: (about) => `A disputed line of the list of branch ${about} was settled.`,
  },
  assignment: fixed('Work assigned to you', 'A colleague’s work is now yours, or you cover for a colleague.'),
  account_invitation: fixed(
    'Your Homeward account',
    'Set a password to use your new account. The link works once, for 7 days.',
  ),
  password_link: fixed(
    'Set a new password',
    'Set a new password with this link. It works once, for 24 hours. If you did not ask for it, you need not do anything.',
  ),
  email_link: fixed(
    'Confirm your new e-mail address',
    'Confirm this address with the link, and set a password. It works once, for 24 hours. If you did not ask for it, delete this mail.',
  ),
  password_changed: fixed(
    'Your password was changed',
    'The password of your account was changed. If it was not you, tell your administrator at once.',
  ),
  password_guessed: fixed(
    'Wrong passwords for your account',
    'Many wrong passwords were entered for your account. Signing in is slowed down for a while.',
  ),
  sign_in_new_device: fixed(
    'New sign-in to your account',
    'Your account was used from a network that is new to it. If it was not you, tell your administrator at once.',
  ),
  key_made: fixed(
    'New machine key for your account',
    'A machine key that acts for you was made or replaced. If it was not you, end it and tell your administrator at once.',
  ),
  webhook_off: fixed(
    'Your webhook was switched off',
    'A webhook of yours was switched off, because the other system could not be reached for three days or is gone.',
  ),
  skills_declared: {
    subject: (about) => `Skills to confirm: branch ${about}`,
    line: (about) => `Branch ${about} has declared or withdrawn skills. Confirm or refuse what it declared.`,
  },
  skills_answered: {
    subject: (about) => `Skills answered: branch ${about}`,
    line: (about) => `A council has confirmed, refused or recorded skills of branch ${about}.`,
  },
  missed: {
    subject: (about) => `Ended before you were told: package ${about}`,
    line: (about) => `An invitation to package ${about} ended before this message could be sent.`,
  },
};

/** Returns the words of a message, with its link into the console. A single-use link is made only when the mail is sent. */
export function textOf(
  { kind, subject }: { readonly kind: MessageKind; readonly subject: Subject },
  facts: WordingFacts,
  publicAddress: string,
): MessageText {
  const words = MESSAGE_WORDS[kind];
  const about = facts.reference ?? facts.branchId ?? '';
  const until = facts.until ? instantInWords(facts.until) : '';
  return {
    subject: words.subject(about).trim(),
    line: words.line(about, until),
    link: goesAlone(kind) ? '' : linkOf(subject, publicAddress),
  };
}

/** Returns the address at which a user finds the subject of a message after signing in. */
export function linkOf({ type, id }: Subject, publicAddress: string): string {
  return `${publicAddress}/to/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Joins the messages of one mail. One message gives the mail its subject. */
export function mailOf(messages: readonly MessageText[], why: string): MailText {
  const [first] = messages;
  const subject =
    messages.length === 1
      ? (first?.subject ?? '')
      : `${first?.subject ?? ''} and ${messages.length - 1} more`;
  const parts = messages.map(({ subject: title, line, link }) =>
    messages.length === 1 ? `${line}\n${link}` : `${title}\n${line}\n${link}`,
  );
  return { subject, text: `${parts.join('\n\n')}\n\n-- \n${why}\n` };
}

/** The last line of every mail. */
export const WHY_TOLD =
  'Homeward sent this message because you have to act or must know. Sign in to read more. Please do not reply.';
