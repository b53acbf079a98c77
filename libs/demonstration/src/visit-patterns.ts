import type { Capability } from '#contracts/needs';
import { type Band, type Day, DAYS, type Visit, type Window } from '#contracts/visits';

/**
 * A visit of a visit pattern, with the lengths in minutes that the visit may have. A planned package uses one
 * of these lengths.
 */
export interface PatternVisit extends Omit<Visit, 'key' | 'minutes'> {
  readonly minutes: readonly number[];
}

/** A typical week of home care, as councils commission it. */
export interface VisitPattern {
  readonly name: string;
  /**
   * The weight of this pattern when a pattern is picked at random. Patterns with a higher weight are picked
   * more often.
   */
  readonly weight: number;
  /** The capabilities that the care requires. */
  readonly needs: readonly Capability[];
  readonly visits: readonly PatternVisit[];
}

const WORKING_DAYS: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const MEDICATION_PROMPT = 'A prompt to take medication and a drink; no personal care.';

export const VISIT_PATTERNS: readonly VisitPattern[] = [
  pattern('one call', 14, [], care('breakfast', [30, 45])),
  pattern('morning and bed', 17, [], care('breakfast', [30, 45]), care('bed', [30])),
  pattern('morning and tea', 10, [], care('breakfast', [30, 45]), care('tea', [30])),
  pattern(
    'three calls',
    13,
    ['medication'],
    care('breakfast', [45]),
    care('lunch', [30]),
    care('bed', [30, 45]),
  ),
  pattern(
    'four calls',
    13,
    ['medication'],
    care('breakfast', [45, 60]),
    care('lunch', [30]),
    care('tea', [30]),
    care('bed', [30, 45]),
  ),
  pattern(
    'four double-ups',
    9,
    ['moving_and_handling'],
    doubleUp('breakfast', [45]),
    doubleUp('lunch', [30]),
    doubleUp('tea', [30]),
    doubleUp('bed', [30]),
  ),
  pattern(
    'double-ups morning and bed',
    5,
    ['moving_and_handling'],
    doubleUp('breakfast', [45]),
    care('lunch', [30]),
    doubleUp('bed', [30]),
  ),
  pattern('medication prompts', 7, ['medication'], prompt('breakfast'), prompt('bed')),
  pattern(
    'insulin',
    5,
    ['diabetes', 'medication'],
    atTime('breakfast', { from: '07:30', to: '08:00' }, 'Insulin is given before breakfast at 08:00.'),
    atTime('tea', { from: '16:30', to: '17:00' }, 'Insulin is given before the evening meal at 17:00.'),
  ),
  pattern(
    'Parkinson’s medication',
    4,
    ['medication'],
    atTime('breakfast', { from: '07:45', to: '08:15' }, 'Parkinson’s medication at 08:00 exactly.'),
    atTime('lunch', { from: '12:00', to: '12:20' }, 'Parkinson’s medication at 12:00 exactly.'),
    atTime('tea', { from: '16:00', to: '16:20' }, 'Parkinson’s medication at 16:00 exactly.'),
    care('bed', [30]),
  ),
  pattern(
    'PEG feed',
    2,
    ['peg', 'moving_and_handling'],
    care('breakfast', [60]),
    care('lunch', [30]),
    care('bed', [60]),
  ),
  pattern('catheter', 4, ['catheter'], care('breakfast', [45]), care('bed', [30])),
  pattern(
    'dementia',
    8,
    ['dementia'],
    care('breakfast', [30, 45]),
    care('lunch', [30, 45]),
    care('tea', [30]),
  ),
  pattern(
    'end of life',
    3,
    ['end_of_life', 'moving_and_handling'],
    doubleUp('breakfast', [45, 60]),
    doubleUp('lunch', [45]),
    doubleUp('tea', [45]),
    doubleUp('bed', [45]),
  ),
  pattern('night check', 2, [], care('bed', [30]), care('night', [30])),
  pattern(
    'learning disability support',
    4,
    ['learning_disability'],
    support('lunch', [90, 120], WORKING_DAYS),
  ),
  pattern('shopping and cleaning', 4, [], support('lunch', [60], ['mon', 'thu'])),
  pattern('lunch on working days', 4, [], care('lunch', [30, 45], WORKING_DAYS)),
];

export function patternNamed(name: string): VisitPattern {
  const found = VISIT_PATTERNS.find((candidate) => candidate.name === name);
  if (!found) throw new RangeError(`no pattern ${name}`);
  return found;
}

function pattern(
  name: string,
  weight: number,
  needs: readonly Capability[],
  ...visits: readonly PatternVisit[]
): VisitPattern {
  return { name, weight, needs, visits };
}

function care(band: Band, minutes: readonly number[], days: readonly Day[] = DAYS): PatternVisit {
  return { band, minutes, days, carers: 1, personalCare: true };
}

function doubleUp(band: Band, minutes: readonly number[]): PatternVisit {
  return { ...care(band, minutes), carers: 2 };
}

function support(band: Band, minutes: readonly number[], days: readonly Day[]): PatternVisit {
  return { ...care(band, minutes, days), personalCare: false };
}

function prompt(band: Band): PatternVisit {
  return { ...care(band, [15, 20]), personalCare: false, shortReason: MEDICATION_PROMPT };
}

function atTime(band: Band, window: Window, timeCriticalReason: string): PatternVisit {
  return { ...care(band, [30]), window, timeCriticalReason };
}
