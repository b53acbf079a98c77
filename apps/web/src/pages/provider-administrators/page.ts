import type { ProviderAdministration, UserWithLink } from '#contracts/identity';
import { formPage } from '../../console/form-page.js';
import { requiredText } from '../../console/form-inputs.js';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { mayAdminister } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';

/**
 * The list of the providers that have a contract with the authority, with the state of each provider's
 * administrator.
 */
export const providerAdministratorsPage: SignedInPage = {
  path: PATHS.providerAdministrators,
  mayOpen: mayAdminister,
  get: async ({ api }) => {
    const providers = await api.get<ProviderAdministration[]>(API_PATHS.providerAdministrators);
    return render('pages/provider-administrators/page.njk', { providers });
  },
};

/** The form with which an authority invites the first administrator of a provider. */
export const inviteProviderAdministratorPage = formPage({
  path: PATHS.inviteProviderAdministrator(':id'),
  mayOpen: mayAdminister,
  inputs: {
    name: requiredText('Enter a name.'),
    email: requiredText('Enter an e-mail address such as name@example.org.'),
  },
  send: async ({ api, id }, command, { key }) => {
    const first = { ...command, role: 'provider_administrator', providerId: id };
    await api.post<UserWithLink>(API_PATHS.newUser, first, key);
    return redirect(PATHS.providerAdministrators, { notice: 'provider_administrator_invited' });
  },
  page: async ({ api, form, id }) => {
    const providers = await api.get<ProviderAdministration[]>(API_PATHS.providerAdministrators);
    return render('pages/provider-administrators/invite.njk', {
      providerId: id,
      providerName: providers.find(({ providerId }) => providerId === id)?.providerName ?? id,
      name: form.text('name'),
      email: form.text('email'),
    });
  },
});

export const withdrawProviderAdministratorPage = formPage({
  path: PATHS.withdrawProviderAdministrator(':id'),
  from: PATHS.providerAdministrators,
  mayOpen: mayAdminister,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.withdrawProviderAdministrator(id));
    return redirect(PATHS.providerAdministrators, { notice: 'provider_administrator_withdrawn' });
  },
});
