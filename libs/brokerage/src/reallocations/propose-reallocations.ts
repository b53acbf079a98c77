import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ReallocationGround } from '#contracts/jobs';
import { DEFAULT_SETTINGS } from '#domain/reallocations/default-settings';
import { deadlineAfter } from '#domain/time/working-time';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertUnlessThere } from '#platform/database/insert-rows';
import { clockOf } from '../authorities/authorities.queries.js';
import { chooseOwner } from '../identity/steps/choose-owner.js';
import { type Grounded, groundedBy } from './grounds.queries.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';

/** Minutes in which a commissioner should decide on a proposal, on the clock of its urgency. */
const DECIDE_MINUTES = 240;

/**
 * Proposes a reallocation to each authority with care at a branch that is suspended, handed back or closed, once for
 * each ground, with an owner. A commissioner starts it (docs/rules.md §4.1).
 */
@Injectable()
export class ProposeReallocations {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposes a reallocation to each authority. An authority without an enabled officer or commissioner gets
   * no proposal, and the ground stays due for the next sweep.
   */
  execute(ground: ReallocationGround): Promise<'proposed' | 'nothing_due'> {
    return this.acts.run(SYSTEM_CALLER, 'propose-reallocations', ground, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      let isProposed = false;
      for (const grounded of await groundedBy(tx, ground, now)) {
        const { authorityId } = grounded;
        const ownerId = await chooseOwner(tx, { authorityId, roles: ['commissioner', 'officer'] });
        if (ownerId === null) continue;
        if (await this.propose(act, grounded, ownerId, now)) isProposed = true;
      }
      return isProposed ? 'proposed' : 'nothing_due';
    });
  }

  /** Inserts the proposal, unless there is one for the same ground. */
  private async propose(act: Act, grounded: Grounded, ownerId: string, now: Date): Promise<boolean> {
    const { tx } = act;
    const { authorityId, branchId, cause } = grounded;
    const settings = DEFAULT_SETTINGS[cause];
    const { workingHours } = await clockOf(tx, authorityId, settings.urgency);
    const row = {
      ...grounded,
      ...settings,
      lotIds: [...grounded.lotIds],
      id: uuid(),
      status: 'proposed' as const,
      reason: null,
      ownerId,
      decideBy: deadlineAfter(now, DECIDE_MINUTES, workingHours),
      proposedAt: now,
    };
    if (!(await insertUnlessThere(tx, ReallocationEntity, row))) return false;
    await act.log(
      'reallocation.proposed',
      { reallocationId: row.id, branchId, ownerId },
      { authorityId, at: now },
    );
    return true;
  }
}
