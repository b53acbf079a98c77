import type { ColleagueView, TeamView } from '#contracts/open-work';
import { refuse } from '../../api.js';
import { requiredText, tickedOf, version } from '../../console/form-inputs.js';
import { formPage, formView } from '../../console/form-page.js';
import { redirect, render, type SignedInRequest } from '../../console/page.js';
import { mayAdminister } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';

const NAME = 'Enter a name for the team.';
const memberField = (id: string): string => `m-${id}`;

const colleaguesOf = ({ api }: SignedInRequest): Promise<ColleagueView[]> =>
  api.get<ColleagueView[]>(API_PATHS.colleagues);

const inputsFor = (colleagues: readonly ColleagueView[]) => ({
  name: requiredText(NAME),
  memberIds: tickedOf(
    colleagues.map(({ id }) => id),
    memberField,
  ),
});

const memberBoxes = (colleagues: readonly ColleagueView[], isMember: (id: string) => boolean) =>
  colleagues.map(({ id, name }) => ({
    id: memberField(id),
    name: memberField(id),
    value: 'yes',
    text: name,
    checked: isMember(id),
  }));

/** The list of the authority's teams, with the form for a new team. */
export const teamsPage = formPage({
  path: PATHS.teams,
  mayOpen: mayAdminister,
  load: colleaguesOf,
  inputs: inputsFor,
  send: async ({ api }, command, { key }) => {
    await api.post<TeamView>(API_PATHS.teams, command, key);
    return redirect(PATHS.teams, { notice: 'team_recorded' });
  },
  showsEveryRefusal: true,
  page: async (request, returned) => {
    const { api, form } = request;
    const [teams, colleagues] = await Promise.all([
      api.get<TeamView[]>(API_PATHS.teams),
      colleaguesOf(request),
    ]);
    return render('pages/owners/teams.njk', {
      teams,
      name: returned ? form.text('name') : '',
      members: memberBoxes(colleagues, (id) => form.text(memberField(id)) !== ''),
    });
  },
});

/** The page of one team: its name and its members. */
export const teamPage = formPage({
  path: PATHS.team(':id'),
  mayOpen: mayAdminister,
  load: colleaguesOf,
  inputs: (colleagues: readonly ColleagueView[]) => ({ ...inputsFor(colleagues), version: version('name') }),
  send: async ({ api, id }, command) => {
    await api.put<TeamView>(API_PATHS.team(id), command);
    return redirect(PATHS.teams, { notice: 'team_changed' });
  },
  showsEveryRefusal: true,
  page: async (request, returned) => {
    const { api, form, id } = request;
    const [teams, colleagues] = await Promise.all([
      api.get<TeamView[]>(API_PATHS.teams),
      colleaguesOf(request),
    ]);
    const team = teams.find((one) => one.id === id) ?? refuse('team_not_found', 404);
    const isMember = (userId: string): boolean =>
      returned ? form.text(memberField(userId)) !== '' : team.members.some((member) => member.id === userId);
    return render('pages/owners/team.njk', {
      team,
      name: formView(form, returned).typed('name', team.name),
      members: memberBoxes(colleagues, isMember),
    });
  },
});

export const removeTeamPage = formPage({
  path: PATHS.removeTeam(':id'),
  from: PATHS.teams,
  mayOpen: mayAdminister,
  send: async ({ api, id }) => {
    await api.delete(API_PATHS.team(id));
    return redirect(PATHS.teams, { notice: 'team_removed' });
  },
});
