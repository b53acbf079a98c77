import type { Registration } from '#contracts/providers';
import { answerRegistration } from './registration-rule.js';

const REGISTERED: Registration = { status: 'registered', dormant: false, personalCare: true };

describe('registration', () => {
  it.each<{ changes: Partial<Registration>; remedy: string | null }>([
    { changes: {}, remedy: null },
    { changes: { status: 'deregistered' }, remedy: 'The branch must be registered with CQC.' },
    { changes: { dormant: true }, remedy: 'The branch must no longer be dormant at CQC.' },
    { changes: { personalCare: false }, remedy: 'The branch must be registered for Personal care.' },
    {
      changes: { dormant: true, personalCare: false },
      remedy: 'The branch must no longer be dormant at CQC. The branch must be registered for Personal care.',
    },
  ])('with $changes: $remedy', ({ changes, remedy }) => {
    const registration = { ...REGISTERED, ...changes };
    expect(answerRegistration(registration)).toEqual({
      result: remedy === null ? 'pass' : 'fail',
      evidence: registration,
      remedy,
    });
  });
});
