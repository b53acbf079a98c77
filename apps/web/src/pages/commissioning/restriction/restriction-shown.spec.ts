import { permissionTag } from './restriction-shown.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const THEN = '2026-03-01T09:00:00Z';

describe('a written agreement', () => {
  it.each([
    [{ usedAt: null, withdrawnAt: null, until: '2026-03-02T09:00:00.001Z' }, 'Can be used once'],
    [{ usedAt: null, withdrawnAt: null, until: '2026-03-02T09:00:00.000Z' }, 'Expired'],
    [{ usedAt: THEN, withdrawnAt: null, until: THEN }, 'Used'],
    [{ usedAt: null, withdrawnAt: THEN, until: '2027-01-01T00:00:00Z' }, 'Withdrawn'],
  ])('%j is shown as: %s', (permission, text) => {
    expect(permissionTag(permission, NOW).text).toBe(text);
  });
});
