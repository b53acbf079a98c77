import { type AbsenceView, type ColleagueView, mayOwn, WORK_KINDS } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';
import type { UserView } from '#contracts/identity';
import { optionalText, requiredText } from '../../console/form-inputs.js';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../console/page.js';
import { mayAdminister, mayBroker } from '../../console/roles.js';
import { londonFields } from '../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { ownerChoices } from './work-picked.js';

const mayOpen = (user: UserView): boolean => mayBroker(user) || mayAdminister(user);

/**
 * The page of absences: who is away and who covers, and the form that records an absence. An administrator records
 * absences for others. Officers and commissioners also give all their work away here.
 */
export const absencesPage = formPage({
  path: PATHS.absences,
  mayOpen,
  inputs: {
    userId: optionalText(),
    firstOn: requiredText('Enter the first day.'),
    lastOn: requiredText('Enter the last day.'),
    deputyId: requiredText('Choose a deputy.'),
  },
  check: ({ userId }, _, { user }) =>
    mayAdminister(user) && !userId ? [{ field: 'userId', text: 'Choose the colleague who is away.' }] : [],
  send: async ({ api, user }, { userId, ...days }, { key }) => {
    const who = mayAdminister(user) ? { userId } : {};
    await api.post<AbsenceView>(API_PATHS.absences, { ...who, ...days }, key);
    return redirect(PATHS.absences, { notice: 'absence_recorded' });
  },
  showsEveryRefusal: true,
  page: showAbsences,
});

/** True if a user with the role `deputy` may own all work of a user with the role `absent`. The API checks it again. */
const coversAll = (absent: Role, deputy: Role): boolean =>
  WORK_KINDS.every((kind) => !mayOwn(absent, kind) || mayOwn(deputy, kind));

async function showAbsences(
  { api, form, user, now }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const [absences, colleagues] = await Promise.all([
    api.get<AbsenceView[]>(API_PATHS.absences),
    api.get<ColleagueView[]>(API_PATHS.colleagues),
  ]);
  const { typed } = formView(form, returned);
  const today = londonFields(now.toISOString()).date;
  const choice = ({ id, name }: ColleagueView, chosen: string) => ({
    value: id,
    text: name,
    selected: id === chosen,
  });
  const isAdministrator = mayAdminister(user);
  const deputies = isAdministrator
    ? colleagues
    : colleagues.filter(({ id, role }) => id !== user.id && coversAll(user.role, role));
  return render('pages/owners/absences.njk', {
    absences: absences.map((absence) => ({
      ...absence,
      isNow: absence.firstOn <= today,
      mayEnd: isAdministrator || absence.userId === user.id,
    })),
    isAdministrator,
    today,
    users: colleagues.map((one) => choice(one, typed('userId'))),
    deputies: deputies.map((one) => choice(one, typed('deputyId'))),
    heirs: isAdministrator
      ? []
      : ownerChoices(colleagues, { userId: user.id, kinds: ['package'], chosen: '' }).filter(
          ({ value }) => value !== user.id,
        ),
  });
}

/** Ends an absence early, or cancels it before it begins. */
export const endAbsencePage = formPage({
  path: PATHS.endAbsence(':id'),
  from: PATHS.absences,
  mayOpen,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.absence(id));
    return redirect(PATHS.absences, { notice: 'absence_ended' });
  },
});
