import type { Page } from 'playwright-core';
import { accessibilityErrors, Journey, PHONE, scrollsSideways } from './browser.js';

describe('contesting a notice of CQC, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /** Creates a notice that one council recorded. It binds the branch's provider and a second council. */
  async function aNotice() {
    const { world } = journey.api;
    const lot = await world.aLot();
    const { branch, user: provider } = await world.aContractedBranch({ lot, name: `Care of O'Brien <b> 李` });
    const commissionerOf = (authorityId: string, name: string) =>
      world.aUser({ role: 'commissioner', authorityId, name });
    const recorder = await commissionerOf(lot.authorityId, "Siân O'Brien <b> 李");
    const other = await world.anAuthority();
    const bound = await commissionerOf(other.id, 'Second Council');
    const notice = await world.aRestriction({ by: recorder, branchId: branch.id, source: 'cqc' });
    return { provider, recorder, bound, other, notice };
  }

  async function expectUsable(page: Page): Promise<void> {
    const before = page.viewportSize();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await scrollsSideways(page)).toBe(false);
    if (before) await page.setViewportSize(before);
  }

  async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  }

  async function type(page: Page, selector: string, text: string): Promise<void> {
    await page.locator(selector).focus();
    await page.keyboard.type(text);
  }

  it('goes from the provider and a second council to the answer of the first, by keyboard', async () => {
    const { provider, recorder, bound, other, notice } = await aNotice();

    const providing = await journey.signedIn(provider);
    await providing.goto('/standing');
    await press(providing, 'link', /Contest this notice/);
    await providing.getByRole('heading', { name: /Contest the notice on/ }).waitFor();
    await press(providing, 'button', 'Contest notice');
    await providing.getByRole('link', { name: 'Enter the reason for contesting.' }).waitFor();
    await expectUsable(providing);
    await type(providing, '#reason', 'We were inspected again <i> 李');
    await providing.locator('#document').setInputFiles({
      name: 'Report O’Brien 李.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Good'),
    });
    await press(providing, 'button', 'Contest notice');
    await providing.getByText('Your reason: We were inspected again <i> 李').waitFor();
    await expectUsable(providing);

    const contesting = await journey.signedIn(bound);
    await contesting.goto(`/restrictions/${notice.id}`);
    await type(contesting, '#contest-reason', 'It names the wrong branch');
    await press(contesting, 'button', 'Contest notice');
    await contesting.getByText('It names the wrong branch').waitFor();
    expect(await contesting.getByText('We were inspected again').count()).toBe(0);
    await expectUsable(contesting);

    const answering = await journey.signedIn(recorder);
    await answering.goto('/board');
    await press(answering, 'link', /Answer contest/);
    await answering.getByText('We were inspected again <i> 李').waitFor();
    await expectUsable(answering);
    // The second form is sent without an answer: its error is beside its own field.
    const second = answering.locator('form', { hasText: `Answer to ${other.name}` });
    await second.getByRole('button', { name: 'Uphold notice' }).press('Enter');
    await answering.getByRole('link', { name: 'Enter the answer.' }).click();
    const focused = await answering.evaluate("document.activeElement.closest('form')?.textContent ?? ''");
    expect(focused).toContain(`Answer to ${other.name}`);
    expect(await answering.locator('form .govuk-error-message').count()).toBe(1);
    await expectUsable(answering);
    await answering.keyboard.type('CQC has confirmed it');
    await answering.keyboard.press('Enter');
    await answering.getByText('CQC has confirmed it').waitFor();
    await expectUsable(answering);

    // The page of the second council shows the answer without being loaded again.
    await contesting.getByText('CQC has confirmed it').waitFor();
  });

  it('works without script', async () => {
    const { provider, recorder, notice } = await aNotice();
    const providing = await journey.signedIn(provider, { javaScriptEnabled: false });
    await providing.goto(`/standing/notices/${notice.id}/contest`);
    await providing.locator('#reason').fill('It names the wrong branch');
    await providing.getByRole('button', { name: 'Contest notice' }).click();
    await providing.getByText('Your reason: It names the wrong branch').waitFor();

    const answering = await journey.signedIn(recorder, { javaScriptEnabled: false });
    await answering.goto(`/restrictions/${notice.id}`);
    await answering.locator('#answer-answer').fill('It is the right one');
    await answering.getByRole('button', { name: 'Uphold notice' }).click();
    await answering.getByText('It is the right one').waitFor();
    expect(await scrollsSideways(answering)).toBe(false);
  });
});
