import { navigationOf } from './navigation.js';

const entries = (user: Parameters<typeof navigationOf>[0]): string[] =>
  navigationOf(user, '/work').map(({ text }) => text);

describe('the menu of a provider', () => {
  it('has the lists only while a council that is not live has asked for them', () => {
    expect(entries({ role: 'provider', confirmsLists: true })).toContain('Lists');
    expect(entries({ role: 'provider', confirmsLists: false })).not.toContain('Lists');
  });

  it('has the skills of branches, for users and administrators', () => {
    expect(entries({ role: 'provider' })).toContain('Skills');
    expect(entries({ role: 'provider_administrator' })).toContain('Skills');
    expect(entries({ role: 'officer' })).not.toContain('Skills');
  });
});
