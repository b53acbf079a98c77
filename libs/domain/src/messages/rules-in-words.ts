import { MESSAGE_KINDS, type MessageRulesView, type MessageRuleView } from '#contracts/messages';
import { type AudienceKind, MESSAGE_RULES, type MessageRule, type TellsNobody } from './message-rules.js';
import { MESSAGE_WORDS } from './message-words.js';

/** Who is told, in words. */
export const AUDIENCE_WORDS: { readonly [Kind in AudienceKind]: string } = {
  branches: 'The users of the branch',
  offering_branch: 'The users of the branch with the offer',
  invited_branches: 'The users of each invited branch',
  branch_of_cancelled_round: 'The users of the invited branch, if the broadcast was cancelled',
  account: 'The user',
  owner: 'The owner, or the deputy',
  owner_of_package: 'The owner of the package, or the deputy',
  owner_of_reallocation: 'The owner of the reallocation, or the deputy',
  owner_of_report: 'The owner of the update, or the deputy',
  owner_of_variation: 'The owner of the request, or the deputy',
  role: 'The commissioners',
};

/** The part of a rule that does not depend on the payload of its event. */
type RuleInWords = Pick<
  MessageRule<'package.withdrawn'>,
  'kind' | 'to' | 'urgency' | 'channels' | 'mandatory'
> & {
  readonly timing?: { readonly words: string };
};

/** Shows the table of message rules in words. */
export function rulesInWords(): MessageRulesView {
  const entries = Object.entries(MESSAGE_RULES) as readonly [string, readonly RuleInWords[] | TellsNobody][];
  return {
    rules: entries
      .flatMap(([event, rules]) => ('because' in rules ? [] : rules.map((rule) => viewOf(event, rule))))
      .sort((one, other) => MESSAGE_KINDS.indexOf(one.kind) - MESSAGE_KINDS.indexOf(other.kind)),
    silent: entries.flatMap(([event, rules]) =>
      'because' in rules ? [{ event, because: rules.because }] : [],
    ),
  };
}

function viewOf(
  event: string,
  { kind, to, urgency, channels, mandatory, timing }: RuleInWords,
): MessageRuleView {
  return {
    event,
    kind,
    audience: AUDIENCE_WORDS[to],
    urgency,
    when: timing?.words ?? 'at once',
    channels,
    mandatory,
    subject: MESSAGE_WORDS[kind].subject('…'),
  };
}
