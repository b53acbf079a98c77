import type { Capability } from '#contracts/needs';

/**
 * The names of the needs that a package can have, as users see them. The capabilities that a branch declares
 * have the same names.
 */
export const NEED_WORDING: Readonly<Record<Capability, string>> = {
  dementia: 'Dementia',
  peg: 'PEG feeding',
  catheter: 'Catheter care',
  stoma: 'Stoma care',
  diabetes: 'Diabetes',
  epilepsy: 'Epilepsy',
  stroke: 'Stroke',
  end_of_life: 'End of life',
  learning_disability: 'Learning disability',
  autism: 'Autism',
  mental_health: 'Mental health',
  physical_disability: 'Physical disability',
  sensory_impairment: 'Sensory impairment',
  moving_and_handling: 'Moving and handling',
  medication: 'Medication',
  carer_female: 'Female carers',
  carer_male: 'Male carers',
  bsl: 'British Sign Language',
  language_bengali: 'Speaks Bengali',
  language_cantonese: 'Speaks Cantonese',
  language_gujarati: 'Speaks Gujarati',
  language_hindi: 'Speaks Hindi',
  language_polish: 'Speaks Polish',
  language_punjabi: 'Speaks Punjabi',
  language_somali: 'Speaks Somali',
  language_urdu: 'Speaks Urdu',
};
