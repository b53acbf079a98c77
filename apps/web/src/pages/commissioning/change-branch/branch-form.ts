import { CAPABILITIES } from '#contracts/needs';
import type { BranchRatings, BranchView } from '#contracts/providers';
import { RATINGS } from '#contracts/ranking';
import type { Form } from '../../../console/form.js';
import { calendarDay } from '../../../formats/london-time.js';
import { NO_RATING, QUESTION_WORDING, RATING_WORDING } from '../../../wording/branches.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { listInWords } from '../../../wording/visits.js';

export type Question = Exclude<keyof BranchRatings, 'ratedOn'>;
const QUESTIONS = Object.keys(QUESTION_WORDING) as Question[];

/** What may be corrected of a branch; its registration has a page of its own. */
export interface BranchTyped {
  readonly name: string;
  readonly postcode: string;
  readonly ratings: Readonly<Record<Question, string>>;
  readonly ratedOn: string;
  readonly capabilities: readonly string[];
}

export function branchTyped(form: Form): BranchTyped {
  return {
    ...{ name: form.text('name'), postcode: form.text('postcode'), ratedOn: form.text('ratedOn') },
    ratings: eachQuestion((question) => form.text(question)),
    capabilities: CAPABILITIES.filter((need) => form.text(`can-${need}`) !== ''),
  };
}

export function branchAsTyped({ name, postcode, ratings, capabilities }: BranchView): BranchTyped {
  return {
    ...{ name, postcode, capabilities, ratedOn: ratings.ratedOn ?? '' },
    ratings: eachQuestion((question) => ratings[question] ?? ''),
  };
}

/** What is sent of it. A word that is no rating goes as it came, for the API to refuse: it is not taken for none. */
export function branchDetails({ name, postcode, ratings, ratedOn, capabilities }: BranchTyped) {
  return {
    ...{ name, postcode, capabilities },
    ratings: { ...eachQuestion((question) => ratings[question] || null), ratedOn: ratedOn || null },
  };
}

/** The form as the template shows it; ids begin with the form's name. */
export function branchFormShown(form: string, typed: BranchTyped) {
  return {
    ...{ name: typed.name, postcode: typed.postcode, ratedOn: typed.ratedOn },
    questions: QUESTIONS.map((question) => ({
      id: `${form}-${question}`,
      name: question,
      text: QUESTION_WORDING[question],
      choices: [
        { value: '', text: NO_RATING, selected: typed.ratings[question] === '' },
        ...RATINGS.map((value) => ({
          value,
          text: RATING_WORDING[value],
          selected: typed.ratings[question] === value,
        })),
      ],
    })),
    capabilities: CAPABILITIES.map((need) => ({
      id: `${form}-can-${need}`,
      name: `can-${need}`,
      text: NEED_WORDING[need],
      checked: typed.capabilities.includes(need),
    })),
  };
}

/** A branch as it is recorded, in words, for whoever was overtaken. */
export function branchInWords({ name, postcode, ratings, capabilities }: BranchView): string[] {
  const rated = QUESTIONS.map((question) => {
    const rating = ratings[question];
    return `${QUESTION_WORDING[question]}: ${rating ? RATING_WORDING[rating] : NO_RATING}`;
  });
  const can = listInWords(capabilities.map((need) => NEED_WORDING[need]));
  return [
    `${name}, ${postcode}`,
    `${rated.join('; ')}${ratings.ratedOn ? `; rated on ${calendarDay(ratings.ratedOn)}` : ''}`,
    `It says that it can do: ${can || 'nothing in particular'}`,
  ];
}

function eachQuestion<T>(answer: (question: Question) => T): Record<Question, T> {
  return Object.fromEntries(QUESTIONS.map((question) => [question, answer(question)])) as Record<Question, T>;
}
