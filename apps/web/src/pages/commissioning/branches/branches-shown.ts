import type { BranchLot, BranchStanding } from '#contracts/coverage';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { conditionTags, ratingTag, type Tag } from '../rating-and-condition-tags.js';

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly href: string;
  /** The name of the provider. Empty if the provider's name is also the branch's name. */
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

export function branchRow(branch: BranchStanding): BranchRow {
  const { id, name, providerName, isRegistered, people, concerns } = branch;
  return {
    id,
    name,
    isRegistered,
    people,
    concerns,
    href: PATHS.branch(id),
    provider: providerName === name ? '' : providerName,
    rating: ratingTag(branch.rating),
    conditions: conditionTags(branch.conditions),
    lots: lotsInWords(branch.lots),
    delivers: hoursInWords(branch.weeklyMinutes),
    spare: hoursInWords(branch.spareMinutes),
  };
}

/**
 * Returns a text that lists the lots of a branch by tier: "tier 1: BL1, HA2; for another: CH1". In the lots
 * "for another", the branch delivers only as a subcontractor.
 */
function lotsInWords(lots: readonly BranchLot[]): string {
  const tiers = [...new Set(lots.map(({ tier }) => tier))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return (
    tiers
      .map((tier) => {
        const codes = lots.filter((lot) => lot.tier === tier).map(({ code }) => code);
        return `${tier === null ? 'for another' : `tier\u00A0${tier}`}: ${codes.join(', ')}`;
      })
      .join('; ') || '–'
  );
}
