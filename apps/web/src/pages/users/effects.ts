import type { OpenWorkView } from '#contracts/identity';
import type { Role } from '#contracts/roles-and-actors';

const OWNS_WORK: readonly Role[] = ['officer', 'commissioner'];

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count} ${many}`;

/** Says what happens to the open work of a user who no longer does such work. Null if the user has none. */
export function openWorkInWords({ openItems, hasColleague }: OpenWorkView): string | null {
  if (openItems === 0) return null;
  return hasColleague
    ? `${counted(openItems, '1 open item of work goes', 'open items of work go')} to the colleague with the fewest.`
    : `${counted(openItems, '1 open item of work stays', 'open items of work stay')} without an owner at work. Add an officer or a commissioner first.`;
}

/** Says which sessions end. */
export function sessionsInWords({ sessions }: OpenWorkView): string {
  return sessions === 0
    ? 'They are not signed in now.'
    : `${counted(sessions, 'Their session ends', 'of their sessions end')} at once. What they have typed and not sent is lost.`;
}

/** Lists what a change of role does, before it is saved. */
export function roleEffects(from: Role, to: Role, held: OpenWorkView): string[] {
  const handsOver = OWNS_WORK.includes(from) && !OWNS_WORK.includes(to);
  const work = handsOver ? (openWorkInWords(held) ?? 'They have no open work.') : null;
  const keeps = OWNS_WORK.includes(from) && OWNS_WORK.includes(to) ? 'They keep their open work.' : null;
  const noReturn =
    from === 'provider' && to === 'provider_administrator'
      ? 'They see no offers and no care any more. This cannot be undone: an administrator never makes offers again.'
      : null;
  return [sessionsInWords(held), work, keeps, noReturn].filter((one) => one !== null);
}
