import { Injectable } from '@nestjs/common';
import type { LotView } from '#contracts/lots';
import { DomainError } from '#domain/domain-error';
import { readOutline } from '#domain/lots/outline';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf, found } from '../access/scope.js';
import { LotEntity } from '../rows/authority.entity.js';
import { lotView } from './lots.queries.js';

export interface ChangeLotOutlineCommand {
  readonly lotId: string;
  readonly version: number;
  /** The outline as GeoJSON or TopoJSON. Null takes the outline away. */
  readonly file?: string | null;
}

/** Replaces the outline of a lot, which is drawn on maps. Postcode areas decide, and the outline only shows. */
@Injectable()
export class ChangeLotOutline {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `lot_not_found`, `version_stale`, `outline_invalid` with the fault */
  execute(
    caller: Caller,
    { lotId: id, version: expected, file = null }: ChangeLotOutlineCommand,
  ): Promise<LotView> {
    const authorityId = authorityOf(caller.actor);
    const read = file === null ? { outline: null } : readOutline(file);
    if ('faults' in read) return Promise.reject(new DomainError('outline_invalid', { faults: read.faults }));
    const command = { lotId: id, version: expected, outline: read.outline };
    return this.acts.run(caller, 'change-lot-outline', command, async (act) => {
      const { tx } = act;
      const locked = { where: { id, authorityId }, lock: { mode: 'pessimistic_write' } } as const;
      const { version } = found(await tx.findOne(LotEntity, locked), 'lot_not_found');
      assertVersion(version, expected);
      await tx.write(
        'UPDATE lot SET outline = $3::jsonb, version = version + 1 WHERE authority_id = $1 AND id = $2',
        [authorityId, id, read.outline === null ? null : JSON.stringify(read.outline)],
      );
      await act.log('lot.changed', { lotId: id }, { authorityId, at: this.clock.now() });
      return lotView(tx, authorityId, id);
    });
  }
}
