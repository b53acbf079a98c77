import type { BranchStanding } from '#contracts/coverage';
import { branchRow } from './branches-shown.js';

const STANDING: BranchStanding = {
  id: '1-1',
  name: "O'Brien <b> 李",
  providerId: '1-2',
  providerName: 'Larkspoon Care',
  rating: null,
  isRegistered: true,
  lots: [],
  people: 3,
  weeklyMinutes: 630,
  spareMinutes: 0,
  conditions: [],
  concerns: 0,
};

describe('a branch in the list', () => {
  it.each([
    ['none', [], '–'],
    [
      'several of a tier, out of order',
      [['CH1', 2], ['BL1', 1], ['HA2', 1]], // prettier-ignore
      'tier\u00A01: BL1, HA2; tier\u00A02: CH1',
    ],
    [
      'one where it delivers for another',
      [['BL1', null], ['CH1', 3]], // prettier-ignore
      'tier\u00A03: CH1; for another: BL1',
    ],
  ] as const)('says its lots by tier: %s', (_, lots, text) => {
    const standing = { ...STANDING, lots: lots.map(([code, tier]) => ({ lotId: code, code, tier })) };
    expect(branchRow(standing).lots).toBe(text);
  });

  it.each([
    ['Larkspoon Care', 'Larkspoon Care'],
    [STANDING.name, ''],
  ])('of the provider %s names the provider only if its name is another', (providerName, text) => {
    expect(branchRow({ ...STANDING, providerName }).provider).toBe(text);
  });
});
