import { PACKAGE_STATUSES } from '#contracts/packages';
import { finalStatuses, testLifecycle } from '../../testing/lifecycle-tests.js';
import { isEditable, PACKAGE_LIFE } from './package-lifecycle.js';

describe('the life of a package', () => {
  testLifecycle(PACKAGE_LIFE, 'draft');

  it('ends when care ends or is given up, and only then', () => {
    expect(finalStatuses(PACKAGE_LIFE)).toEqual(['ended', 'withdrawn']);
  });

  it('lets what is asked for change only while nobody is being asked', () => {
    expect(PACKAGE_STATUSES.filter(isEditable)).toEqual(['draft', 'unfilled']);
  });
});
