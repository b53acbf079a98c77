import { Journey } from './browser.js';

describe('the documentation of the API, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());

  it('draws itself under its content security policy', async () => {
    const page = await journey.openPage();
    await page.goto('/docs');
    await page.locator('.opblock').first().waitFor(); // routes further down are drawn when they are scrolled to
    expect(journey.browserErrors).toEqual([]);
  });
});
