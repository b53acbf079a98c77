import type { BranchStanding } from '#contracts/coverage';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { conditionTags, ratingTag, type Tag } from '../tags.js';

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  readonly provider: string;
  readonly rating: Tag;
  readonly isRegistered: boolean;
  readonly conditions: readonly Tag[];
  readonly lots: string;
  readonly people: number;
  readonly delivers: string;
  readonly spare: string;
  readonly concerns: number;
}

export function branchRow(one: BranchStanding): BranchRow {
  const { id, name, providerName, isRegistered, people, concerns } = one;
  return {
    ...{ id, name, isRegistered, people, concerns },
    href: PATHS.branch(id),
    provider: providerName,
    rating: ratingTag(one.rating),
    conditions: conditionTags(one.conditions),
    lots:
      one.lots
        .map(({ code, tier }) => (tier === null ? `${code} for another` : `${code} tier ${tier}`))
        .join(', ') || '–',
    delivers: hoursInWords(one.weeklyMinutes),
    spare: hoursInWords(one.spareMinutes),
  };
}
