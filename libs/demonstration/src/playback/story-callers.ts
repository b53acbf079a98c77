import type { Caller } from '#platform/acts/caller';
import type { DemonstrationPlan } from '../demonstration.plan.js';
import { type PlanIds } from '../rows/load-input-and-row-ids.js';
import { ADMINISTRATOR, COMMISSIONER, OFFICER } from '../users.plan.js';

/** The users as whom the stories run acts. These users never sign in, so their session id is all zeros. */
export interface Callers {
  readonly officer: Caller;
  readonly commissioner: Caller;
  readonly administrator: Caller;
  /** Returns the caller for a branch: the user of the branch's provider. */
  readonly branch: (branchId: string) => Caller;
  /** Returns the caller for a provider: its administrator. */
  readonly ofProvider: (providerId: string) => Caller;
}

const NO_SESSION = '00000000-0000-0000-0000-000000000000';

export function callersOf({ users, branches }: DemonstrationPlan, ids: PlanIds): Callers {
  const staff = (email: string, role: 'officer' | 'commissioner' | 'administrator'): Caller => {
    const who = { userId: ids.user(email), sessionId: NO_SESSION };
    return { actor: { kind: 'staff', ...who, role, authorityId: ids.authority } };
  };
  return {
    officer: staff(OFFICER, 'officer'),
    commissioner: staff(COMMISSIONER, 'commissioner'),
    administrator: staff(ADMINISTRATOR, 'administrator'),
    ofProvider: (providerId) => {
      const user = users.find((it) => it.providerId === providerId && it.role === 'provider_administrator');
      if (!user) throw new RangeError(`no administrator of ${providerId}`);
      const who = { userId: ids.user(user.email), sessionId: NO_SESSION };
      return {
        actor: { kind: 'provider_administrator', ...who, role: 'provider_administrator', providerId },
      };
    },
    branch: (branchId) => {
      const providerId = branches.find(({ id }) => id === branchId)?.providerId;
      const user = users.find((it) => it.providerId === providerId && it.role === 'provider');
      if (!providerId || !user) throw new RangeError(`nobody answers for ${branchId}`);
      const who = { userId: ids.user(user.email), sessionId: NO_SESSION };
      return { actor: { kind: 'provider', ...who, role: 'provider', providerId } };
    },
  };
}
