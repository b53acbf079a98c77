import type { ContractLine, ContractsChange } from '#contracts/framework';
import type { Page } from '#contracts/list-page';
import type { ColleagueView } from '#contracts/open-work';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import {
  type CommandOf,
  nullableText,
  nullableWholeNumber,
  ticked,
  withEmptyChoice,
} from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ownerChoices } from '../../owners/work-picked.js';
import { contractRow, pickedContracts, pickedFields, todayAt } from '../contracts-shown.js';

const INPUTS = {
  endsOn: nullableText('Enter the last day of the contracts, or leave it empty.'),
  noEnd: ticked(),
  tier: nullableWholeNumber('Enter a tier from 1 to 9, or leave it empty.'),
  noticeDays: nullableWholeNumber('Enter a notice period of 0 to 366 days, or leave it empty.'),
  ownerId: nullableText('Choose a colleague.'),
};

/** The form that makes one change in all ticked contracts. What is left empty stays as it is in each contract. */
export const changeContractsPage = formPage({
  path: PATHS.changeContracts,
  mayOpen: mayCommission,
  inputs: INPUTS,
  check: (command, _, { form, query }) => {
    if (pickedContracts(query, form).length === 0) return [{ text: 'Choose contracts in the list first.' }];
    if (command.noEnd && command.endsOn !== null)
      return [{ field: 'endsOn', text: 'Enter a last day or remove it, not both.' }];
    const isEmpty = Object.values(command).every((value) => value === null || value === false);
    return isEmpty ? [{ field: 'endsOn', text: 'Enter at least one change.' }] : [];
  },
  preview: previewChange,
  send: async ({ api, form }, command) => {
    const contracts = pickedContracts(form);
    await api.post(API_PATHS.changeContracts, { contracts, change: changeOf(command) });
    return redirect(PATHS.contracts, { notice: 'contracts_changed' });
  },
  sentences: {
    version_stale: 'A colleague changed one of these contracts. Choose them in the list again.',
    contract_overlaps: 'One of these branches has another contract for its lot in these dates.',
  },
  showsEveryRefusal: true,
  page: showForm,
});

type Command = CommandOf<typeof INPUTS>;

function changeOf({ endsOn, noEnd, tier, noticeDays, ownerId }: Command): ContractsChange {
  return {
    ...(endsOn !== null && { endsOn }),
    ...(noEnd && { endsOn: null }),
    ...(tier !== null && { tier }),
    ...(noticeDays !== null && { noticeDays }),
    ...(ownerId !== null && { ownerId }),
  };
}

function changeInWords(
  { endsOn, noEnd, tier, noticeDays, ownerId }: Command,
  colleagues: readonly ColleagueView[],
): string[] {
  return [
    ...(endsOn !== null
      ? [`Last day: ${/^\d{4}-\d\d-\d\d$/.test(endsOn) ? calendarDay(endsOn) : endsOn}`]
      : []),
    ...(noEnd ? ['No last day'] : []),
    ...(tier !== null ? [`Tier ${tier}`] : []),
    ...(noticeDays !== null ? [`Notice period: ${noticeDays} days`] : []),
    ...(ownerId !== null
      ? [`Owner: ${colleagues.find(({ id }) => id === ownerId)?.name ?? 'a colleague who is not listed'}`]
      : []),
  ];
}

/** Reads the ticked contracts. Without any, asks the API for nothing. */
export async function pickedLines({ api, form, query }: SignedInRequest): Promise<readonly ContractLine[]> {
  const ids = pickedContracts(query, form).map(({ id }) => id);
  if (ids.length === 0) return [];
  const page = await api.get<Page<ContractLine>>(
    API_PATHS.contractLines({ ids: ids.join(','), limit: String(ids.length) }),
  );
  return page.items;
}

const colleaguesOf = ({ api }: SignedInRequest): Promise<ColleagueView[]> =>
  api.get<ColleagueView[]>(API_PATHS.colleagues);

async function previewChange(request: SignedInRequest, command: Command): Promise<Rendered> {
  const [lines, colleagues] = await Promise.all([pickedLines(request), colleaguesOf(request)]);
  const { form, now } = request;
  return render('pages/framework/change-contracts/preview.njk', {
    rows: lines.map((line) => contractRow(line, todayAt(now))),
    changes: changeInWords(command, colleagues),
    people: lines.reduce((sum, { people }) => sum + people, 0),
    ends: command.endsOn !== null,
    fields: [
      ...pickedFields(pickedContracts(form)),
      ...Object.keys(INPUTS).map((name) => ({ name, value: form.text(name) })),
    ],
  });
}

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const [lines, colleagues] = await Promise.all([pickedLines(request), colleaguesOf(request)]);
  const { typed } = formView(request.form, returned);
  return render('pages/framework/change-contracts/page.njk', {
    rows: lines.map((line) => contractRow(line, todayAt(request.now))),
    picked: pickedFields(returned?.isStale ? lines : pickedContracts(request.query, request.form)),
    owners: withEmptyChoice(
      'Keep the owner of each contract',
      ownerChoices(colleagues, {
        userId: request.user.id,
        kinds: ['contract'],
        chosen: typed('ownerId'),
      }),
    ),
    values: Object.fromEntries(Object.keys(INPUTS).map((name) => [name, typed(name)])),
  });
}
