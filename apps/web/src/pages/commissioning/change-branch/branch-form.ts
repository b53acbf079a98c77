import { CAPABILITIES, type Capability } from '#contracts/needs';
import type { BranchRatings, BranchView } from '#contracts/providers';
import { RATINGS } from '#contracts/ranking';
import type { Form } from '../../../console/form.js';
import { type Input, nullableText, requiredText, tickedOf, version } from '../../../console/form-inputs.js';
import { calendarDay } from '../../../formats/london-time.js';
import {
  NO_RATING,
  QUESTION_WORDING,
  RATING_WORDING,
  registrationInWords,
} from '../../../wording/branches.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { sourceInWords } from '../register-source.js';

/** The name of the form. The ids of its fields begin with this name. */
export const BRANCH_FORM = 'branch';

type Question = Exclude<keyof BranchRatings, 'ratedOn'>;
const QUESTIONS = Object.keys(QUESTION_WORDING) as Question[];

const capabilityField = (capability: Capability): string => `can-${capability}`;

/**
 * The values that are read from the form with the details of a branch. The registration and the skills are not among
 * them, because other pages change them.
 */
export const BRANCH_INPUTS = {
  name: requiredText('Enter the name of the branch.', {
    refused: 'Enter the name of the branch, in up to 200 plain characters.',
  }),
  postcode: requiredText('Enter the postcode in full, such as LE11 3TU.'),
  telephone: nullableText('Enter the telephone number in digits and spaces, such as 01509 555 0123.'),
  managerName: nullableText('Enter the name of the manager in up to 200 plain characters.'),
  ratings: ratingsInput(),
  ratedOn: nullableText('Enter the day on which the rating was published, or leave it empty.'),
  version: version(),
};

/** The skills that a council declares for a branch that it records. */
export const SKILLS_INPUT = tickedOf(CAPABILITIES, capabilityField);

/**
 * Defines the form fields for the branch's CQC ratings. An empty field means no rating (null). Other text is
 * sent to the API, which refuses it if it is not a CQC rating.
 */
function ratingsInput(): Input<Readonly<Record<Question, string | null>>> {
  return { read: (form) => ({ value: eachQuestion((question) => form.text(question) || null) }) };
}

function eachQuestion<T>(answer: (question: Question) => T): Record<Question, T> {
  return Object.fromEntries(QUESTIONS.map((question) => [question, answer(question)])) as Record<Question, T>;
}

/**
 * Returns the values that the branch form shows: the typed values, or the recorded values if `typed` is null.
 */
export function branchFormShown(branch: BranchView, typed: Form | null) {
  const { name, postcode, ratings } = branch;
  const value = (field: string, recorded: string): string => (typed ? typed.text(field) : recorded);
  const isTicked = (capability: Capability): boolean =>
    typed !== null && typed.text(capabilityField(capability)) !== '';
  return {
    name: value('name', name),
    postcode: value('postcode', postcode),
    telephone: value('telephone', branch.telephone ?? ''),
    managerName: value('managerName', branch.managerName ?? ''),
    ratedOn: value('ratedOn', ratings.ratedOn ?? ''),
    questions: QUESTIONS.map((question) => {
      const rating = value(question, ratings[question] ?? '');
      return {
        id: `${BRANCH_FORM}-${question}`,
        name: question,
        text: QUESTION_WORDING[question],
        choices: [
          { value: '', text: NO_RATING, selected: rating === '' },
          ...RATINGS.map((choice) => ({
            value: choice,
            text: RATING_WORDING[choice],
            selected: rating === choice,
          })),
        ],
      };
    }),
    capabilities: CAPABILITIES.map((capability) => ({
      id: `${BRANCH_FORM}-${capabilityField(capability)}`,
      name: capabilityField(capability),
      text: NEED_WORDING[capability],
      checked: isTicked(capability),
    })),
  };
}

/** Returns sentences that describe the recorded details of a branch. */
export function branchInWords({
  name,
  postcode,
  registration,
  ratings,
  source,
  ...contact
}: BranchView): string[] {
  const rated = QUESTIONS.map((question) => {
    const rating = ratings[question];
    return `${QUESTION_WORDING[question]}: ${rating ? RATING_WORDING[rating] : NO_RATING}`;
  });
  return [
    `${name}, ${postcode}`,
    `Telephone: ${contact.telephone ?? 'not recorded'}; registered manager: ${contact.managerName ?? 'not recorded'}`,
    registrationInWords(registration).join(' '),
    `${rated.join('; ')}${ratings.ratedOn ? `; rated on ${calendarDay(ratings.ratedOn)}` : ''}`,
    sourceInWords(source),
  ];
}
