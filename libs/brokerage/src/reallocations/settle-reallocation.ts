import { Injectable } from '@nestjs/common';
import type { KeepCause } from '#contracts/reallocations';
import { Database } from '#platform/database/database';
import { NO_TENANT } from '#platform/database/tenant';
import { KeepCase } from './keep-case.js';
import { casesToSettle } from '../facts/open-case.queries.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';

/**
 * Closes the open cases of a stopping reallocation: the care of each case stays at its branch. Each case has
 * its own transaction, so if one case fails, the other cases are still closed.
 */
@Injectable()
export class SettleReallocation {
  constructor(
    private readonly database: Database,
    private readonly keepCase: KeepCase,
  ) {}

  async execute({ reallocationId }: { readonly reallocationId: string }): Promise<'settled' | 'nothing_due'> {
    const reader = this.database.readerOf(NO_TENANT, { kind: 'reallocation', id: reallocationId });
    const reallocation = await reader.findOneBy(ReallocationEntity, { id: reallocationId });
    if (reallocation?.status !== 'stopping') return 'nothing_due';
    const cause: KeepCause = reallocation.stopCause ?? 'reallocation_stopped';
    const failures: unknown[] = [];
    for (const caseId of await casesToSettle(reader, reallocationId))
      await this.keepCase.settle(caseId, cause).catch((failure: unknown) => failures.push(failure));
    if (failures.length > 0) throw new AggregateError(failures, 'cases that could not be kept');
    return 'settled';
  }
}
