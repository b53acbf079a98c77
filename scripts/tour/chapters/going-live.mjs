// @ts-check
import { anEmptyHomeward } from '../../lib/start-or-use-homeward.mjs';
import { expect, until } from '../story.mjs';
import { Visitor } from '../visitor.mjs';

const PASSWORD = 'kettle-tulip-harbour';
const LOCATION = '1-9990100001';
const PROVIDER = '1-9990100000';

/** The files that a council exports from its earlier system. @type {readonly (readonly [kind: string, lines: readonly string[]])[]} */
const FILES = [
  [
    'lots',
    [
      'Lot code,Lot name,Postcode areas,Lowest hourly rate,Highest hourly rate',
      'LOT-01,Ely,CB6; CB7,20.00,28.00',
    ],
  ],
  ['providers', ['CQC provider id,Provider name', `${PROVIDER},Amberline Limited`]],
  [
    'branches',
    [
      'CQC location id,CQC provider id,Branch name,Postcode,Overall rating,Rated on,Meets needs,Source,Source date',
      `${LOCATION},${PROVIDER},Amberline Ely,CB6 1AA,Good,2025-03-12,,https://www.cqc.org.uk/location/${LOCATION},2025-03-20`,
    ],
  ],
  [
    'contracts',
    [
      'Contract reference,CQC location id,Lot code,Tier,Rank in tier,Lowest hourly rate,First day',
      `C-0001,${LOCATION},LOT-01,1,1,21.50,01/04/2024`,
    ],
  ],
  [
    'capacity',
    [
      'CQC location id,Lot code,Spare hours a week,Times of day,Two carers',
      `${LOCATION},LOT-01,60,breakfast; lunch; tea; bed,yes`,
    ],
  ],
  [
    'people',
    [
      'Case number,First name,Last name,Date of birth,Address,Postcode',
      'P-1,Maureen,O’Brien,03/06/1941,4 Example Lane,CB6 1AA',
      'P-2,Abdul,Karim,1938,5 Example Lane,CB6 1AA',
      'P-3,Ada,Example,14/03/1938,6 Example Lane,CB7 4AA',
    ],
  ],
  [
    'care',
    [
      'Care reference,Case number,CQC location id,Start date,Visits,Hours a week,Hourly rate',
      `S-1,P-1,${LOCATION},06/01/2025,daily breakfast 60,7,22.40`,
      `S-2,P-2,${LOCATION},06/01/2025,daily tea 30,3.5,22.40`,
    ],
  ],
];

/**
 * A council goes live, from an empty database to its first award. Uses a Homeward of its own, because the demonstration is
 * live already.
 *
 * @param {import('../story.mjs').Story} story
 */
export async function goingLive({ narrator }) {
  narrator.chapter(
    'A council goes live',
    'An empty database, and files from the council’s earlier system. Nothing is sent to providers before they have confirmed their people, the figures of both systems agree, and a named commissioner goes live.',
  );
  const homeward = await anEmptyHomeward();
  const visitor = (/** @type {string} */ name) => new Visitor(homeward.address, name, narrator);
  /** Comes in by a link of the operator. @param {Visitor} one @param {string[]} command @param {string} email */
  const byOperator = async (one, command, email) => {
    const link = await homeward.operate(command);
    const token = new URL(link).pathname.split('/').at(-1) ?? '';
    await one.comeIn({ user: { email }, link: { token } }, PASSWORD, { record: false });
  };
  try {
    const council = await councilUsers(visitor, byOperator, narrator);
    await importFiles(council.commissioner);
    const pkg = await aPackage(council.officer);
    await council.officer.post(`/v1/packages/${pkg.id}/broadcasts`, {
      status: 422,
      say: 'cannot send a broadcast: the council is not live',
    });
    const branch = await providerUser(visitor, byOperator, council.administrator);
    await confirmList(council.commissioner, branch);
    await compareFigures(council.commissioner);
    await council.commissioner.post('/v1/cut-over/live', { say: 'goes live' });
    await firstAward(council.officer, branch, pkg);
  } finally {
    await homeward.stop();
  }
}

