import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { ContractedBranch } from '../support/builders/providers.js';
import type { Page } from 'playwright-core';
import { accessibilityErrors, errorsOnSmallScreens, Journey, PHONE, scrollsSideways } from './browser.js';

describe('a provider with its care, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  async function aBranch(): Promise<{ lot: LotEntity; one: ContractedBranch }> {
    const { world } = journey.api;
    const lot = await world.aLot({ name: "St O'Brien’s <b> 李" });
    return { lot, one: await world.aContractedBranch({ lot, name: "O'Brien <b> Care 李" }) };
  }
  const expectUsable = async (page: Page): Promise<void> =>
    expect([page.url(), await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([
      page.url(),
      [],
      false,
    ]);
  const rows = (sql: string, ...given: string[]) =>
    journey.api.world.rows<Record<string, unknown>>(sql, given);

  it('confirms a start, shows the person, logs that read, and requests more hours', async () => {
    const { world } = journey.api;
    const { lot, one } = await aBranch();
    const { award, pkg } = await world.anAward({ lot, branches: [one] });
    const page = await journey.signedIn(one.user, { viewport: PHONE });
    await page.goto('/care');
    await page.getByText('1 start to confirm.').waitFor();
    await expectUsable(page);
    await page.getByRole('link', { name: pkg.reference }).press('Enter');
    await page.getByText('Viewing this record is logged.').waitFor();
    await expectUsable(page);
    const reads = await rows('SELECT purpose FROM person_read WHERE user_id = $1', one.user.id);
    expect(reads).toEqual([{ purpose: 'GET /v1/awards/:id/person' }]);

    await page.locator('#earlier > summary').press('Enter');
    await page.getByLabel('On', { exact: true }).fill('2026-03-01');
    await page.getByLabel('At', { exact: true }).fill('07:00');
    await page.getByRole('button', { name: 'Confirm start' }).press('Enter');
    await page.getByText('The start must be after the award and not in the future.').first().waitFor();
    await expectUsable(page);
    await page.getByRole('button', { name: 'Care starts now' }).press('Enter');
    await page.getByText('Start confirmed. The care is live.').waitFor();
    await expectUsable(page);
    expect(await rows('SELECT status FROM award WHERE id = $1', award.id)).toEqual([{ status: 'started' }]);

    world.clock.pass({ minutes: 5 });
    const growth = { kind: 'growth_limit', limitMinutes: 75, basis: 'cumulative' } as const;
    await world.aRestriction({ by: await aCommissioner(lot), branchId: one.branch.id, conditions: [growth] });
    await page.reload();
    await page.getByText('1 h 15 min left').waitFor();
    await page.getByRole('button', { name: 'Request a change of hours' }).press('Enter');
    await page.getByRole('button', { name: 'Send request' }).press('Enter');
    await page.getByRole('link', { name: 'Enter the reason for the change.' }).waitFor();
    await expectUsable(page);
    const visit = page.getByRole('group', { name: 'Breakfast, 07:00 to 10:00', exact: true });
    await visit.getByLabel('Length').fill('75');
    await page.getByText('All visits: 12 h 15 min a week, now 8 h 45 min').waitFor();
    await page.getByLabel('Reason for the change').fill('Two transfers <b> 李');
    await page.getByRole('button', { name: 'Send request' }).press('Enter');
    await page.getByText('8 h 45 min to 12 h 15 min a week').waitFor();
    await page.getByText('Not met when requested:').waitFor();
    await expectUsable(page);
    await page.getByRole('button', { name: 'Withdraw request' }).press('Enter');
    await page.getByText('Request withdrawn').waitFor();
  });

  const aCommissioner = ({ authorityId }: LotEntity) =>
    journey.api.world.aUser({ role: 'commissioner', authorityId });

  it('declares skills and withdraws one, with what rests on it shown first, and a council confirms', async () => {
    const { world } = journey.api;
    const lot = await world.aLot();
    const { winner, pkg } = await world.aPlacement({ lot, branches: 1, pkg: { needs: ['peg'] } });
    const { branch, user } = winner;
    const page = await journey.signedIn(user, { viewport: PHONE });
    await page.goto('/skills');
    await expectUsable(page);
    await page.getByRole('link', { name: branch.name }).press('Enter');
    await expectUsable(page);
    await page.getByLabel('PEG feeding').uncheck();
    await page.getByRole('button', { name: 'Save skills' }).press('Enter');
    await page.getByText('Live care that needs these skills goes on').waitFor();
    await expectUsable(page);
    await page.getByRole('button', { name: 'Confirm and withdraw' }).press('Enter');
    await page.getByText('Skills recorded').waitFor();

    const commissioner = await journey.signedIn(await aCommissioner(lot));
    await commissioner.goto('/board?group=contracts');
    await commissioner.getByRole('link', { name: /^View skills/ }).press('Enter');
    await page.getByLabel('PEG feeding').check();
    await page.getByLabel('Note (optional)').fill("Nurse back O'Brien <b> 李");
    await page.getByRole('button', { name: 'Save skills' }).press('Enter');
    await page.getByText('Skills recorded').waitFor();
    await expectUsable(page);

    await commissioner.getByRole('row', { name: /PEG feeding Not confirmed/ }).waitFor();
    await expectUsable(commissioner);
    await commissioner.getByLabel('Confirm', { exact: true }).check();
    await commissioner.getByRole('button', { name: 'Record answer' }).press('Enter');
    await commissioner.getByRole('link', { name: 'Choose at least one skill.' }).waitFor();
    await commissioner.getByLabel('PEG feeding').check();
    await commissioner.getByLabel('Evidence').fill('Certificate <b>');
    await commissioner.getByRole('button', { name: 'Record answer' }).press('Enter');
    await commissioner.getByText('Answer recorded').waitFor();
    await commissioner.getByRole('row', { name: /PEG feeding Confirmed 1 Confirmed/ }).waitFor();
    await commissioner.setViewportSize(PHONE);
    await expectUsable(commissioner);
    await commissioner.goto(`/branches/${branch.id}`);
    await commissioner.getByRole('heading', { name: 'Facts that councils share' }).waitFor();
    await expectUsable(commissioner);
    expect(pkg.needs).toEqual(['peg']);
  });

  it('confirms capacity with one button, and changes it, without script', async () => {
    const { world } = journey.api;
    const { lot, one } = await aBranch();
    world.clock.pass({ days: 8 });
    const page = await journey.signedIn(one.user, { javaScriptEnabled: false, viewport: PHONE });
    await page.getByRole('link', { name: 'Capacity', exact: true }).click();
    await page.getByText('1 of 1 not declared in the last 7 days').waitFor();
    await page.getByRole('button', { name: 'Confirm all 1' }).click();
    await page.getByText('All 1 are up to date.').waitFor();
    await page.getByLabel(/^Spare hours/).fill('20');
    await page.getByRole('button', { name: 'Confirm all 1' }).click();
    await page.getByText('Capacity confirmed').waitFor();
    expect(await page.getByLabel(/^Spare hours/).inputValue()).toBe('20 h');
    await page.getByRole('link', { name: /^Change/ }).click();
    await page.getByLabel('Spare hours a week').fill('12.30');
    await page.getByRole('button', { name: 'Declare capacity' }).click();
    await page.getByText('There is a problem').waitFor();
    await page.getByLabel('Spare hours a week').fill('12:30');
    await page.getByLabel('Night').uncheck();
    await page.getByRole('button', { name: 'Declare capacity' }).click();
    await page.getByText('Capacity declared').waitFor();
    const declared = 'SELECT spare_minutes AS spare, bands FROM capacity WHERE lot_id = $1';
    expect(await rows(declared, lot.id)).toEqual([
      { spare: 750, bands: ['breakfast', 'lunch', 'tea', 'bed'] },
    ]);
  });

  it('gives an update with a document, pauses a branch, ends the pause, and hands work back', async () => {
    const { world } = journey.api;
    const { lot, one } = await aBranch();
    const reporting = { kind: 'reporting', everyDays: 14 } as const;
    await world.aRestriction({
      by: await aCommissioner(lot),
      branchId: one.branch.id,
      conditions: [reporting],
    });
    const page = await journey.signedIn(one.user, { viewport: PHONE });
    await page.goto('/standing');
    await page.getByText('A report is due every 14 days.').waitFor();
    await expectUsable(page);
    await page.getByRole('link', { name: /^Send report 1/ }).press('Enter');
    await page.getByLabel('Document').setInputFiles({
      name: 'O’Brien <b> 李.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
    });
    await page.getByRole('button', { name: 'Send report' }).press('Enter');
    await page.getByRole('link', { name: 'Enter what the branch has done.' }).waitFor();
    await page.getByText('Received already: O’Brien <b> 李.pdf').waitFor();
    await expectUsable(page);
    await page.getByLabel('What the branch has done').fill('Every visit is checked <b>');
    await page.getByRole('button', { name: 'Send report' }).press('Enter');
    await page.getByText('Report sent').waitFor();
    const given =
      'SELECT account, d.name FROM branch_report r JOIN document d ON d.id = r.document_id WHERE r.branch_id = $1';
    expect(await rows(given, one.branch.id)).toEqual([
      { account: 'Every visit is checked <b>', name: 'O’Brien <b> 李.pdf' },
    ]);

    await page.getByRole('button', { name: 'Pause branch' }).press('Enter');
    await expectUsable(page);
    await page.getByRole('button', { name: 'Pause branch' }).press('Enter');
    await page.getByRole('link', { name: /^Choose all lots or some lots/ }).press('Enter');
    await expectUsable(page);
    await page.getByLabel('All lots').check();
    await page.getByLabel('Reason').fill('Flu <b> among the carers');
    await page.getByRole('button', { name: 'Pause branch' }).press('Enter');
    await page.getByText('Branch paused').waitFor();
    await page.getByText('The branch takes no new packages.').waitFor();
    await expectUsable(page);
    await page.getByText('End the pause').click();
    await page.getByRole('button', { name: 'End pause' }).press('Enter');
    await page.getByRole('link', { name: 'Enter the reason for ending the pause.' }).waitFor();
    await expectUsable(page);
    await page.getByLabel('Reason').fill('Well again');
    await page.getByRole('button', { name: 'End pause' }).press('Enter');
    await page.getByText('Pause ended.').waitFor();

    await page.getByRole('button', { name: 'Hand back work' }).press('Enter');
    await expectUsable(page);
    await page.getByLabel('Some lots').check();
    await page.getByLabel(/^St O'Brien’s <b> 李/).check();
    await page.getByLabel('Reason').fill('We leave the county');
    await page.getByRole('button', { name: 'Hand back work' }).press('Enter');
    await page.getByRole('link', { name: 'Confirm that you are handing back this work.' }).waitFor();
    await expectUsable(page);
    await page.getByLabel('I confirm we are handing back this work').check();
    await page.getByRole('button', { name: 'Hand back work' }).press('Enter');
    await page.getByText('Hand-back recorded.').waitFor();
    await expectUsable(page);
    expect(await rows('SELECT reason FROM hand_back WHERE branch_id = $1', one.branch.id)).toEqual([
      { reason: 'We leave the county' },
    ]);
    expect(await page.getByText('End pause').count()).toBe(0);
  });

  it('reads every page at 200 %, and on a phone in forced colours', async () => {
    const { world } = journey.api;
    const { lot, one } = await aBranch();
    const { placement } = await world.aPlacement({ lot, branches: [one] });
    const { award } = await world.anAward({ lot, branches: [one] });
    const { asked } = await world.aBroadcastOpen({ lot, branches: [one] });
    const page = await journey.signedIn(one.user);
    const paths = [
      '/invitations',
      '/invitations/earlier',
      `/invitations/${asked[0]?.invitationId}`,
      '/care',
      '/care/ended',
      `/care/${placement.id}`,
      `/care/${placement.id}/hours`,
      `/starts/${award.id}`,
      '/capacity',
      `/capacity/${one.branch.id}/${lot.id}`,
      '/standing',
      '/standing/pause',
      '/standing/hand-back',
    ];
    expect(await errorsOnSmallScreens(page, paths)).toEqual([]);
  });
});
