import { Injectable } from '@nestjs/common';
import type {
  PreviewView,
  ProposedClosure,
  ProposedHandBack,
  ProposedRestriction,
} from '#contracts/previews';
import { DomainError } from '#domain/domain-error';
import { handBackFaults } from '#domain/hand-backs/hand-back-faults';
import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Database, type Reader } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { found } from '../access/scope.js';
import { contractNotice } from '../hand-backs/hand-backs.queries.js';
import { previewOf } from './calculate-preview.queries.js';
import { type Proposal, proposedClosure, proposedHandBack, proposedRestriction } from './proposal.js';

/**
 * Shows the effects of a restriction, hand-back or closure before a commissioner confirms it. Reads all
 * numbers at one instant, and writes nothing.
 */
@Injectable()
export class Previews {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `restriction_invalid` with every fault, `branch_not_found`, `lot_not_found` */
  async ofRestriction(authorityId: string, command: ProposedRestriction): Promise<PreviewView> {
    const faults = restrictionFaults({ ...command, reference: '-', evidence: '-', reason: '-' });
    if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
    return this.preview(authorityId, command, () =>
      Promise.resolve(proposedRestriction(command, { authorityId, now: this.clock.now() })),
    );
  }

  /** @throws DomainError `hand_back_invalid` with every fault, `branch_not_found`, `lot_not_found` */
  async ofHandBack(authorityId: string, command: ProposedHandBack): Promise<PreviewView> {
    const faults = handBackFaults({ ...command, reason: '-' });
    if (faults.length > 0) throw new DomainError('hand_back_invalid', { faults });
    return this.preview(authorityId, command, async (reader) => {
      const now = this.clock.now();
      const today = londonDate(now);
      return proposedHandBack(
        command,
        { authorityId, now },
        await this.leavesOn(reader, authorityId, command, today),
      );
    });
  }

  private async leavesOn(
    reader: Reader,
    authorityId: string,
    command: ProposedHandBack,
    today: string,
  ): Promise<string> {
    if (command.leavesOn != null) return command.leavesOn;
    const days = command.noticeDays ?? (await contractNotice(reader, { ...command, authorityId }, today));
    return addDays(today, days);
  }

  /** @throws DomainError `branch_not_found` */
  ofClosure(authorityId: string, command: ProposedClosure): Promise<PreviewView> {
    return this.preview(authorityId, { ...command, lotIds: [] }, () =>
      Promise.resolve(proposedClosure(command, { authorityId, now: this.clock.now() })),
    );
  }

  private preview(
    authorityId: string,
    about: { readonly branchId: string; readonly lotIds: readonly string[] },
    proposing: (reader: Reader) => Promise<Proposal>,
  ): Promise<PreviewView> {
    return this.database.snapshot(tenantOfOrganisation({ authorityId, providerId: null }), async (reader) => {
      await assertKnown(reader, authorityId, about);
      return previewOf(reader, await proposing(reader));
    });
  }
}

async function assertKnown(
  reader: Reader,
  authorityId: string,
  { branchId, lotIds }: { readonly branchId: string; readonly lotIds: readonly string[] },
): Promise<void> {
  const [branch]: { id: string }[] = await reader.query('SELECT id FROM branch WHERE id = $1', [branchId]);
  found(branch, 'branch_not_found');
  const lots: { id: string }[] = await reader.query(
    'SELECT id FROM lot WHERE authority_id = $1 AND id = ANY($2)',
    [authorityId, lotIds],
  );
  if (lots.length < new Set(lotIds).size) throw new DomainError('lot_not_found');
}