/**
 * @param {(name: string) => Visitor} visitor
 * @param {(one: Visitor, command: string[], email: string) => Promise<void>} byOperator
 * @param {import('../narrator.mjs').Narrator} narrator
 */
async function councilUsers(visitor, byOperator, narrator) {
  const administrator = visitor('Administrator');
  const email = 'it@cambridgeshire.example';
  const council = ['--council', 'Cambridgeshire', '--ons-code', 'E10000003'];
  await byOperator(administrator, ['authority', ...council, '--email', email, '--name', 'Ann'], email);
  narrator.tell(
    'Operator: sets up Cambridgeshire with its first administrator, who sets a password with a link.',
  );
  const one = async (/** @type {string} */ role, /** @type {string} */ name) => {
    const user = visitor(name);
    const invited = await administrator.post('/v1/users', {
      body: { email: `${role}@cambridgeshire.example`, name, role },
      record: role === 'commissioner',
      say: `adds the ${role}`,
    });
    await user.comeIn(invited, PASSWORD, { record: false });
    return user;
  };
  const commissioner = await one('commissioner', 'Commissioner');
  const officer = await one('officer', 'Officer');
  await commissioner.post('/v1/clock-profiles/confirm', { record: false, say: 'confirms the time limits' });
  return { administrator, commissioner, officer };
}

/** @param {Visitor} commissioner */
async function importFiles(commissioner) {
  for (const [kind, lines] of FILES) {
    const isShown = kind === 'care';
    const path = `/v1/imports?kind=${kind}&name=${kind}.csv`;
    const { id } = await commissioner.upload(path, lines.join('\n'), {
      mediaType: 'text/csv',
      record: isShown,
      say: `uploads the file of ${kind}`,
    });
    const read = () => commissioner.get(`/v1/imports/${id}`, { record: false });
    await until(async () => (await read()).status === 'checked', `the file of ${kind} is checked`);
    await commissioner.post(`/v1/imports/${id}/start`, { record: isShown });
    await until(async () => (await read()).status === 'done', `the file of ${kind} is imported`);
    const { counts } = await read();
    expect(counts.refused === 0 && counts.added === lines.length - 1, `every row of ${kind} is imported`);
  }
}

/** @param {Visitor} officer */
async function aPackage(officer) {
  const { items } = await officer.get('/v1/people?limit=10', { record: false });
  const person = items.find((/** @type {any} */ one) => one.reference === 'P-3');
  const visits = [
    {
      key: 'v1',
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      band: 'breakfast',
      minutes: 45,
      carers: 1,
      personalCare: true,
    },
  ];
  return officer.post('/v1/packages', {
    body: { personId: person.id, urgency: 'routine', visits, needs: [] },
    record: false,
    say: 'creates a package for an imported person without care',
  });
}

/**
 * @param {(name: string) => Visitor} visitor
 * @param {(one: Visitor, command: string[], email: string) => Promise<void>} byOperator
 * @param {Visitor} administrator
 */
async function providerUser(visitor, byOperator, administrator) {
  const email = 'head@amberline.example';
  await administrator.post('/v1/users', {
    body: { email, name: 'Head', role: 'provider_administrator', providerId: PROVIDER },
    record: false,
    say: 'invites the administrator of Amberline; the operator sends the link',
  });
  const head = visitor('Administrator of Amberline');
  await byOperator(head, ['link', email], email);
  const invited = await head.post('/v1/users', {
    body: { email: 'ely@amberline.example', name: 'Ely', role: 'provider' },
    record: false,
    say: 'adds a user of the provider',
  });
  const branch = visitor('Amberline Ely');
  await branch.comeIn(invited, PASSWORD, { record: false });
  return branch;
}

