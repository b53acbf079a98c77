// @ts-check
const DEMONSTRATION_PASSWORD = 'homeward-demonstration';
const PASSWORD = 'kettle-tulip-harbour';

/**
 * Adds a user of a provider. The provider's administrator invites the user, who sets a password with the
 * invitation link. Returns the client of the new user, signed in.
 *
 * @param {import('./story.mjs').Story} story
 * @param {{ name: string, providerId: string }} branch  the branch, under whose name the user is known
 * @param {{ record: boolean }} options
 */
export async function addProviderUser({ people, visitor }, { name, providerId }, { record }) {
  const administrator = await administratorOf({ people, visitor }, providerId);
  const email = `tour-${providerId.toLowerCase()}-${Date.now().toString(36)}@example.org`;
  const invited = await administrator.post('/v1/users', {
    body: { email, name: `${name}, tour`, role: 'provider' },
    record,
    ...(record && { say: `invites a user of ${name}, and is shown a single-use link` }),
  });
  const user = visitor(name);
  await user.comeIn(invited, PASSWORD, {
    record,
    ...(record && { say: 'sets a password with the link; nobody else knows it' }),
  });
  return user;
}

/**
 * Returns the client of a provider's administrator in the demonstration, signed in.
 *
 * @param {Pick<import('./story.mjs').Story, 'people' | 'visitor'>} story @param {string} providerId
 */
async function administratorOf({ people, visitor }, providerId) {
  const key = `administrator ${providerId}`;
  if (people.has(key)) return people.named(key);
  const { name } = await people.named('officer').get(`/v1/providers/${providerId}`, { record: false });
  const administrator = visitor(`Administrator of ${name}`);
  people.add(key, administrator);
  const email = `administrator@${name.toLowerCase().replaceAll(' ', '-')}.example`;
  await administrator.signIn(email, DEMONSTRATION_PASSWORD, { record: false });
  return administrator;
}
