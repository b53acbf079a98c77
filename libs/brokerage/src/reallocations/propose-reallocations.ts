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
import { type Grounded, groundedBy } from './reallocation-grounds.queries.js';
import { departureRecorders } from './recorders.queries.js';
import { entranceOf } from './steps/entrance-of-ground.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';

/**
 * How many minutes a commissioner has to decide on a proposed reallocation. The clock profile (the
 * authority's time limits) says whether only working time counts.
 */
const DECIDE_MINUTES = 240;

/**
 * Proposes a reallocation to each authority that has care at a suspended, handed-back or closed branch. Each
 * suspension, hand-back or closure is proposed once. A commissioner starts or dismisses the proposal
 * (docs/rules.md §4.1).
 */
@Injectable()
export class ProposeReallocations {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Proposes reallocations because of one suspension, hand-back or closure. If an authority has no enabled
   * officer or commissioner, the next sweep tries again for this authority.
   */
  execute(ground: ReallocationGround): Promise<'proposed' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'propose-reallocations',
      ground,
      async (act) => {
        const { tx } = act;
        const now = this.clock.now();
        let isProposed = false;
        for (const grounded of await groundedBy(tx, ground, now)) {
          const { authorityId } = grounded;
          const ownerId = await chooseOwner(tx, {
            authorityId,
            roles: ['commissioner', 'officer'],
            isRoleFirst: true,
            now,
            lastUserIds: await departureRecorders(tx, grounded.branchId),
          });
          if (ownerId === null) continue;
          if (await this.propose(act, grounded, ownerId, now)) isProposed = true;
        }
        return isProposed ? 'proposed' : 'nothing_due';
      },
      { enter: entranceOf(ground) },
    );
  }

  /**
   * Inserts the proposed reallocation. Returns false if the authority already has a proposal for this
   * suspension, hand-back or closure.
   */
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
      stopReason: null,
      dismissedAt: null,
      dismissReason: null,
      dismissCause: null,
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