/** @param {Visitor} commissioner @param {Visitor} branch */
async function confirmList(commissioner, branch) {
  const care = await branch.get('/v1/care', { record: false });
  expect(care.items.length === 0, 'a provider sees no care of a council that prepares');
  await commissioner.post('/v1/cut-over/lists', { say: 'asks the providers to confirm their people' });
  const [{ id }] = await branch.get('/v1/care-lists', { record: false });
  const list = await branch.get(`/v1/care-lists/${id}`, {
    say: 'reads its people and hours; the read is logged',
  });
  const dispute = await branch.post(`/v1/care-lists/${id}/disputes`, {
    body: {
      kind: 'wrong_hours',
      placementId: list.rows[0].placementId,
      claimedMinutes: 240,
      note: 'Four hours since May',
    },
    say: 'disputes a line',
  });
  await commissioner.post('/v1/cut-over/live', {
    status: 422,
    say: 'cannot go live yet, and is told everything that is open',
  });
  await commissioner.post(`/v1/care-disputes/${dispute.id}/settle`, {
    body: { outcome: 'as_recorded', answer: 'The order says 3.5 hours. A change goes through a request.' },
    say: 'answers the dispute',
  });
  await branch.post(`/v1/care-lists/${id}/confirm`, {
    body: { digest: list.digest },
    say: 'confirms the list that it read',
  });
}

/** @param {Visitor} commissioner */
async function compareFigures(commissioner) {
  await commissioner.post('/v1/cut-over/side-by-side', {
    record: false,
    say: 'lets both systems run side by side',
  });
  const figures = (/** @type {string} */ kind) => `/v1/reconciliations?kind=${kind}&name=figures.csv`;
  const people = ['Case number,CQC location id,Hours a week', `P-1,${LOCATION},7`, `P-2,${LOCATION},4`];
  await commissioner.upload(figures('figure_people'), people.join('\n'), {
    mediaType: 'text/csv',
    say: 'compares the earlier system’s list of people',
  });
  const { items } = await commissioner.get('/v1/care-differences', {
    say: 'reads what differs, person by person',
  });
  expect(items.length === 1 && items[0].kind === 'other_hours', 'one person has other hours');
  await commissioner.post(`/v1/care-differences/${items[0].id}/settle`, {
    body: { outcome: 'wrong_there', reason: 'The earlier system has the hours of May' },
    say: 'settles the difference',
  });
  const totals = ['CQC location id,Lot code,People,Hours a week', `${LOCATION},LOT-01,2,10.5`];
  const day = await commissioner.upload(figures('figure_totals'), totals.join('\n'), {
    mediaType: 'text/csv',
    say: 'compares the totals by branch and lot',
  });
  expect(day.openDifferences === 0, 'the totals agree');
}

/** @param {Visitor} officer @param {Visitor} branch @param {any} pkg */
async function firstAward(officer, branch, pkg) {
  const broadcast = await officer.post(`/v1/packages/${pkg.id}/broadcasts`, {
    say: 'sends the first broadcast',
  });
  const { items } = await branch.get('/v1/invitations', { record: false });
  const [invitation] = items;
  await branch.post(`/v1/invitations/${invitation.id}/offers`, {
    body: {
      startsOn: invitation.startBy.slice(0, 10),
      hourlyRatePence: 2_150,
      visitTimes: [{ visitKey: 'v1', startsAt: '08:00' }],
      deliveringBranchId: LOCATION,
      note: null,
    },
    record: false,
    say: 'makes an offer',
  });
  await officer.post(`/v1/broadcasts/${broadcast.id}/close`, {
    body: { reason: 'The only branch has answered' },
    record: false,
  });
  const [best] = await officer.get(`/v1/broadcasts/${broadcast.id}/offers`, { record: false });
  const award = await officer.post(`/v1/broadcasts/${broadcast.id}/award`, {
    body: { offerId: best.id },
    say: 'awards the offer: the council’s first',
  });
  expect(award.packageId === pkg.id, 'the package is awarded');
}
