import { type ColleagueView, mayOwn, type SeenWork, WORK_KINDS, type WorkKind } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';
import type { Form } from '../../console/form.js';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const PICKED = new RegExp(`^w-(${WORK_KINDS.join('|')})-(${ID})$`);
const OWNER = new RegExp(`^${ID}$`);

/** The name of the checkbox of a piece of work. Its value is the owner that the user sees. */
export const pickName = (kind: string, id: string): string => `w-${kind}-${id}`;
/** The value of the checkbox of work without an owner. */
export const NO_OWNER = 'none';

/** Reads the work that a user ticked, with the owner that the user saw. */
export function pickedWork(...forms: readonly Form[]): SeenWork[] {
  const fields = Object.assign({}, ...forms.map((form) => form.fields())) as Record<string, string>;
  return Object.entries(fields).flatMap(([name, value]) => {
    const [, kind, id] = PICKED.exec(name) ?? [];
    if (!isWorkKind(kind) || id === undefined) return [];
    return [{ kind, id, fromId: OWNER.test(value) ? value : null }];
  });
}

export function isWorkKind(word: string | undefined): word is WorkKind {
  return (WORK_KINDS as readonly (string | undefined)[]).includes(word);
}

export interface OwnerChoice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/**
 * Returns the colleagues to whom a user can give work, the user first. Colleagues who are away, and those who may own none
 * of the kinds, are left out.
 */
export function ownerChoices(
  colleagues: readonly ColleagueView[],
  { userId, kinds, chosen }: { userId: string; kinds: readonly WorkKind[]; chosen: string },
): OwnerChoice[] {
  const isOffered = ({ id, role, deputyId }: ColleagueView): boolean =>
    (deputyId === null || id === userId) && kinds.some((kind) => mayOwn(role, kind));
  const [own, others] = [
    colleagues.filter(({ id }) => id === userId),
    colleagues.filter(({ id }) => id !== userId),
  ];
  return [...own, ...others].filter(isOffered).map(({ id, name, role }) => ({
    value: id,
    text: id === userId ? `Me (${name})` : `${name}${isCommissioner(role) ? ', commissioner' : ''}`,
    selected: id === chosen,
  }));
}

const isCommissioner = (role: Role): boolean => role === 'commissioner';
