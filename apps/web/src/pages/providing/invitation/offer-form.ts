import type { InvitationView } from '#contracts/broadcasts';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import type { Fault, Form } from '../../../console/form.js';
import { londonFields } from '../../../formats/london-instant.js';
import { penceOf, typedPounds } from '../../../formats/pence.js';
import { type VisitShown, visitShown } from '../package-shown.js';

/** The field in which a visit's time is given. */
export const timeField = (visitKey: string): string => `at-${visitKey}`;

/** The form of an offer, filled in: as it was asked, as it was offered, or as somebody typed it. */
export interface OfferFields {
  readonly startsOn: string;
  readonly rate: string;
  readonly visits: readonly (VisitShown & { readonly field: string; readonly startsAt: string })[];
  readonly deliveringBranchId: string;
  readonly note: string;
  readonly rateReason: string;
}

type Asked = Pick<InvitationView, 'package' | 'startBy' | 'rateMaxPence' | 'branchId' | 'mayDeliver'>;

/** Everything as it is asked: each visit when its window opens, the start on the last day, the contract's own rate. */
export function fieldsAsAsked({ startBy, rateMaxPence, branchId, mayDeliver, ...asked }: Asked): OfferFields {
  const own = mayDeliver.find((one) => one.branchId === branchId) ?? mayDeliver[0];
  return {
    startsOn: londonFields(startBy).date,
    rate: typedPounds(rateMaxPence),
    visits: withTimes(asked, (visit) => (visit.window ?? BAND_HOURS[visit.band]).from),
    deliveringBranchId: own?.branchId ?? branchId,
    note: '',
    rateReason: '',
  };
}

export function fieldsOfOffer(asked: Pick<Asked, 'package'>, offer: OwnOfferView): OfferFields {
  const { startsOn, hourlyRatePence, deliveringBranchId, note, rateReason, visitTimes } = offer;
  const timeOf = new Map(visitTimes.map(({ visitKey, startsAt }) => [visitKey, startsAt]));
  return {
    ...{ startsOn, deliveringBranchId, note: note ?? '', rateReason: rateReason ?? '' },
    rate: typedPounds(hourlyRatePence),
    visits: withTimes(asked, ({ key }) => timeOf.get(key) ?? ''),
  };
}

export function fieldsTyped(asked: Pick<Asked, 'package'>, form: Form): OfferFields {
  const [startsOn = '', rate = '', deliveringBranchId = '', note = '', rateReason = ''] = [
    ...['startsOn', 'rate', 'deliveringBranchId', 'note', 'rateReason'],
  ].map((name) => form.text(name));
  const visits = withTimes(asked, ({ key }) => form.text(timeField(key)));
  return { startsOn, rate, visits, deliveringBranchId, note, rateReason };
}

/** What is sent to the API, or what has to be filled in first. */
export function termsOf(fields: OfferFields): OfferTerms | readonly Fault[] {
  const { startsOn, deliveringBranchId, visits, note, rateReason } = fields;
  const hourlyRatePence = penceOf(fields.rate);
  const faults: Fault[] = [
    ...(startsOn === '' ? [{ field: 'startsOn', text: 'Enter the day on which care can start.' }] : []),
    ...(hourlyRatePence === null
      ? [{ field: 'rate', text: 'Enter the rate in pounds, such as 24.50.' }]
      : []),
    ...(deliveringBranchId === '' ? [{ field: 'deliveringBranchId', text: 'Choose who delivers.' }] : []),
    ...visits
      .filter(({ startsAt }) => startsAt === '')
      .map(({ field, name }) => ({ field, text: `Enter when you can begin: ${name}.` })),
  ];
  if (hourlyRatePence === null || faults.length > 0) return faults;
  return {
    startsOn,
    hourlyRatePence,
    deliveringBranchId,
    // A browser that knows seconds sends them too.
    visitTimes: visits.map(({ key, startsAt }) => ({ visitKey: key, startsAt: startsAt.slice(0, 5) })),
    ...(note && { note }),
    ...(rateReason && { rateReason }),
  };
}

function withTimes(
  asked: Pick<Asked, 'package'>,
  timeOf: (visit: Visit) => string,
): (VisitShown & { readonly field: string; readonly startsAt: string })[] {
  return asked.package.visits.map((visit) => ({
    ...visitShown(visit),
    field: timeField(visit.key),
    startsAt: timeOf(visit),
  }));
}
