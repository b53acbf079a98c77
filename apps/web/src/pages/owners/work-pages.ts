import { type ColleagueView, type GivenOutcome, mayOwn, type WorkOwnerView } from '#contracts/open-work';
import { ApiProblem, refuse } from '../../api.js';
import { requiredText } from '../../console/form-inputs.js';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../console/page.js';
import { mayBroker } from '../../console/roles.js';
import { API_PATHS, ownPath, PATHS } from '../../paths.js';
import { outcomeInWords, WORK_KIND_WORDING } from '../../wording/owners.js';
import { isWorkKind, NO_OWNER, ownerChoices, pickedWork, pickName } from './work-picked.js';

const OWNER = requiredText('Choose a colleague.');

/** The page about the owner of a piece of work: who owns it, who owned it before, and the form that gives it away. */
export const workOwnerPage = formPage({
  path: PATHS.workOwner(':kind', ':id'),
  inputs: { ownerId: OWNER },
  send: async (request, { ownerId }) => {
    const fromId = request.form.text('fromId') || null;
    await request.api.put(API_PATHS.workOwner(workIn(request)), { ownerId, fromId });
    const { kind, id } = workIn(request);
    return redirect(PATHS.workOwner(kind, id), { notice: 'owner_changed' });
  },
  showsEveryRefusal: true,
  page: showOwner,
});

function workIn({ parameters, id }: SignedInRequest) {
  const { kind } = parameters;
  if (!isWorkKind(kind)) return refuse('unknown_route', 404);
  return { kind, id };
}

async function showOwner(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, user } = request;
  const work = await api.get<WorkOwnerView>(API_PATHS.workOwner(workIn(request)));
  const mayChange = mayBroker(user) && work.isOpen;
  const colleagues = mayChange ? await api.get<ColleagueView[]>(API_PATHS.colleagues) : [];
  const { typed } = formView(form, returned);
  const choices = ownerChoices(colleagues, {
    userId: user.id,
    kinds: [work.kind],
    chosen: typed('ownerId'),
  }).filter(({ value }) => value !== work.ownerId);
  return render('pages/owners/work-owner.njk', {
    ...work,
    title: `${WORK_KIND_WORDING[work.kind]}: ${work.name}`,
    href: subjectHref(work),
    choices,
    mayChange,
    mayTake: mayChange && work.ownerId !== user.id && mayOwn(user.role, work.kind),
    userId: user.id,
  });
}

/** Returns the address of the page that the work is about. */
function subjectHref({
  kind,
  id,
  packageId,
  reallocationId,
  restrictionId,
  branchId,
}: WorkOwnerView): string {
  if (kind === 'contract') return PATHS.contract(id);
  if (kind === 'subcontract') return PATHS.subcontract(id);
  if (kind === 'check' && branchId !== null) return PATHS.branchChecks(branchId);
  if (packageId !== null) return PATHS.package(packageId);
  if (reallocationId !== null) return PATHS.reallocation(reallocationId);
  if (restrictionId !== null) return PATHS.restriction(restrictionId);
  return branchId === null ? PATHS.board : PATHS.branch(branchId);
}

/** Takes a piece of work from the board. If a colleague took it first, the board says so. */
export const takeWorkPage = formPage({
  path: PATHS.takeWork,
  from: PATHS.board,
  mayOpen: mayBroker,
  send: async ({ api, form, user }) => {
    const next = ownPath(form.text('next'), PATHS.board);
    const [kind, id = '', fromId = NO_OWNER] = form.text('work').split(' ');
    if (!isWorkKind(kind)) return refuse('unknown_route', 404);
    try {
      const body = { ownerId: user.id, fromId: fromId === NO_OWNER ? null : fromId };
      await api.put(API_PATHS.workOwner({ kind, id }), body);
      return redirect(next, { notice: 'work_taken' });
    } catch (error) {
      const isLate =
        error instanceof ApiProblem && ['owner_changed', 'work_over'].includes(error.problem.code);
      if (isLate) return redirect(next, { notice: 'work_not_taken' });
      throw error;
    }
  },
});

/** The page that gives the work that was ticked on the board to one colleague. */
export const giveWorkPage = formPage({
  path: PATHS.giveWork,
  mayOpen: mayBroker,
  inputs: { ownerId: OWNER },
  check: (_, __, { form }) =>
    pickedWork(form).length === 0 ? [{ text: 'Choose work on the board first.' }] : [],
  send: async (request, { ownerId }) => {
    const { api, form } = request;
    const outcome = await api.post<GivenOutcome>(API_PATHS.giveWork, { work: pickedWork(form), ownerId });
    return showOutcome(request, outcome, ownerId);
  },
  showsEveryRefusal: true,
  page: async ({ api, form, query, user }, returned) => {
    const work = pickedWork(query, form);
    const { typed } = formView(form, returned);
    const colleagues = await api.get<ColleagueView[]>(API_PATHS.colleagues);
    return render('pages/owners/give-work.njk', {
      count: work.length,
      fields: work.map(({ kind, id, fromId }) => ({
        name: pickName(kind, id),
        value: fromId ?? NO_OWNER,
      })),
      choices: ownerChoices(colleagues, {
        userId: user.id,
        kinds: work.map(({ kind }) => kind),
        chosen: typed('ownerId'),
      }),
    });
  },
});

/** Gives all open work of the user to a colleague. The form is on the page of absences. */
export const giveAllWorkPage = formPage({
  path: PATHS.giveAllWork,
  from: PATHS.absences,
  mayOpen: mayBroker,
  inputs: { ownerId: OWNER },
  send: async (request, { ownerId }) => {
    const outcome = await request.api.post<GivenOutcome>(API_PATHS.giveAllWork, { ownerId });
    return showOutcome(request, outcome, ownerId);
  },
});

async function showOutcome(
  { api }: SignedInRequest,
  outcome: GivenOutcome,
  ownerId: string,
): Promise<Rendered> {
  const colleagues = await api.get<ColleagueView[]>(API_PATHS.colleagues);
  const name = colleagues.find(({ id }) => id === ownerId)?.name ?? 'the colleague';
  return render('pages/owners/given.njk', { sentences: outcomeInWords(outcome, name) });
}
