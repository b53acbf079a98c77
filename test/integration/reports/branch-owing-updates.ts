import { CheckReport } from '#brokerage/reports/check-report';
import { SubmitReport } from '#brokerage/reports/submit-report';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { reportPage } from '#brokerage/reports/reports.queries';
import type { NewReport, ReportView } from '#contracts/reports';
import type { NewRestriction } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import type { World } from '../../support/world.js';

/**
 * Creates a branch that owes its authority an update every 14 days. Also creates a user of the branch's
 * provider, and the commissioner who recorded the restriction.
 */
export async function aBranchOwingUpdates(world: World, given: Partial<NewRestriction> = {}) {
  const lot = await world.aLot();
  const contracted = await world.aContractedBranch({ lot });
  const { authorityId } = lot;
  const commissioner = await world.aUser({ role: 'commissioner', authorityId });
  const owner = await world.aUser({ role: 'officer', authorityId });
  const notice = await world.get(RecordRestriction).execute(commissioner.caller, {
    branchId: contracted.branch.id,
    source: 'cqc',
    reference: 'NOP-1',
    evidence: 'Letter',
    reason: 'Unsafe',
    from: world.clock.now().toISOString(),
    lotIds: [],
    conditions: [{ kind: 'reporting', everyDays: 14 }],
    ownerId: owner.id,
    ...given,
  });
  const reports = async (): Promise<ReportView[]> => {
    const { items } = await reportPage(world.reader, { authorityId }, {});
    return items.filter(({ restrictionId }) => restrictionId === notice.id).toReversed();
  };
  const open = async (): Promise<ReportView> => {
    const [one] = (await reports()).filter(({ status }) => status === 'due');
    if (!one) throw new Error('nothing is owed');
    return one;
  };
  return { ...contracted, lot, authorityId, commissioner, owner, notice, reports, open };
}

export const submitting =
  (world: World, by: TestUser) =>
  (reportId: string, given: Partial<NewReport> = {}): Promise<ReportView> =>
    world.get(SubmitReport).execute(by.caller, { reportId, account: `O'Brien <b> rang everyone`, ...given });

export const checking =
  (world: World) =>
  (reportId: string): Promise<string> =>
    world.get(CheckReport).execute({ reportId });
