import { type KeptSubmission, newNonce, openSubmission, sealSubmission } from './kept-submission.js';

const aForm = (note: string): KeptSubmission => ({
  nonce: newNonce(new Date('2026-03-02T09:00:00Z')),
  fields: { note },
  token: 'token',
  hadFile: false,
  outcome: { kind: 'form', faults: [], status: 400, isStale: false },
});

describe('a form that a cookie keeps', () => {
  it('is opened with its own secret only', () => {
    const kept = aForm("O'Brien <b> 李");
    const sealed = sealSubmission(kept, 'secret') ?? '';
    expect(openSubmission(sealed, 'secret')).toEqual(kept);
    expect(openSubmission(sealed, 'another')).toBeNull();
    expect(openSubmission(sealed.slice(0, -4), 'secret')).toBeNull();
    expect(openSubmission('', 'secret')).toBeNull();
  });

  it.each([
    { note: 'a'.repeat(199_950), why: 'a text that packs well' },
    { note: '\u0001'.repeat(35_000), why: 'control characters, which take six bytes each' },
  ])('is not kept if it could not be opened again: $why', ({ note }) => {
    expect(sealSubmission(aForm(note), 'secret')).toBeNull();
  });
});
