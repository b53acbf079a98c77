import type { ContractLine } from '#contracts/framework';
import type { ContractView } from '#contracts/providers';
import type { LotView } from '#contracts/lots';
import {
  nullableText,
  nullableWholeNumber,
  oneOf,
  pounds,
  requiredText,
  version,
  wholeNumber,
} from '../../../console/form-inputs.js';
import { typedPounds } from '../../../formats/typed-amounts.js';
import { ratesInWords, termInWords } from '../contracts-shown.js';

const RATE = 'Enter an hourly rate in pounds of up to £200, such as 24.50.';

/** The values that are read from the form with the terms of a contract. */
export const TERM_INPUTS = {
  tier: wholeNumber('Enter a tier from 1 to 9.'),
  rankInTier: wholeNumber('Enter a rank from 1 to 10,000.'),
  rateMinPence: { ...pounds('rateMin', RATE), sentence: RATE },
  rateMaxPence: { ...pounds('rateMax', RATE), sentence: RATE },
  startsOn: requiredText('Enter the first day of the contract.'),
  endsOn: nullableText('Enter the last day of the contract, or leave it empty.'),
  noticeDays: nullableWholeNumber('Enter a notice of 0 to 366 days, or leave it empty for 28 days.'),
};

export const CHANGE_INPUTS = { ...TERM_INPUTS, version: version() };

/** The inputs of a new contract: its branch, one of the lots, and its terms. */
export const newContractInputs = (lots: readonly LotView[]) => ({
  branchId: requiredText('Enter the CQC location ID of the branch, such as 1-123456789.'),
  lotId: oneOf(
    lots.map(({ id }) => id),
    'Choose the lot.',
  ),
  ...TERM_INPUTS,
});

/** The texts of the fields for the terms of a recorded contract. */
export const termFields = (contract: ContractView): Readonly<Record<string, string>> => ({
  tier: String(contract.tier),
  rankInTier: String(contract.rankInTier),
  rateMin: typedPounds(contract.rateMinPence),
  rateMax: typedPounds(contract.rateMaxPence),
  startsOn: contract.startsOn,
  endsOn: contract.endsOn ?? '',
  noticeDays: String(contract.noticeDays),
});

export const contractInWords = (line: ContractLine): string[] => [
  `Tier ${line.tier}, rank ${line.rankInTier}`,
  `Hourly rate: ${ratesInWords(line.rateMinPence, line.rateMaxPence)}`,
  `Dates: ${termInWords(line.startsOn, line.endsOn)}`,
  `Notice: ${line.noticeDays} days`,
];
