import type { OpenWorkView } from '#contracts/identity';
import { mayOwn, OWNER_ROLES, WORK_KINDS } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';

const ownsWork = (role: Role): boolean => OWNER_ROLES.some((one) => one === role);

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count} ${many}`;

/** Says what happens to the open work of a user who no longer does such work. Null if the user has none. */
export function openWorkInWords({ openItems, hasColleague }: OpenWorkView): string | null {
  if (openItems === 0) return null;
  return hasColleague
    ? `${counted(openItems, '1 open item of work goes', 'open items of work go')} to the colleague with the fewest open items.`
    : `${counted(openItems, '1 open item of work stays', 'open items of work stay')} theirs, because there is no other officer or commissioner. Add one first.`;
}

/** Says which sessions end. */
export function sessionsInWords({ sessions }: OpenWorkView): string {
  return sessions === 0
    ? 'They are not signed in now.'
    : `${counted(sessions, 'Their session ends', 'of their sessions end')} at once. Forms that they have not sent are lost.`;
}

/** Says what happens to the open work of an officer who becomes a commissioner, or the other way round. */
function workOfNewRole(to: Role, { openItems, openByKind, hasCommissioner }: OpenWorkView): string {
  const kept = WORK_KINDS.filter((kind) => mayOwn(to, kind)).reduce((sum, kind) => sum + openByKind[kind], 0);
  const lost = openItems - kept;
  if (lost === 0) return 'They keep their open work.';
  const goes = hasCommissioner
    ? `${counted(lost, '1 open item of work that only commissioners do goes', 'open items of work that only commissioners do go')} to another commissioner.`
    : `${counted(lost, '1 open item of work that only commissioners do stays', 'open items of work that only commissioners do stay')} theirs, because there is no other commissioner. Add one first.`;
  return kept === 0 ? goes : `${goes} They keep ${counted(kept, '1 other open item', 'other open items')}.`;
}

const workEffect = (to: Role, held: OpenWorkView): string =>
  ownsWork(to) ? workOfNewRole(to, held) : (openWorkInWords(held) ?? 'They have no open work.');

/** Lists what a change of role does, before it is saved. */
export function roleEffects(from: Role, to: Role, held: OpenWorkView): string[] {
  const work = ownsWork(from) ? workEffect(to, held) : null;
  const noReturn =
    from === 'provider' && to === 'provider_administrator'
      ? 'They no longer see offers or care. This cannot be undone: an administrator cannot become a provider user again.'
      : null;
  return [sessionsInWords(held), work, noReturn].filter((one) => one !== null);
}
