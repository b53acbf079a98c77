import type { AuditFault, AuditOutcome } from '#contracts/audit';

/**
 * Says in a sentence whether the log is whole, and if not, where it is not (docs/audit.md). Only a log whose end a head
 * outside of the database proves is called whole.
 */
export function auditSentence(outcome: AuditOutcome): string {
  const { verdict, fault, unproven } = outcome;
  if (verdict === 'broken' && fault) return faultSentence(fault, outcome);
  const checked = `${count(outcome.events, 'event')} and ${count(outcome.digests, 'digest')} agree with what is stored`;
  if (unproven) return `Not proven: ${checked}, but ${UNPROVEN[unproven](outcome)}${remarks(outcome)}.`;
  return `The log is whole: ${checked}, up to ${headOf(outcome)}${remarks(outcome)}.`;
}

/**
 * Says whether the log is whole without any number or position, for the time in which a number of events would tell when
 * branches answered a sealed broadcast (docs/rules.md §3.3.2).
 */
export function sentenceWithoutNumbers({ verdict, unproven }: AuditOutcome): string {
  const later = 'The numbers are shown after the sealed broadcasts that are open have closed';
  if (verdict === 'broken') return `The log is not whole. Ask the operator of Homeward where. ${later}.`;
  if (unproven) return `Not proven: no head outside of the database proves where the log ends. ${later}.`;
  return `The log is whole. ${later}.`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

const headOf = ({ head }: AuditOutcome): string =>
  head === null ? 'an empty log' : `the head of ${head.at} at position ${head.position}`;

function remarks({ erased, afterHead, unreadableHeads, unproven }: AuditOutcome): string {
  const parts = [
    erased > 0 ? `${count(erased, 'text')} ${erased === 1 ? 'was' : 'were'} erased` : '',
    afterHead > 0 && unproven === null
      ? `the newest ${count(afterHead, 'event')} will have a head within minutes`
      : '',
    unreadableHeads > 0 ? `${count(unreadableHeads, 'line')} in the file of heads cannot be read` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`;
}

const UNPROVEN: Readonly<Record<NonNullable<AuditOutcome['unproven']>, (outcome: AuditOutcome) => string>> = {
  no_head: () =>
    'no head outside of the database proves where the log ends, so a cut at its end could not be found',
  head_lost: ({ head }) =>
    `the file of heads ${head === null ? 'has no head' : `ends at position ${head.position}`}, although later heads were published, so a cut at the end of the log could not be found`,
  head_behind: ({ head, afterHead }) =>
    `the last head is at position ${head?.position ?? '0'}, and the ${count(afterHead, 'event')} after it have waited too long for a head, so a cut at the end of the log could not be found`,
};

function faultSentence(fault: AuditFault, { position: end, head }: AuditOutcome): string {
  const { position } = fault;
  switch (fault.fault) {
    case 'altered':
      return `The log is not whole: the event at position ${position} was altered, or its seal was.`;
    case 'removed':
      return `The log is not whole: the event at position ${position} was removed.`;
    case 'inserted':
      return `The log is not whole: the event at position ${position} was inserted.`;
    case 'recomputed':
      return `The log is not whole: its hashes were computed anew between position ${head?.position ?? '0'} and position ${position}, where a published head says something else.`;
    case 'cut':
      return `The log is not whole: it was cut at its end. It ends at position ${end}, and a published head lies after that.`;
    case 'head_forged':
      return `The log is not whole: the head at position ${position} is not signed by a trusted key.`;
    case 'row_altered':
      return `The log is not whole: ${rowOf(fault)} was altered after the event at position ${position}.`;
    case 'row_removed':
      return `The log is not whole: ${rowOf(fault)} of the event at position ${position} was removed.`;
    case 'row_inserted':
      return `The log is not whole: ${rowOf(fault)} is in the database, but no event reports it.`;
    case 'row_disagrees':
      return position === null
        ? `The log is not whole: ${rowOf(fault)} does not agree with its newest version.`
        : `The log is not whole: ${rowOf(fault)} does not agree with the event at position ${position}.`;
    default:
      throw new Error(`no sentence for ${String(fault.fault satisfies never)}`);
  }
}

function rowOf({ row }: AuditFault): string {
  if (row === null) return 'a row';
  const part = row.part === null ? '' : `, part ${row.part},`;
  return `the ${row.record.replaceAll('_', ' ')} ${row.key}${part}`;
}
