import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import type { Prepare } from './prepared-action.js';
import { nth } from './small-authority.js';
import { CONDITIONS } from './restrictions.js';

/** Amends a restriction: changes its conditions, lots, start or end. */
export const amend: Prepare = async (field, [n, m, what, when]) => {
  const notice = await field.pick<{ id: string; version: number }>(
    n,
    `SELECT id, version FROM restriction WHERE lifted_at IS NULL AND source <> 'provider' ORDER BY id DESC`,
  );
  if (!notice) return null;
  const { clock } = field.world;
  const changes = [
    { conditions: [nth(CONDITIONS, what)] },
    { to: when === 0 ? null : clock.in({ minutes: nth([1, 90, 2_000], when) }).toISOString() },
    { lotIds: when === 0 ? [] : [nth(field.lots, when).id] },
    { conditions: [nth(CONDITIONS, what), { kind: 'reporting', everyDays: 7 } as const] },
    { from: clock.in({ minutes: nth([0, 1, 60], when) }).toISOString() },
  ];
  const command = {
    restrictionId: notice.id,
    version: notice.version,
    reason: 'amended',
    ...nth(changes, m),
  };
  return () => field.world.get(AmendRestriction).execute(field.officer(1).caller, command);
};

/** Runs the job that ends a restriction: at its end, too early, or after the restriction was lifted. */
export const expire: Prepare = async (field, [n]) => {
  const one = await field.pick<{ id: string }>(
    n,
    'SELECT id FROM restriction WHERE to_at IS NOT NULL ORDER BY expired_at IS NULL DESC, id DESC',
  );
  return one && (() => field.world.get(ExpireRestriction).execute({ restrictionId: one.id }));
};
