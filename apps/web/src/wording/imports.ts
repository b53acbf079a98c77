import type { ImportKind, ImportStatus } from '#contracts/imports';

export const IMPORT_KIND_WORDING: Readonly<Record<ImportKind, string>> = {
  lots: 'Lots',
  directory: 'CQC directory (providers and branches)',
  providers: 'Providers',
  branches: 'Branches',
  contracts: 'Contracts',
  subcontracts: 'Subcontracts',
  capacity: 'Capacity',
  people: 'People',
  care: 'Live care',
  users: 'Users',
  districts: 'Postcode districts',
};

export const IMPORT_STATUS_WORDING: Readonly<Record<ImportStatus, string>> = {
  checking: 'Checking',
  checked: 'Checked',
  running: 'Importing',
  stopped: 'Stopped',
  done: 'Imported',
  discarded: 'Discarded',
  taken_back: 'Taken back',
};

export const IMPORT_STATUS_COLOUR: Readonly<Record<ImportStatus, string>> = {
  checking: 'govuk-tag--blue',
  checked: 'govuk-tag--yellow',
  running: 'govuk-tag--blue',
  stopped: 'govuk-tag--orange',
  done: 'govuk-tag--green',
  discarded: 'govuk-tag--grey',
  taken_back: 'govuk-tag--grey',
};
