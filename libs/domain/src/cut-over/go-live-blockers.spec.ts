import { GO_LIVE_BLOCKERS } from '#contracts/cut-over';
import { goLiveBlockers, type GoLiveFacts } from './go-live-blockers.js';

const READY: GoLiveFacts = {
  stage: 'side_by_side',
  importsOpen: 0,
  listsNotAsked: 0,
  listsUnconfirmed: 0,
  disputesOpen: 0,
  differencesOpen: 0,
  isReconciledToday: true,
};

describe('going live', () => {
  it.each<[why: string, Partial<GoLiveFacts>, codes: readonly string[]]>([
    ['nothing is open', {}, []],
    ['the systems never ran side by side', { stage: 'preparing' }, ['not_side_by_side']],
    ['one file is half written', { importsOpen: 1 }, ['imports_open']],
    ['a provider was never asked', { listsNotAsked: 1 }, ['lists_not_asked']],
    ['a list is not confirmed', { listsUnconfirmed: 1 }, ['lists_unconfirmed']],
    ['a dispute is open', { disputesOpen: 1 }, ['disputes_open']],
    ['a difference is open', { differencesOpen: 1 }, ['differences_open']],
    ['the last comparison was yesterday', { isReconciledToday: false }, ['not_reconciled_today']],
  ])('%s', (_why, given, codes) => {
    expect(goLiveBlockers({ ...READY, ...given }).map(({ code }) => code)).toEqual(codes);
  });

  it('is told everything that is missing at once, with its number', () => {
    const all = goLiveBlockers({
      stage: 'preparing',
      importsOpen: 2,
      listsNotAsked: 3,
      listsUnconfirmed: 4,
      disputesOpen: 5,
      differencesOpen: 6,
      isReconciledToday: false,
    });
    expect(all.map(({ code }) => code)).toEqual(GO_LIVE_BLOCKERS);
    expect(all.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 1, 6]);
  });
});
