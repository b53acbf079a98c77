import type { Locator, Page } from 'playwright-core';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { TestUser } from '../support/builders/authorities.js';
import { accessibilityErrors, Journey, PHONE, scrollsSideways } from './browser.js';

/** What a user did to reach a goal: presses of Tab, other keys, and pages that were loaded. */
interface Effort {
  tabs: number;
  keys: number;
  loads: number;
}

/** Moves with Tab only, as a keyboard user does, and counts. */
class KeyboardUser {
  readonly effort: Effort = { tabs: 0, keys: 0, loads: 0 };

  constructor(readonly page: Page) {
    page.on('domcontentloaded', () => (this.effort.loads += 1));
  }

  async tabTo(target: Locator): Promise<void> {
    await target.first().waitFor();
    for (let presses = 0; presses < 200; presses += 1) {
      if ((await target.and(this.page.locator(':focus')).count()) > 0) return;
      await this.page.keyboard.press('Tab');
      this.effort.tabs += 1;
    }
    throw new Error('Tab never reaches the element');
  }

  async press(key: string): Promise<void> {
    this.effort.keys += 1;
    await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    this.effort.keys += text.length;
    await this.page.keyboard.type(text);
  }
}

describe('typing, in a real browser', () => {
  let journey: Journey;
  let lot: LotEntity;
  let officer: TestUser;
  beforeAll(async () => {
    journey = await Journey.open();
    const { world } = journey.api;
    lot = await world.aLot();
    officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    await world.aContractedBranch({ lot, overall: 'good' });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  it('creates and broadcasts a package of four visits a day with few keys, by keyboard alone', async () => {
    const { reference } = await journey.api.world.aPerson({
      authorityId: lot.authorityId,
      reference: 'LAS-77',
    });
    const page = await journey.signedIn(officer);
    const user = new KeyboardUser(page);
    await user.tabTo(page.getByRole('button', { name: 'New package' }));
    await user.press('Enter');
    await user.tabTo(page.getByLabel('Case number'));
    await user.type(reference.toLowerCase());
    await user.press('Enter');
    const before = { ...user.effort };
    await user.tabTo(page.getByRole('radio', { name: 'Hospital discharge' }));
    await user.press('Space');
    await user.tabTo(page.getByLabel('Usual patterns'));
    await user.type('f');
    await user.tabTo(page.getByRole('button', { name: 'Add these visits' }));
    await user.press('Enter');
    await page.getByText('All visits: 15 h 45 min a week').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('visit-0-minutes');
    await user.press('Enter');
    await page.getByRole('heading', { name: /^Package HW-/ }).waitFor();
    const form = user.effort.tabs - before.tabs;
    await user.tabTo(page.getByRole('button', { name: 'See eligible branches' }));
    await user.press('Enter');
    await user.tabTo(page.getByRole('button', { name: 'Broadcast to 1 branch' }));
    await user.press('Enter');
    await page.getByText('The eligible branches are invited.').waitFor();
    // Decision 51 has these numbers.
    expect({ ...user.effort, form }).toEqual({ tabs: 67, keys: 14, loads: 5, form: 17 });
  });

  it('says beside a length how it is understood, and moves nothing', async () => {
    const { id } = await journey.api.world.aPerson({ authorityId: lot.authorityId });
    const page = await journey.signedIn(officer);
    await page.goto(`/packages/new?person=${id}`);
    const length = page.locator('#visit-0-minutes');
    const understood = page.locator('output[for="visit-0-minutes"]');
    const place = (): Promise<unknown> =>
      page.evaluate<number[]>(
        `(({ x, y }) => [x, y + scrollY])(document.getElementById('visit-0-carers').getBoundingClientRect())`,
      );
    const before = await place();
    for (const [typed, words] of [
      ['75', '= 1 h 15 min'],
      ['1:15', '= 1 h 15 min'],
      ['3.30', '3 h 30 min or 3 h 18 min?'],
      ['soon', ''],
    ] as const) {
      await length.fill(typed);
      expect([typed, await understood.textContent(), await place()]).toEqual([typed, words, before]);
    }
  });

  it('shows every error at once at its own address, and a reload sends nothing', async () => {
    const { id } = await journey.api.world.aPerson({ authorityId: lot.authorityId });
    const page = await journey.signedIn(officer, { viewport: PHONE });
    await page.goto(`/packages/new?person=${id}`);
    await page.locator('#visit-0-minutes').fill('3.30');
    await page.getByRole('button', { name: 'Add another visit' }).press('Enter');
    await page.locator('#visit-1-mon').press('Space');
    await page.locator('#visit-1-minutes').fill('20');
    await page.keyboard.press('Enter');
    const links = page.locator('.govuk-error-summary a');
    await links.first().waitFor();
    const fields = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    expect(fields).toEqual([
      '#urgency',
      '#visit-0-band',
      '#visit-0-minutes',
      '#visit-0-mon',
      '#visit-1-band',
      '#visit-1-shortReason',
    ]);
    expect(await accessibilityErrors(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.method()));
    await page.reload();
    expect(await page.locator('#visit-0-minutes').inputValue()).toBe('3.30');
    expect(await page.locator('#visit-1-shortReason').isVisible()).toBe(true);
    expect(sent).not.toContain('POST');
    await page.getByRole('button', { name: 'Remove visit 1' }).press('Enter');
    await page.locator('#visit-1-minutes').waitFor({ state: 'detached' });
    expect(await page.locator('#visit-0-minutes').inputValue()).toBe('20');
    expect(await accessibilityErrors(page)).toEqual([]);
  });
});
