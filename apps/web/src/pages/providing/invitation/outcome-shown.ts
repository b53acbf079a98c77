import type { OwnOfferView, OwnScore } from '#contracts/offers';

/** How an offer of one's own came out, and how it scored where one may know. */
export interface OutcomeShown {
  readonly place: string;
  readonly why: string;
  readonly parts: readonly { readonly text: string; readonly weight: string; readonly score: string }[];
}

const PARTS: Readonly<Record<keyof OwnScore['components'], string>> = {
  quality: 'Quality: rating, punctuality and complaints',
  fit: 'Fit: visits inside the asked times, and the start',
  continuity: 'Continuity: care for this person today or lately',
};

export function outcomeShown({ outcome }: Pick<OwnOfferView, 'outcome'>): OutcomeShown | null {
  if (outcome === null) return null;
  const { rank, of, why, score } = outcome;
  return {
    place: of === 1 ? 'The only offer' : `${rank} of ${of}`,
    why,
    parts: (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => ({
      text: PARTS[part],
      weight: `${score.weights[part]} %`,
      score: `${Math.round(score.components[part] / 10)} of 100`,
    })),
  };
}
