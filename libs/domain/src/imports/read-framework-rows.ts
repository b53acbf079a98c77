import { ALLOCATION_METHODS, type NewLot, RATING_POLICIES } from '#contracts/lots';
import { CAPABILITIES } from '#contracts/needs';
import type { NewBranch, NewProvider } from '#contracts/providers';
import { DEFAULT_WEIGHTS, type Rating, RATINGS } from '#contracts/ranking';
import { type Band, BANDS } from '#contracts/visits';
import { normaliseArea } from '../lots/postcode.js';
import { lotSettingsFaults } from '../lots/lot-settings.js';
import { branchFaults } from '../providers/branch-faults.js';
import { contractFaults, termFaults } from '../providers/contract-faults.js';
import { type Cells, openRow, type RowRead } from './open-row.js';
import {
  type CellRead,
  partsIn,
  readDate,
  readHours,
  readPounds,
  readWhole,
  readWords,
  readYesNo,
} from './read-cell.js';

const oneWordOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): CellRead<T> => {
    const read = readWords(text, words);
    if ('refused' in read) return read;
    const [word] = read.value;
    return word !== undefined && read.value.length === 1
      ? { value: word }
      : { refused: `Use one of these words: ${words.map((one) => one.replaceAll('_', ' ')).join(', ')}.` };
  };

/** Reads an id of CQC, such as `1-101635212`. Excel turns some ids into dates, which are refused. */
export function readCqcId(text: string): CellRead<string> {
  const id = text.toUpperCase().replaceAll(/[\s\u2010-\u2015]/g, (mark) => (mark.trim() === '' ? '' : '-'));
  return /^[0-9A-Z][0-9A-Z-]{2,19}$/.test(id) && !/^\d{1,2}-[A-Z]{3}(?:-\d+)?$/.test(id)
    ? { value: id }
    : { refused: 'This is no id of CQC, such as 1-101635212.' };
}

export function readLotRow(cells: Cells): RowRead<NewLot> {
  const row = openRow('lots', cells);
  const code = row.required('code', 40);
  const areas = partsIn(row.required('areas', 2_000).replaceAll(',', ';'));
  const unknown = areas.filter((area) => normaliseArea(area) === null);
  if (unknown.length > 0)
    row.refuse('areas', `Not a postcode district or sector: ${unknown.slice(0, 5).join(', ')}.`);
  const method = row.read('method', oneWordOf(ALLOCATION_METHODS), 'broadcast' as const);
  const lot: NewLot = {
    code,
    name: row.required('name', 200),
    areas: [...new Set(areas.flatMap((area) => normaliseArea(area) ?? []))],
    method,
    sealed: row.read('sealed', readYesNo, method !== 'first_acceptable'),
    ownRankShown: false,
    tierHeadStartMinutes: 60,
    cascadeStepMinutes: 30,
    ratingPolicy: row.read('ratingPolicy', oneWordOf(RATING_POLICIES), 'exclude_inadequate' as const),
    weights: DEFAULT_WEIGHTS,
    weightsReason: null,
    rateFloorPence: row.read('floor', readPounds, 0),
    rateCeilingPence: row.read('ceiling', readPounds, 0),
  };
  if (lot.rateFloorPence > 0 && lot.rateCeilingPence > 0)
    for (const { sentence } of lotSettingsFaults(lot)) row.refuse(null, sentence);
  return row.close(code, lot);
}

export function readProviderRow(cells: Cells): RowRead<NewProvider> {
  const row = openRow('providers', cells);
  const id = row.read('id', readCqcId, '');
  return row.close(id, { id, name: row.required('name', 200) });
}

export type BranchRow = NewBranch;

const UNRATED = { overall: null, safe: null, effective: null, caring: null, responsive: null, wellLed: null };

/** Words in the field of a rating that are no rating. */
const NO_RATING =
  /^(?:not rated|no published rating|inspected but not rated|insufficient evidence to rate|none|-)$/i;

function readRating(text: string): CellRead<Rating | null> {
  if (NO_RATING.test(text)) return { value: null };
  return oneWordOf(RATINGS)(text);
}

export function readBranchRow(cells: Cells, today: string): RowRead<BranchRow> {
  const row = openRow('branches', cells);
  const id = row.read('id', readCqcId, '');
  const branch: BranchRow = {
    id,
    providerId: row.read('providerId', readCqcId, ''),
    name: row.required('name', 200),
    postcode: row.required('postcode', 20),
    registration: { status: 'registered', dormant: false, personalCare: true },
    ratings: {
      ...UNRATED,
      overall: row.read('overall', readRating, null),
      ratedOn: row.read('ratedOn', readDate, null),
    },
    capabilities: row.read('capabilities', (text) => readWords(text, CAPABILITIES), []),
    telephone: row.text('telephone', 40) || null,
    managerName: row.text('manager', 200) || null,
    source: {
      kind: 'publication',
      reference: row.required('source', 500),
      publishedOn: row.read('sourceOn', readDate, today),
    },
  };
  for (const { code, sentence } of branchFaults(branch, today))
    if (!(code === 'postcode_invalid' && branch.postcode === ''))
      row.refuse(code === 'postcode_invalid' ? 'postcode' : 'source', sentence);
  return row.close(id, branch);
}

export interface DirectoryRow {
  readonly branch: Omit<NewBranch, 'source'>;
  readonly providerName: string;
  /** False for a service that is no home care, which a council does not commission as such. */
  readonly isHomeCare: boolean;
}

