import type { RegisterSource } from '#contracts/providers';
import { DomainError } from '../domain-error.js';
import type { Fault, FaultRule } from '../faults.js';
import { faultsOf } from '../faults.js';
import { isIsoDate } from '../time/iso-date.js';
import { changesRegister, type RegisterFacts } from './register-change.js';

export type SourceFaultCode = 'published_on_not_a_date' | 'published_in_future' | 'reference_not_of_cqc';

type Asked = RegisterSource & { readonly today: string };

const RULES: readonly FaultRule<Asked, SourceFaultCode>[] = [
  {
    code: 'published_on_not_a_date',
    isBrokenBy: ({ publishedOn }) => !isIsoDate(publishedOn),
    sentence: 'Enter the day on which CQC published or sent the source as a date, YYYY-MM-DD.',
  },
  {
    code: 'published_in_future',
    isBrokenBy: ({ publishedOn, today }) => isIsoDate(publishedOn) && publishedOn > today,
    sentence: 'Enter a date of today or earlier for the source.',
  },
  {
    code: 'reference_not_of_cqc',
    isBrokenBy: ({ reference }) => looksLikeAddress(reference) && !isPageOfCqc(reference),
    sentence: 'Enter an https address on cqc.org.uk, or the reference of a report, file or letter from CQC.',
  },
];

/** Lists every fault in the source of a branch's register entry. `today` is the date in London. */
export function sourceFaults(source: RegisterSource, today: string): Fault<SourceFaultCode>[] {
  return faultsOf(RULES, { ...source, today });
}

/** True for a text that begins like the address of a page. The reference of a letter may contain points and slashes. */
function looksLikeAddress(reference: string): boolean {
  return (
    /^\s*(?:[a-z][a-z0-9+.-]*:|\/\/|www\.)/i.test(reference) ||
    /^[\w.-]+\.(?:uk|com|org|net)(?:[/:?#]|$)/i.test(reference)
  );
}

const PAGE_OF_CQC = /^https:\/\/(?:[a-z0-9-]+\.)*cqc\.org\.uk(?:[/?#]\S*)?$/i;

/** The host is compared as a whole, so `cqc.org.uk.example` and `user@cqc.org.uk` are not pages of CQC. */
function isPageOfCqc(reference: string): boolean {
  return PAGE_OF_CQC.test(reference);
}

/** What stands of a branch. The day is null if the facts were recorded before sources were. */
export interface StandingEntry extends RegisterFacts {
  readonly publishedOn: string | null;
  /** The authority that recorded the facts. Null if they have no source. */
  readonly recordedBy: string | null;
}

/**
 * Decides if a change of a branch makes a new register entry. The newest source wins (docs/rules.md §3.2).
 *
 * A change without a source makes none, and may not touch the facts. A source of the same day makes none if it says
 * the same, so two authorities may record the same report. With other facts, a source of the same day is a correction,
 * which only the authority that recorded the standing facts may make. Any source wins over facts without one.
 *
 * @param by  the authority that changes the branch
 * @throws DomainError `register_needs_source`; `register_stale` for a source that is older than what stands, or of the
 * same day with other facts than another authority recorded
 */
export function makesRegisterEntry(
  standing: StandingEntry,
  after: RegisterFacts,
  source: Pick<RegisterSource, 'publishedOn'> | null,
  by: string,
): boolean {
  const changes = changesRegister(standing, after);
  if (source === null) {
    if (changes) throw new DomainError('register_needs_source');
    return false;
  }
  if (standing.publishedOn === null || source.publishedOn > standing.publishedOn) return true;
  const isCorrection = source.publishedOn === standing.publishedOn && standing.recordedBy === by;
  if (changes && isCorrection) return true;
  if (source.publishedOn < standing.publishedOn || changes) {
    const { publishedOn, registration, ratings } = standing;
    throw new DomainError('register_stale', { publishedOn, registration, ratings });
  }
  return false;
}
