import { Injectable } from '@nestjs/common';
import type { LotView, NewLot } from '#contracts/lots';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf, found } from '../access/scope.js';
import { LotEntity } from '../rows/authority.entity.js';
import { lotView } from './lots.queries.js';
import { acceptSettings, normalisedAreas, refusingTaken, writeAreas } from './steps/lot-details.js';

export interface ChangeLotCommand extends NewLot {
  readonly lotId: string;
  readonly version: number;
}

/** Changes the areas or the settings of a lot. Open broadcasts keep the settings with which they opened. */
@Injectable()
export class ChangeLot {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `lot_not_found`, `version_stale`, `lot_settings_invalid`, `lot_code_taken`, `lot_area_taken` */
  execute(caller: Caller, command: ChangeLotCommand): Promise<LotView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-lot', command, async (act) => {
      const { tx } = act;
      const { lotId: id, version: expected, areas, ...details } = command;
      const lot = await tx.findOne(LotEntity, {
        where: { id, authorityId },
        lock: { mode: 'pessimistic_write' },
      });
      const { version } = found(lot, 'lot_not_found');
      assertVersion(version, expected);
      acceptSettings(details);
      await refusingTaken(async () => {
        await tx.update(LotEntity, { id }, { ...details, version: version + 1 });
        await writeAreas(tx, authorityId, id, normalisedAreas(areas));
      });
      await act.log('lot.changed', { lotId: id }, { authorityId, at: this.clock.now() });
      return lotView(tx, authorityId, id);
    });
  }
}
