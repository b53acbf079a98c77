import type { DisputeKind } from '#contracts/cut-over';

export type DisputeFault = 'care_missing' | 'care_given' | 'hours_missing';

/**
 * Says what is wrong with a dispute: care must be chosen unless a person is missing from the list, and wrong hours need
 * the hours that the branch delivers.
 */
export function disputeFaults({
  kind,
  placementId,
  claimedMinutes,
}: {
  readonly kind: DisputeKind;
  readonly placementId: string | null;
  readonly claimedMinutes: number | null;
}): DisputeFault[] {
  const isMissing = kind === 'missing_person';
  return [
    ...(!isMissing && placementId === null ? (['care_missing'] as const) : []),
    ...(isMissing && placementId !== null ? (['care_given'] as const) : []),
    ...(kind === 'wrong_hours' && claimedMinutes === null ? (['hours_missing'] as const) : []),
  ];
}
