import { checkFaults } from './check-faults.js';

it.each([
  [{}, []],
  [{ evidence: ' \n' }, ['check_evidence_missing']],
  [{ reviewOn: '2026-02-30' }, ['review_not_a_date']],
  [{ reviewOn: '2026-01-15' }, ['review_in_past']],
  [{ reviewOn: '2026-01-16' }, []],
  [{ reviewOn: '2029-01-15' }, []],
  [{ reviewOn: '2029-01-16' }, ['review_too_far']],
])('a check with %j has the faults %j', (given, codes) => {
  const asked = { evidence: 'Certificate 7', reviewOn: '2027-01-15', today: '2026-01-15', ...given };
  expect(checkFaults(asked).map(({ code }) => code)).toEqual(codes);
});
