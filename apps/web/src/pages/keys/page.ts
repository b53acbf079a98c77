import { KEY_SCOPES, type KeyList, type KeyMade, type KeyScope } from '#contracts/keys';
import { formPage } from '../../console/form-page.js';
import { requiredText, tickedOf, wholeNumber } from '../../console/form-inputs.js';
import {
  type PageAnswer,
  redirect,
  render,
  type Rendered,
  type SignedInRequest,
} from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { KEY_SCOPE_WORDING } from '../../wording/key-scopes.js';

const USUAL_DAYS = 90;
const USUAL_OVERLAP_HOURS = 24;
const DAYS_SENTENCE = 'Enter a whole number of days from 1 to 366.';

const fieldOf = (scope: KeyScope): string => `scope-${scope.replace(':', '-')}`;
const scopesTicked = tickedOf(KEY_SCOPES, fieldOf);

/** The machine keys of the user, or of the organisation for an administrator, with the form that makes a key. */
export const keysPage = formPage({
  path: PATHS.keys,
  inputs: {
    name: requiredText('Enter a name for the key, such as the system that uses it.'),
    scopes: { ...scopesTicked, field: 'scopes' },
    days: wholeNumber(DAYS_SENTENCE),
  },
  check: ({ scopes }) =>
    scopes.length > 0 ? [] : [{ field: 'scopes', text: 'Choose at least one kind of access.' }],
  send: async ({ api }, command, { key }) => made(await api.post<KeyMade>(API_PATHS.keys, command, key)),
  page: showKeys,
});

async function showKeys({ api, user, form }: SignedInRequest): Promise<Rendered> {
  const { keys, scopes } = await api.get<KeyList>(API_PATHS.keys);
  return render('pages/keys/keys.njk', {
    keys: keys.map((key) => ({
      ...key,
      scopes: key.scopes.map((scope) => KEY_SCOPE_WORDING[scope]),
      isOwn: key.userId === user.id,
    })),
    scopes: scopes.map((scope) => ({
      value: 'true',
      id: fieldOf(scope),
      name: fieldOf(scope),
      text: KEY_SCOPE_WORDING[scope],
      checked: form.text(fieldOf(scope)) !== '',
    })),
    name: form.text('name'),
    days: form.text('days') || String(USUAL_DAYS),
  });
}

/** Replaces a key. The page asks for how long both keys are valid. */
export const rotateKeyPage = formPage({
  path: PATHS.rotateKey(':id'),
  inputs: {
    days: wholeNumber(DAYS_SENTENCE),
    overlapHours: wholeNumber('Enter a whole number of hours from 0 to 168.'),
  },
  send: async ({ api, id }, command, { key }) =>
    made(await api.post<KeyMade>(API_PATHS.rotateKey(id), command, key)),
  page: async ({ api, id, form }) => {
    const { keys } = await api.get<KeyList>(API_PATHS.keys);
    return render('pages/keys/rotate.njk', {
      id,
      key: keys.find((one) => one.id === id),
      days: form.text('days') || String(USUAL_DAYS),
      overlapHours: form.text('overlapHours') || String(USUAL_OVERLAP_HOURS),
    });
  },
});

export const endKeyPage = formPage({
  path: PATHS.endKey(':id'),
  from: PATHS.keys,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.key(id));
    return redirect(PATHS.keys, { notice: 'key_ended' });
  },
});

/**
 * Shows a secret, only in the answer to the form that made it. A redirect would put the secret into an address or a
 * cookie, where it could be read later.
 */
function made({ key, secret }: KeyMade): PageAnswer {
  return render('pages/keys/made.njk', { key, secret });
}
