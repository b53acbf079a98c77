import type { FigureKind } from '#contracts/cut-over';
import type { ImportKind } from '#contracts/imports';

/** A kind of file that is read by its headings: an import, or the council's own figures. */
export type FileKind = ImportKind | FigureKind;

/** A column of a file: its heading in the template, other headings that mean the same, and an example. */
export interface Column {
  readonly heading: string;
  readonly also?: readonly string[];
  readonly isRequired?: true;
  readonly example: string;
}

/**
 * The columns of each kind of file (docs/import.md). A row is read by the name of a column, never by its place. The first
 * column of each kind is the council's own reference, or a number that stands for it.
 */
export const COLUMNS = {
  lots: {
    code: { heading: 'Lot code', also: ['code', 'lot'], isRequired: true, example: 'LOT-01' },
    name: { heading: 'Lot name', also: ['name'], isRequired: true, example: 'Loughborough' },
    areas: {
      heading: 'Postcode areas',
      also: ['areas', 'postcodes', 'postcode districts'],
      isRequired: true,
      example: 'LE11; LE12 5',
    },
    floor: {
      heading: 'Lowest hourly rate',
      also: ['rate floor', 'floor'],
      isRequired: true,
      example: '20.00',
    },
    ceiling: {
      heading: 'Highest hourly rate',
      also: ['rate ceiling', 'ceiling'],
      isRequired: true,
      example: '28.00',
    },
    method: { heading: 'Method', also: ['allocation method'], example: 'broadcast' },
    sealed: { heading: 'Sealed', also: ['sealed offers'], example: 'yes' },
    ratingPolicy: { heading: 'Rating policy', example: 'exclude inadequate' },
  },
  directory: {
    branchId: {
      heading: 'CQC Location ID (for office use only)',
      also: ['CQC Location ID'],
      isRequired: true,
      example: '1-9990100001',
    },
    name: { heading: 'Name', isRequired: true, example: 'Amberline Home Care' },
    postcode: { heading: 'Postcode', isRequired: true, example: 'LE11 3TU' },
    telephone: { heading: 'Phone number', example: '01632 960001' },
    services: { heading: 'Service types', isRequired: true, example: 'Homecare agencies' },
    specialisms: { heading: 'Specialisms/services', example: 'Personal care|Dementia' },
    providerName: { heading: 'Provider name', isRequired: true, example: 'Amberline Limited' },
    providerId: {
      heading: 'CQC Provider ID (for office use only)',
      also: ['CQC Provider ID'],
      isRequired: true,
      example: '1-9990100000',
    },
  },
  providers: {
    id: {
      heading: 'CQC provider id',
      also: ['provider id', 'id'],
      isRequired: true,
      example: '1-9990100000',
    },
    name: {
      heading: 'Provider name',
      also: ['name', 'provider'],
      isRequired: true,
      example: 'Amberline Limited',
    },
  },
  branches: {
    id: {
      heading: 'CQC location id',
      also: ['branch id', 'location id', 'id'],
      isRequired: true,
      example: '1-9990100001',
    },
    providerId: {
      heading: 'CQC provider id',
      also: ['provider id'],
      isRequired: true,
      example: '1-9990100000',
    },
    name: {
      heading: 'Branch name',
      also: ['name', 'branch'],
      isRequired: true,
      example: 'Amberline Loughborough',
    },
    postcode: { heading: 'Postcode', isRequired: true, example: 'LE11 3TU' },
    telephone: { heading: 'Telephone', also: ['phone', 'phone number'], example: '01632 960001' },
    manager: { heading: 'Registered manager', also: ['manager'], example: 'Sian Example' },
    overall: { heading: 'Overall rating', also: ['rating', 'cqc rating'], example: 'Good' },
    ratedOn: { heading: 'Rated on', also: ['rating date'], example: '2025-03-12' },
    capabilities: {
      heading: 'Meets needs',
      also: ['capabilities', 'needs'],
      example: 'dementia; medication',
    },
    source: {
      heading: 'Source',
      also: ['cqc page', 'source reference'],
      isRequired: true,
      example: 'https://www.cqc.org.uk/location/1-9990100001',
    },
    sourceOn: { heading: 'Source date', also: ['source day'], isRequired: true, example: '2025-03-20' },
  },
  contracts: {
    reference: {
      heading: 'Contract reference',
      also: ['reference', 'contract', 'contract number'],
      isRequired: true,
      example: 'C-0001',
    },
    branchId: {
      heading: 'CQC location id',
      also: ['branch id', 'location id'],
      isRequired: true,
      example: '1-9990100001',
    },
    lot: { heading: 'Lot code', also: ['lot'], isRequired: true, example: 'LOT-01' },
    tier: { heading: 'Tier', isRequired: true, example: '1' },
    rank: { heading: 'Rank in tier', also: ['rank'], isRequired: true, example: '1' },
    rateMin: {
      heading: 'Lowest hourly rate',
      also: ['rate from', 'rate'],
      isRequired: true,
      example: '21.50',
    },
    rateMax: { heading: 'Highest hourly rate', also: ['rate to'], example: '24.00' },
    startsOn: {
      heading: 'First day',
      also: ['start date', 'start'],
      isRequired: true,
      example: '01/04/2024',
    },
    endsOn: { heading: 'Last day', also: ['end date', 'end'], example: '31/03/2028' },
    noticeDays: { heading: 'Notice days', also: ['notice'], example: '28' },
  },
  subcontracts: {
    reference: { heading: 'Subcontract reference', also: ['reference'], isRequired: true, example: 'S-0001' },
    branchId: {
      heading: 'CQC location id of the contracted branch',
      also: ['branch id', 'contracted branch', 'lead branch'],
      isRequired: true,
      example: '1-9990100001',
    },
    delivererId: {
      heading: 'CQC location id of the delivering branch',
      also: ['delivering branch id', 'delivering branch', 'subcontractor'],
      isRequired: true,
      example: '1-9990100003',
    },
    lot: { heading: 'Lot code', also: ['lot'], isRequired: true, example: 'LOT-01' },
    startsOn: {
      heading: 'First day',
      also: ['start date', 'start'],
      isRequired: true,
      example: '01/04/2024',
    },
    endsOn: { heading: 'Last day', also: ['end date', 'end'], example: '' },
  },
  capacity: {
    branchId: {
      heading: 'CQC location id',
      also: ['branch id', 'location id'],
      isRequired: true,
      example: '1-9990100001',
    },
    lot: { heading: 'Lot code', also: ['lot'], isRequired: true, example: 'LOT-01' },
    hours: {
      heading: 'Spare hours a week',
      also: ['spare hours', 'hours'],
      isRequired: true,
      example: '42.5',
    },
    bands: {
      heading: 'Times of day',
      also: ['bands'],
      isRequired: true,
      example: 'breakfast; lunch; tea; bed',
    },
    doubleUps: { heading: 'Two carers', also: ['double ups'], example: 'yes' },
    declaredOn: { heading: 'Declared on', also: ['date'], example: '2026-11-02' },
  },
  people: {
    reference: {
      heading: 'Case number',
      also: ['reference', 'person id', 'client id', 'liquidlogic id', 'mosaic id'],
      isRequired: true,
      example: 'P-100001',
    },
    givenName: {
      heading: 'First name',
      also: ['given name', 'forename', 'forenames', 'first names'],
      example: 'Ada',
    },
    familyName: { heading: 'Last name', also: ['family name', 'surname'], example: "O'Brien" },
    bornOn: { heading: 'Date of birth', also: ['dob', 'birth date', 'born'], example: '14/03/1938' },
    nhsNumber: { heading: 'NHS number', also: ['nhs', 'nhs no'], example: '943 476 5919' },
    address: {
      heading: 'Address',
      also: ['address line 1', 'address 1'],
      isRequired: true,
      example: '12 Example Lane, Loughborough',
    },
    address2: { heading: 'Address line 2', also: ['address 2'], example: '' },
    address3: { heading: 'Address line 3', also: ['address 3', 'town'], example: '' },
    postcode: { heading: 'Postcode', also: ['post code'], isRequired: true, example: 'LE11 3TU' },
    livesAlone: { heading: 'Lives alone', example: 'yes' },
    notSameAs: { heading: 'Not the same person as', also: ['different from'], example: '' },
  },
  care: {
    reference: {
      heading: 'Care reference',
      also: ['reference', 'package reference', 'service id', 'care package id'],
      isRequired: true,
      example: 'SP-20001',
    },
    person: {
      heading: 'Case number',
      also: ['person', 'person id', 'client id'],
      isRequired: true,
      example: 'P-100001',
    },
    branchId: {
      heading: 'CQC location id',
      also: ['branch id', 'location id', 'contracted branch'],
      isRequired: true,
      example: '1-9990100001',
    },
    delivererId: {
      heading: 'CQC location id of the delivering branch',
      also: ['delivering branch id', 'delivering branch'],
      example: '',
    },
    startedOn: {
      heading: 'Start date',
      also: ['start', 'started on'],
      isRequired: true,
      example: '06/01/2025',
    },
    visits: {
      heading: 'Visits',
      also: ['visit pattern'],
      isRequired: true,
      example: 'daily breakfast 30, personal care; Mon-Fri lunch 45 x2',
    },
    hours: { heading: 'Hours a week', also: ['weekly hours', 'hours'], example: '11' },
    sizeSince: { heading: 'This size since', also: ['hours since', 'size since'], example: '01/06/2025' },
    earlierSizes: { heading: 'Earlier sizes', also: ['size history'], example: '06/01/2025 = 7.5' },
    rate: { heading: 'Hourly rate', also: ['rate'], isRequired: true, example: '22.40' },
    lot: { heading: 'Lot code', also: ['lot'], example: 'LOT-01' },
    urgency: { heading: 'Urgency', example: 'routine' },
    needs: { heading: 'Needs', example: 'dementia; medication' },
    note: { heading: 'Note for carers', also: ['note'], example: '' },
  },
  users: {
    email: {
      heading: 'E-mail address',
      also: ['email', 'e-mail'],
      isRequired: true,
      example: 'sam@council.example',
    },
    name: { heading: 'Name', also: ['full name'], isRequired: true, example: 'Sam Example' },
    role: { heading: 'Role', isRequired: true, example: 'officer' },
  },
  figure_totals: {
    branchId: {
      heading: 'CQC location id',
      also: ['branch id', 'location id', 'branch'],
      isRequired: true,
      example: '1-9990100001',
    },
    lot: { heading: 'Lot code', also: ['lot'], isRequired: true, example: 'LOT-01' },
    people: { heading: 'People', also: ['clients', 'service users'], isRequired: true, example: '42' },
    hours: {
      heading: 'Hours a week',
      also: ['weekly hours', 'hours'],
      isRequired: true,
      example: '512.5',
    },
  },
  figure_people: {
    person: {
      heading: 'Case number',
      also: ['person', 'person id', 'client id', 'reference'],
      isRequired: true,
      example: 'P-100001',
    },
    branchId: {
      heading: 'CQC location id',
      also: ['branch id', 'location id', 'branch'],
      isRequired: true,
      example: '1-9990100001',
    },
    hours: {
      heading: 'Hours a week',
      also: ['weekly hours', 'hours'],
      isRequired: true,
      example: '11',
    },
  },
  districts: {
    district: {
      heading: 'Postcode district',
      also: ['district', 'outcode', 'postcode'],
      isRequired: true,
      example: 'LE11',
    },
    latitude: { heading: 'Latitude', also: ['lat'], isRequired: true, example: '52.7696' },
    longitude: { heading: 'Longitude', also: ['long', 'lon', 'lng'], isRequired: true, example: '-1.2174' },
  },
} as const satisfies Readonly<Record<FileKind, Readonly<Record<string, Column>>>>;

