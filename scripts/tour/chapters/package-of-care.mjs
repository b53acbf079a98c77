// @ts-check
import { expect } from '../story.mjs';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const VISITS = [
  { key: 'v1', days: EVERY_DAY, band: 'breakfast', minutes: 45, carers: 1, personalCare: true },
  {
    key: 'v2',
    days: EVERY_DAY,
    band: 'tea',
    window: { from: '16:30', to: '17:15' },
    minutes: 30,
    carers: 1,
    personalCare: false,
    timeCriticalReason: 'Insulin before the meal',
  },
];

/** @param {import('../story.mjs').Story} story */
export async function packageOfCare(story) {
  const { narrator, people } = story;
  const officer = people.named('officer');
  narrator.chapter(
    'A package of care',
    'A person’s details are kept in one place. A package says what care is needed. Its lot follows from the postcode.',
  );
  const { lotId } = await officer.post('/v1/lots/locate', {
    body: { postcode: 'LE11 3TU' },
    say: 'asks which lot a postcode lies in',
  });
  const lots = await officer.get('/v1/lots', { record: false });
  const lot = lots.find((/** @type {{ id: string }} */ one) => one.id === lotId);
  narrator.tell(`It is ${lot.name}: ${lot.method}, ${lot.sealed ? 'sealed' : 'open'} offers.`);

  const person = await officer.post('/v1/people', {
    body: {
      reference: `TOUR-${Date.now().toString(36).toUpperCase()}`,
      givenName: 'Maureen',
      familyName: "O'Brien",
      bornOn: '1941-06-03',
      addressLines: ['4 Example Lane', 'Loughborough'],
      postcode: 'LE11 3TU',
      livesAlone: true,
    },
    say: 'records the person',
  });
  await officer.post('/v1/packages', {
    body: { personId: person.id, urgency: 'hospital', visits: [{ ...VISITS[0], minutes: 15 }], needs: [] },
    status: 422,
    say: 'a visit of 15 minutes with personal care is refused, with every fault',
  });
  story.pkg = await officer.post('/v1/packages', {
    body: { personId: person.id, urgency: 'hospital', visits: VISITS, needs: ['diabetes'] },
    say: 'creates the package',
  });
  narrator.tell(
    `${story.pkg.reference}: ${story.pkg.weeklyMinutes / 60} hours a week in ${story.pkg.lotName}.`,
  );

  const decisions = await officer.get(`/v1/packages/${story.pkg.id}/eligibility`, {
    say: 'checks which branches would be invited, before the broadcast',
  });
  const eligible = decisions.filter((/** @type {any} */ one) => one.eligible);
  expect(eligible.length >= 2, 'two branches may take the package');
  narrator.tell(`${eligible.length} of ${decisions.length} branches may take it.`);
}