const HOME_CARE = /homecare agenc|domiciliary care/i;

/** Reads a row of CQC's own directory. A branch in the directory is registered; the file has no rating. */
export function readDirectoryRow(cells: Cells): RowRead<DirectoryRow> {
  const services = cells.services ?? '';
  // Other services are left out, so their faults do not matter.
  const isHomeCare = HOME_CARE.test(services);
  const row = openRow('directory', cells);
  const id = row.read('branchId', readCqcId, '');
  const branch = {
    id,
    providerId: row.read('providerId', readCqcId, ''),
    name: row.required('name', 200),
    postcode: row.required('postcode', 20),
    registration: {
      status: 'registered' as const,
      dormant: false,
      personalCare: /personal care/i.test(cells.specialisms ?? '') || !cells.specialisms,
    },
    ratings: { ...UNRATED, ratedOn: null },
    capabilities: [],
    telephone: row.text('telephone', 40) || null,
    managerName: null,
  };
  if (branch.postcode !== '')
    for (const { code, sentence } of branchFaults({ ...branch, source: null }, '9999-12-31'))
      if (code === 'postcode_invalid') row.refuse('postcode', sentence);
  const read = row.close(id, { branch, providerName: row.required('providerName', 200), isHomeCare });
  return isHomeCare ? read : { ...read, reasons: [], value: { branch, providerName: '', isHomeCare } };
}

export interface ContractRow {
  readonly reference: string;
  readonly branchId: string;
  readonly lotCode: string;
  readonly tier: number;
  readonly rankInTier: number;
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly noticeDays: number;
}

export function readContractRow(cells: Cells): RowRead<ContractRow> {
  const row = openRow('contracts', cells);
  const reference = row.required('reference', 60);
  const rateMinPence = row.read('rateMin', readPounds, 0);
  const contract: ContractRow = {
    reference,
    branchId: row.read('branchId', readCqcId, ''),
    lotCode: row.required('lot', 40),
    tier: row.read('tier', (text) => readWhole(text, 1, 9), 1),
    rankInTier: row.read('rank', (text) => readWhole(text, 1, 999), 1),
    rateMinPence,
    rateMaxPence: row.read('rateMax', readPounds, rateMinPence),
    startsOn: row.read('startsOn', readDate, ''),
    endsOn: row.read('endsOn', readDate, null),
    noticeDays: row.read('noticeDays', (text) => readWhole(text, 0, 366), 28),
  };
  if (contract.startsOn !== '')
    for (const { sentence } of contractFaults(contract)) row.refuse(null, sentence);
  return row.close(reference, contract);
}

export interface SubcontractRow {
  readonly reference: string;
  readonly branchId: string;
  readonly delivererId: string;
  readonly lotCode: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export function readSubcontractRow(cells: Cells): RowRead<SubcontractRow> {
  const row = openRow('subcontracts', cells);
  const reference = row.required('reference', 60);
  const subcontract: SubcontractRow = {
    reference,
    branchId: row.read('branchId', readCqcId, ''),
    delivererId: row.read('delivererId', readCqcId, ''),
    lotCode: row.required('lot', 40),
    startsOn: row.read('startsOn', readDate, ''),
    endsOn: row.read('endsOn', readDate, null),
  };
  if (subcontract.startsOn !== '')
    for (const { sentence } of termFaults(subcontract)) row.refuse(null, sentence);
  if (subcontract.branchId !== '' && subcontract.branchId === subcontract.delivererId)
    row.refuse('delivererId', 'A branch needs no subcontract to deliver itself.');
  return row.close(reference, subcontract);
}

export interface CapacityRow {
  readonly branchId: string;
  readonly lotCode: string;
  readonly spareMinutes: number;
  readonly bands: readonly Band[];
  readonly doubleUps: boolean;
  readonly declaredOn: string;
}

const MOST_SPARE_MINUTES = 1_000_000;

export function readCapacityRow(cells: Cells, today: string): RowRead<CapacityRow> {
  const row = openRow('capacity', cells);
  const capacity: CapacityRow = {
    branchId: row.read('branchId', readCqcId, ''),
    lotCode: row.required('lot', 40),
    spareMinutes: row.read('hours', readHours, 0),
    bands: row.read('bands', (text) => readWords(text, BANDS), []),
    doubleUps: row.read('doubleUps', readYesNo, false),
    declaredOn: row.read('declaredOn', readDate, today),
  };
  if (capacity.declaredOn > today) row.refuse('declaredOn', 'The day lies after today.');
  if (capacity.spareMinutes > MOST_SPARE_MINUTES) row.refuse('hours', 'These are too many hours.');
  const { branchId, lotCode } = capacity;
  return row.close(branchId && lotCode ? `${branchId} ${lotCode}` : '', capacity);
}

const STAFF_ROLES = ['officer', 'commissioner', 'administrator', 'auditor'] as const;

export interface UserRow {
  readonly email: string;
  readonly name: string;
  readonly role: (typeof STAFF_ROLES)[number];
}

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+$/;

export function readUserRow(cells: Cells): RowRead<UserRow> {
  const row = openRow('users', cells);
  const email = row.required('email', 254);
  if (email !== '' && !EMAIL.test(email)) row.refuse('email', 'This is no e-mail address.');
  const user: UserRow = {
    email,
    name: row.required('name', 200),
    role: row.read('role', oneWordOf(STAFF_ROLES), 'auditor' as const),
  };
  return row.close(email, user);
}