export type ColumnName<K extends FileKind> = Extract<keyof (typeof COLUMNS)[K], string>;

export const columnsOf = (kind: FileKind): readonly (readonly [name: string, column: Column])[] =>
  Object.entries<Column>(COLUMNS[kind]);

/** Which column of a file is which column of the kind. */
export interface MappedHeadings {
  /** The place of each recognised column, counted from 0. */
  readonly places: ReadonlyMap<string, number>;
  readonly ignored: readonly string[];
  readonly missing: readonly string[];
  /** Headings that two columns of the file have. */
  readonly repeated: readonly string[];
}

/** A heading in small letters without blanks and marks, so that `E-mail  Address:` is `emailaddress`. */
const keyOf = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Maps the headings of a file by their names. Capital letters, blanks and marks do not count. */
export function mapHeadings(kind: FileKind, headings: readonly string[]): MappedHeadings {
  const byKey = new Map<string, string>();
  // A heading of the template wins over another heading of another column.
  for (const [name, { also = [] }] of columnsOf(kind)) for (const one of also) byKey.set(keyOf(one), name);
  for (const [name, { heading }] of columnsOf(kind)) byKey.set(keyOf(heading), name);
  const places = new Map<string, number>();
  const ignored: string[] = [];
  const repeated: string[] = [];
  headings.forEach((heading, place) => {
    if (keyOf(heading) === '') return;
    const name = byKey.get(keyOf(heading));
    if (name === undefined) ignored.push(heading);
    else if (places.has(name)) repeated.push(heading);
    else places.set(name, place);
  });
  const missing = columnsOf(kind)
    .filter(([name, { isRequired }]) => isRequired === true && !places.has(name))
    .map(([, { heading }]) => heading);
  return { places, ignored, missing, repeated };
}
