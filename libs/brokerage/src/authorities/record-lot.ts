import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { LotView, NewLot } from '#contracts/lots';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { insertRows } from '#platform/database/insert-rows';
import { LotEntity } from '../rows/authority.entity.js';
import { lotView } from './lots.queries.js';
import { acceptSettings, normalisedAreas, refusingTaken, writeAreas } from './steps/lot-details.js';

/** Adds a lot to an authority, with its postcode areas and its allocation settings. */
@Injectable()
export class RecordLot {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `lot_settings_invalid` with every fault, `lot_code_taken`, `lot_area_taken` */
  execute(caller: Caller, command: NewLot): Promise<LotView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'record-lot', command, async (act) => {
      const { tx } = act;
      const { code, name, areas, ...settings } = command;
      acceptSettings(settings);
      const lot = {
        id: uuid(),
        authorityId,
        code,
        name,
        districtCode: null,
        districtName: null,
        ...settings,
      };
      await refusingTaken(async () => {
        await insertRows(tx, LotEntity, { ...lot, outline: null, version: 1 });
        await writeAreas(tx, authorityId, lot.id, normalisedAreas(areas));
      });
      await act.log('lot.recorded', { lotId: lot.id }, { authorityId, at: this.clock.now() });
      return lotView(tx, authorityId, lot.id);
    });
  }
}
