import type { VariationRequestStatus } from '#contracts/variations';

/** What became of a change of care that was asked for. */
export const ASKED_WORDING: Readonly<Record<VariationRequestStatus, string>> = {
  requested: 'An officer decides.',
  approved: 'It was agreed.',
  refused: 'It was refused.',
  withdrawn: 'It was withdrawn.',
};
