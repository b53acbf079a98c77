import type { RegisterSource } from '#contracts/providers';
import { makesRegisterEntry, sourceFaults, type StandingEntry } from './register-source.js';

const TODAY = '2026-03-02';
const PAGE = 'https://www.cqc.org.uk/location/1-101635212';

describe('the source of a register entry', () => {
  it.each<Partial<RegisterSource> & { codes: string[]; why: string }>([
    { codes: [], why: 'a page of CQC, published before' },
    { publishedOn: TODAY, codes: [], why: 'published today' },
    { publishedOn: '2026-03-03', codes: ['published_in_future'], why: 'published tomorrow' },
    { publishedOn: '2026-02-30', codes: ['published_on_not_a_date'], why: 'a day that is not' },
    { publishedOn: 'soon', codes: ['published_on_not_a_date'], why: 'no date' },
    { reference: 'https://cqc.org.uk', codes: [], why: 'the host without www' },
    { reference: 'https://api.cqc.org.uk/public/v1/locations/1-1', codes: [], why: 'another host of CQC' },
    { reference: 'ENF1-123456/2', codes: [], why: 'the reference of a letter' },
    { reference: "O'Brien <b> 李", codes: [], why: 'odd characters in a reference' },
    { reference: 'Letter of 2.3.2026: suspension', codes: [], why: 'points and a colon inside a reference' },
    { reference: 'http://www.cqc.org.uk/a', codes: ['reference_not_of_cqc'], why: 'not https' },
    { reference: 'www.cqc.org.uk/a', codes: ['reference_not_of_cqc'], why: 'an address without its scheme' },
    { reference: 'https://cqc.org.uk.example/a', codes: ['reference_not_of_cqc'], why: 'another host' },
    {
      reference: 'https://notcqc.org.uk/a',
      codes: ['reference_not_of_cqc'],
      why: 'a host that ends the same',
    },
    { reference: 'https://a@cqc.org.uk/a', codes: ['reference_not_of_cqc'], why: 'a user before the host' },
    { reference: 'javascript:alert(1)', codes: ['reference_not_of_cqc'], why: 'a script' },
    { reference: 'news.example.com/story', codes: ['reference_not_of_cqc'], why: 'a newspaper' },
    {
      reference: 'https://example.org/',
      publishedOn: '2027-01-01',
      codes: ['published_in_future', 'reference_not_of_cqc'],
      why: 'every fault, not only the first',
    },
  ])('has $codes: $why', ({ reference = PAGE, publishedOn = '2026-03-01', codes }) => {
    const faults = sourceFaults({ kind: 'publication', reference, publishedOn }, TODAY);
    expect(faults.map(({ code }) => code)).toEqual(codes);
  });
});

const STANDING: StandingEntry = {
  registration: { status: 'registered', dormant: false, personalCare: true },
  ratings: {
    overall: 'good',
    safe: 'good',
    effective: null,
    caring: null,
    responsive: null,
    wellLed: null,
    ratedOn: '2026-01-01',
  },
  publishedOn: '2026-02-10',
  recordedBy: 'another authority',
};
const OTHER = { ...STANDING, registration: { ...STANDING.registration, dormant: true } };

describe('a register entry', () => {
  it.each<{
    day: string | null;
    standing?: string | null;
    changes: boolean;
    isOwn?: boolean;
    answer: boolean | 'register_needs_source' | 'register_stale';
  }>([
    { day: '2026-02-11', changes: true, answer: true },
    { day: '2026-02-11', changes: false, answer: true },
    { day: '2026-02-10', changes: true, answer: 'register_stale' },
    { day: '2026-02-10', changes: false, answer: false },
    { day: '2026-02-10', changes: true, isOwn: true, answer: true },
    { day: '2026-02-10', changes: false, isOwn: true, answer: false },
    { day: '2026-02-09', changes: true, isOwn: true, answer: 'register_stale' },
    { day: '2026-02-09', changes: false, isOwn: true, answer: 'register_stale' },
    { day: '2026-02-09', changes: true, answer: 'register_stale' },
    { day: '2026-02-09', changes: false, answer: 'register_stale' },
    { day: null, changes: true, answer: 'register_needs_source' },
    { day: null, changes: false, answer: false },
    { day: '1999-01-01', standing: null, changes: true, answer: true },
    { day: '1999-01-01', standing: null, changes: false, answer: true },
    { day: null, standing: null, changes: true, answer: 'register_needs_source' },
  ])(
    'of $day over $standing that changes facts ($changes), of the same authority ($isOwn): $answer',
    ({ day, changes, answer, isOwn = false, ...given }) => {
      const standing = { ...STANDING, ...('standing' in given && { publishedOn: given.standing ?? null }) };
      const judge = () =>
        makesRegisterEntry(
          standing,
          changes ? OTHER : STANDING,
          day === null ? null : { publishedOn: day },
          isOwn ? 'another authority' : 'this authority',
        );
      if (typeof answer === 'boolean') expect(judge()).toBe(answer);
      else expect(judge).toThrow(expect.objectContaining({ code: answer }));
    },
  );

  it('that is refused as stale says what stands', () => {
    expect(() =>
      makesRegisterEntry(STANDING, OTHER, { publishedOn: '2026-02-10' }, 'this authority'),
    ).toThrow(
      expect.objectContaining({
        facts: {
          publishedOn: '2026-02-10',
          registration: STANDING.registration,
          ratings: STANDING.ratings,
        },
      }),
    );
  });
});
