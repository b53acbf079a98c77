import type { UserView } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import type { BranchView } from '#contracts/providers';
import type { Form } from '../../console/form.js';
import type { Input } from '../../console/form-inputs.js';
import type { SignedInRequest } from '../../console/page.js';
import { API_PATHS } from '../../paths.js';

/** A branch of the administrator's own provider. */
type OwnBranch = Pick<BranchView, 'id' | 'name'>;

const MOST_IN_A_PAGE = 200;

/** Lists every branch of the user's own provider, by name. A user of an authority has none. */
export async function ownBranches({
  api,
  user,
}: Pick<SignedInRequest, 'api' | 'user'>): Promise<OwnBranch[]> {
  const { providerId } = user;
  const branches: OwnBranch[] = [];
  if (providerId === null) return branches;
  for (let after: string | null = ''; after !== null;) {
    const query = { providerId, limit: String(MOST_IN_A_PAGE), after };
    const page: Page<BranchView> = await api.get(API_PATHS.branchesFound(query));
    branches.push(...page.items);
    after = page.next;
  }
  return branches;
}

const fieldOf = ({ id }: OwnBranch): string => `branch-${id}`;

/**
 * Defines the fields with which an administrator lets a user see every branch, or chooses some. The value is null for
 * every branch.
 */
export function branchesInput(branches: readonly OwnBranch[]): Input<readonly string[] | null> {
  return {
    field: 'branches',
    read: (form) => {
      const which = form.text('branches');
      const ids = branches.filter((branch) => form.text(fieldOf(branch)) !== '').map(({ id }) => id);
      if (which === 'all') return { value: null };
      if (which !== 'some')
        return { faults: [{ field: 'branches', text: 'Choose all branches or some branches.' }] };
      if (ids.length === 0) return { faults: [{ field: 'branches-2', text: 'Choose at least one branch.' }] };
      return { value: ids };
    },
  };
}

/** Returns the choices for the template: as typed, or else as they are. */
export function branchChoices(
  branches: readonly OwnBranch[],
  typed: Form | null,
  { branchIds }: Pick<UserView, 'branchIds'>,
) {
  return {
    which: typed ? typed.text('branches') : branchIds === null ? 'all' : 'some',
    branches: branches.map((branch) => ({
      name: fieldOf(branch),
      text: branch.name,
      checked: typed ? typed.text(fieldOf(branch)) !== '' : (branchIds ?? []).includes(branch.id),
    })),
  };
}

/** Returns the names of the branches to which a user is limited. Null for a user without a limit. */
export async function limitNames(
  request: Pick<SignedInRequest, 'api' | 'user'>,
  { branchIds }: Pick<UserView, 'branchIds'>,
): Promise<string[] | null> {
  if (branchIds === null) return null;
  const branches = await ownBranches(request);
  return branches.filter(({ id }) => branchIds.includes(id)).map(({ name }) => name);
}
