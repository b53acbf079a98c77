import { AUDIT_FAULTS, type AuditOutcome } from '#contracts/audit';
import { auditSentence } from './audit-sentence.js';

const HEAD = {
  position: '40',
  hash: 'aa',
  count: '38',
  at: '2026-03-02T09:00:00.000Z',
  key: 'bb',
  signature: 'cc',
};
const WHOLE: AuditOutcome = {
  verdict: 'whole',
  fault: null,
  position: '40',
  events: 38,
  digests: 12,
  erased: 0,
  digestsSince: '1',
  head: HEAD,
  afterHead: 0,
  unproven: null,
  unreadableHeads: 0,
};

describe('the sentence about the log', () => {
  it('says that the log is whole, and up to which head', () => {
    expect(auditSentence(WHOLE)).toBe(
      'The log is whole: 38 events and 12 digests agree with what is stored, up to the head of 2026-03-02T09:00:00.000Z at position 40.',
    );
  });

  it('says what a reader must know besides', () => {
    expect(auditSentence({ ...WHOLE, erased: 1, afterHead: 2, unreadableHeads: 1 })).toBe(
      'The log is whole: 38 events and 12 digests agree with what is stored, up to the head of 2026-03-02T09:00:00.000Z at position 40; 1 text was erased; the newest 2 events will have a head within minutes; 1 line in the file of heads cannot be read.',
    );
  });

  it.each(['no_head', 'head_lost', 'head_behind'] as const)(
    'never calls a log whole whose end is not proven: %s',
    (unproven) => {
      const said = auditSentence({
        ...WHOLE,
        verdict: 'unproven',
        unproven,
        head: unproven === 'no_head' ? null : HEAD,
        afterHead: 3,
      });
      expect(said).toMatch(/^Not proven: .*could not be found\.$/);
      expect(said).not.toMatch(/whole/);
    },
  );

  it('has one sentence for each fault, which names the place', () => {
    const row = { record: 'award_withdrawal', key: 'the-key', part: 'words' };
    const said = AUDIT_FAULTS.map((fault) =>
      auditSentence({
        ...WHOLE,
        verdict: 'broken',
        fault: { fault, position: '41', row, authorityId: null },
      }),
    );
    expect(new Set(said).size).toBe(AUDIT_FAULTS.length);
    for (const sentence of said) {
      expect(sentence).toMatch(/^The log is not whole: /);
      expect(sentence).toMatch(/position 4[01]|award withdrawal the-key/);
    }
  });
});
