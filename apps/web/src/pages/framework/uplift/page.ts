import type { RateUpliftPreview } from '#contracts/framework';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { type CommandOf, type Input, oneOf, readOr, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { pounds as inPounds } from '../../../formats/quantities.js';
import { penceOf } from '../../../formats/typed-amounts.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { contractRow, pickedContracts, pickedFields, ratesInWords, todayAt } from '../contracts-shown.js';
import { pickedLines } from '../change-contracts/page.js';
import { changeInWords, hundredthsOf } from './percentage.js';

const WAYS = ['percentage', 'rate'] as const;
const PERCENTAGE = 'Enter a percentage from -50 to 100 with up to two decimals, such as 2.5.';
const RATE = 'Enter an hourly rate in pounds of up to £200, such as 24.50.';

/** Reads the field of the way that was chosen. The field of the other way is not read. */
const ofWay = (
  way: (typeof WAYS)[number],
  field: string,
  sentence: string,
  read: (typed: string) => number | null,
): Input<number | null> => ({
  field,
  sentence,
  read: (form) =>
    form.text('way') === way ? readOr(read(form.text(field)), field, sentence) : { value: null },
});

const INPUTS = {
  fromOn: requiredText('Enter the first day of the new rates.'),
  way: oneOf(WAYS, 'Choose a percentage or a new rate.'),
  hundredths: ofWay('percentage', 'percentage', PERCENTAGE, hundredthsOf),
  newRatePence: ofWay('rate', 'newRate', RATE, penceOf),
  reason: requiredText('Enter the reason for the new rates.'),
};
type Command = CommandOf<typeof INPUTS>;

/** The form that changes the rates of the ticked contracts from a day on. A preview says the cost before and after. */
export const upliftPage = formPage({
  path: PATHS.upliftContracts,
  mayOpen: mayCommission,
  inputs: INPUTS,
  check: (_, __, { form, query }) =>
    pickedContracts(query, form).length === 0 ? [{ text: 'Choose contracts in the list first.' }] : [],
  preview: previewUplift,
  send: async ({ api, form }, command, { key }) => {
    await api.post(API_PATHS.uplifts, bodyOf(command, form), key);
    return redirect(PATHS.uplifts, { notice: 'rates_changed' });
  },
  showsEveryRefusal: true,
  page: showForm,
});

const bodyOf = ({ way: _, ...command }: Command, form: SignedInRequest['form']) => ({
  ...command,
  contractIds: pickedContracts(form).map(({ id }) => id),
});

async function previewUplift(
  { api, form }: SignedInRequest,
  command: Command,
  { key }: { readonly key: string },
): Promise<Rendered> {
  const { contracts, people, weeklyCostPence } = await api.post<RateUpliftPreview>(
    API_PATHS.previewUplift,
    bodyOf(command, form),
  );
  const { before, after } = weeklyCostPence;
  return render('pages/framework/uplift/preview.njk', {
    change: changeInWords(command),
    from: calendarDay(command.fromOn),
    reason: command.reason,
    people,
    before: inPounds(before),
    after: inPounds(after),
    more: `${after < before ? '−' : '+'}${inPounds(Math.abs(after - before))}`,
    rows: contracts.map((one) => ({
      branch: one.branchName,
      href: PATHS.contract(one.contractId),
      lot: `${one.lotCode} ${one.lotName}`,
      ratesBefore: ratesInWords(one.rateMinPence.before, one.rateMaxPence.before),
      ratesAfter: ratesInWords(one.rateMinPence.after, one.rateMaxPence.after),
      people: one.people,
      before: inPounds(one.weeklyCostPence.before),
      after: inPounds(one.weeklyCostPence.after),
    })),
    fields: [
      ...pickedFields(pickedContracts(form)),
      ...['fromOn', 'way', 'percentage', 'newRate', 'reason'].map((name) => ({
        name,
        value: form.text(name),
      })),
      { name: 'key', value: key },
    ],
  });
}

async function showForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const lines = await pickedLines(request);
  const { typed } = formView(request.form, returned);
  const way = typed('way', 'percentage');
  return render('pages/framework/uplift/page.njk', {
    rows: lines.map((line) => contractRow(line, todayAt(request.now))),
    picked: pickedFields(pickedContracts(request.query, request.form)),
    ways: [
      { value: 'percentage', text: 'By a percentage', checked: way === 'percentage' },
      { value: 'rate', text: 'To a new rate', checked: way === 'rate' },
    ],
  });
}
