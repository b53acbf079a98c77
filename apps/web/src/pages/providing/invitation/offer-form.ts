import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import { termsFaults } from '#domain/offers/terms-faults';
import type { Fault, Form } from '../../../console/form.js';
import { type Input, optionalText, pounds, requiredText } from '../../../console/form-inputs.js';
import { faultsByRule } from '../../../console/refusals.js';
import { londonFields } from '../../../formats/london-time.js';
import { penceOf, typedPounds } from '../../../formats/typed-amounts.js';
import { rateReasonWording } from '../../../wording/refusals.js';
import { type VisitShown, visitShown } from '../package-shown.js';

/** Returns the name of the form field with the start time of a visit. */
const timeField = (visitKey: string): string => `at-${visitKey}`;

type Invited = Pick<
  InvitationView,
  'package' | 'startBy' | 'rateMinPence' | 'rateMaxPence' | 'branchId' | 'mayDeliver'
>;

/** Returns the values that are read from the form of an offer. */
export function offerInputs(invitation: Pick<Invited, 'package'>) {
  return {
    startsOn: requiredText('Enter the day on which care can start.'),
    hourlyRatePence: pounds('rate', 'Enter the rate in pounds, such as 24.50.'),
    deliveringBranchId: requiredText('Choose who delivers.'),
    visitTimes: visitTimesInput(invitation),
    note: optionalText('Enter a note of up to 2,000 characters.'),
    rateReason: optionalText('Enter a reason of up to 2,000 characters.'),
  };
}

interface VisitTime {
  readonly visitKey: string;
  readonly startsAt: string;
}

/** Defines a form field for the start time of each visit of the package. All start times are required. */
function visitTimesInput({ package: pkg }: Pick<Invited, 'package'>): Input<readonly VisitTime[]> {
  return {
    read: (form) => {
      const missing = pkg.visits.filter(({ key }) => form.text(timeField(key)) === '');
      if (missing.length > 0) return { faults: missing.map(missingTime) };
      // Only hours and minutes are used, because some browsers also send seconds.
      const startOf = (key: string): string => form.text(timeField(key)).slice(0, 5);
      return { value: pkg.visits.map(({ key }) => ({ visitKey: key, startsAt: startOf(key) })) };
    },
    faultAt: ({ visitKey }, text) =>
      visitKey === undefined ? { text } : { field: timeField(visitKey), text },
  };
}

const missingTime = (visit: Visit) => ({
  field: timeField(visit.key),
  text: `Enter a start time: ${visitShown(visit).name}.`,
});

/**
 * Returns the errors that the rules for an offer find in what was typed, also while another field cannot be read. A rate
 * outside the contract needs a reason.
 */
export function offerRuleFaults(invitation: Invited, form: Form, now: Date): readonly Fault[] {
  const { package: pkg, rateMinPence, rateMaxPence } = invitation;
  const hourlyRatePence = penceOf(form.text('rate')) ?? NaN;
  const visitTimes = pkg.visits
    .map(({ key }) => ({ visitKey: key, startsAt: form.text(timeField(key)).slice(0, 5) }))
    .filter(({ startsAt }) => startsAt !== '');
  const terms = { startsOn: form.text('startsOn'), hourlyRatePence, visitTimes };
  const faults = termsFaults(terms, pkg.visits, { today: londonFields(now.toISOString()).date });
  const isOutside = hourlyRatePence < rateMinPence || hourlyRatePence > rateMaxPence;
  const needsReason = isOutside && form.text('rateReason') === '';
  const limits = {
    rateMinPence,
    rateMaxPence,
    rateFloorPence: rateMinPence,
    rateCeilingPence: rateMaxPence,
  };
  return [
    ...faultsByRule(faults, offerInputs(invitation)),
    ...(needsReason ? [{ field: 'rateReason', text: rateReasonWording(limits) }] : []),
  ];
}

/** The values that the form of an offer shows. */
export interface OfferFields {
  readonly startsOn: string;
  readonly rate: string;
  readonly visits: readonly (VisitShown & { readonly field: string; readonly startsAt: string })[];
  readonly deliveringBranchId: string;
  readonly note: string;
  readonly rateReason: string;
}

/**
 * Returns the values with which the offer form is first filled. Each visit starts when its band or time
 * window begins. Care starts on the latest day that is in time. The hourly rate is the contract's, if the contract has
 * one rate. If the contract has a range, the field is empty, because the price is the provider's decision.
 */
export function fieldsFromInvitation({
  startBy,
  rateMinPence,
  rateMaxPence,
  branchId,
  mayDeliver,
  ...invitation
}: Invited): OfferFields {
  const own = mayDeliver.find((branch) => branch.branchId === branchId) ?? mayDeliver[0];
  return {
    startsOn: londonFields(startBy).date,
    rate: rateMinPence === rateMaxPence ? typedPounds(rateMaxPence) : '',
    visits: withTimes(invitation, (visit) => (visit.window ?? BAND_HOURS[visit.band]).from),
    deliveringBranchId: own?.branchId ?? branchId,
    note: '',
    rateReason: '',
  };
}

export function fieldsOfOffer(invited: Pick<Invited, 'package'>, offer: OwnOfferView): OfferFields {
  const { startsOn, hourlyRatePence, deliveringBranchId, note, rateReason, visitTimes } = offer;
  const timeOf = new Map(visitTimes.map(({ visitKey, startsAt }) => [visitKey, startsAt]));
  return {
    startsOn,
    rate: typedPounds(hourlyRatePence),
    visits: withTimes(invited, ({ key }) => timeOf.get(key) ?? ''),
    deliveringBranchId,
    note: note ?? '',
    rateReason: rateReason ?? '',
  };
}

export function typedOfferFields(invited: Pick<Invited, 'package'>, form: Form): OfferFields {
  return {
    startsOn: form.text('startsOn'),
    rate: form.text('rate'),
    visits: withTimes(invited, ({ key }) => form.text(timeField(key))),
    deliveringBranchId: form.text('deliveringBranchId'),
    note: form.text('note'),
    rateReason: form.text('rateReason'),
  };
}

function withTimes(
  invited: Pick<Invited, 'package'>,
  timeOf: (visit: Visit) => string,
): OfferFields['visits'] {
  return invited.package.visits.map((visit) => ({
    ...visitShown(visit),
    field: timeField(visit.key),
    startsAt: timeOf(visit),
  }));
}
