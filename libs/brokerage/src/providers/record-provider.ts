import { Injectable } from '@nestjs/common';
import type { NewProvider, ProviderView } from '#contracts/providers';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { staff } from '../access/scope.js';
import { ProviderEntity } from '../rows/provider.entity.js';
import { providerView } from './providers.queries.js';

/**
 * Adds a provider to Homeward's copy of the CQC register, under its CQC id. All authorities share the
 * register.
 */
@Injectable()
export class RecordProvider {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `provider_already_recorded` */
  execute(caller: Caller, command: NewProvider): Promise<ProviderView> {
    staff(caller.actor);
    return this.acts.run(caller, 'record-provider', command, async (act) => {
      const { tx } = act;
      const { id, name } = command;
      await refusedBy({ provider_pkey: 'provider_already_recorded' }, () =>
        tx.insert(ProviderEntity, { id, name }),
      );
      await act.log(
        'provider.recorded',
        { providerId: id },
        { authorityId: null, providerIds: [id], at: this.clock.now() },
      );
      return providerView(tx, id);
    });
  }
}
