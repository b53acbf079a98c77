import type { CheckKind } from '#contracts/framework';

export const CHECK_WORDING: Readonly<Record<CheckKind, string>> = {
  ratings: 'Ratings',
  references: 'References',
  financial_standing: 'Financial standing',
  insurance: 'Insurance',
  mobilisation_plan: 'Mobilisation plan',
};
