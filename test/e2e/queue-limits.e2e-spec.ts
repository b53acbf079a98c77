import { getQueueToken } from '@nestjs/bullmq';
import { type Job, type Queue, Worker } from 'bullmq';
import { AlarmsProcessor } from '../../apps/worker/src/alarms.processor.js';
import { Dispatcher } from '../../apps/worker/src/dispatcher.js';
import { Sweep } from '../../apps/worker/src/sweep.js';
import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { JOB_OPTIONS, QUEUES } from '#contracts/jobs';
import type { CaseView } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import { queueConnection } from '#platform/queue/queue-connection';
import { aSuspendedBranch, casesOf, started, type Suspended } from '../support/builders/reallocations.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { ApiWorld, until } from '../support/api-world.js';
import { careHasNoGap } from '../support/invariants/care-without-gap.js';

/**
 * Tests reallocation cases with jobs that BullMQ will not run again, because they failed too often or were
 * lost. The worker must still handle every case.
 */
describe('a case whose jobs the queue has given up', () => {
  let api: ApiWorld;
  let alarms: Queue;
  beforeEach(async () => {
    api = await ApiWorld.open();
    alarms = api.app.get<Queue>(getQueueToken(QUEUES.alarms));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await api.close();
  });

  const caseOf = async ({ lot }: Suspended, id: string): Promise<CaseView> =>
    (await casesOf(api.world, lot.authorityId, id))[0]!;

  /**
   * Lists the jobs with a given name that have one of the given ids in their data. Jobs of other cases are
   * left out.
   */
  const jobsOf = async (name: string, about: readonly string[]): Promise<Job[]> =>
    (await alarms.getJobs(['delayed', 'waiting', 'active', 'failed', 'completed'])).filter(
      (job) =>
        job.name === name && Object.values(job.data as object).some((id) => about.includes(String(id))),
    );

  /**
   * Returns the ids that a job of a case may have in its data: of the reallocation, the case and the
   * broadcast.
   */
  async function idsOf(suspended: Suspended, reallocationId: string): Promise<string[]> {
    const { id, broadcastId } = await caseOf(suspended, reallocationId);
    return [reallocationId, id, ...(broadcastId === null ? [] : [broadcastId])];
  }

  /** Waits until the only job of the case with this name has failed for the last time. Returns the job. */
  async function failedForGood(name: string, about: readonly string[]): Promise<Job> {
    for (let patience = 0; patience < 10; patience++) {
      await until(`a job ${name} is there`, async () => (await jobsOf(name, about)).length > 0);
      const [job, ...others] = await jobsOf(name, about);
      expect(others).toEqual([]);
      await until(`${name} fails for good`, async () => {
        if (await job!.isDelayed()) await job!.promote().catch(() => undefined); // runs the next attempt of the job at once, without waiting for its delay
        return job!.isFailed();
      }).catch((error: unknown) => {
        if (patience === 9) throw error;
      });
      if (await job!.isFailed()) return (await alarms.getJob(job!.id!))!;
    }
    throw new Error('out of patience');
  }

  /**
   * Adds a failed job again and expects that it stays failed. BullMQ ignores a new job if the queue already
   * has the id of this job.
   */
  async function staysFailed({ name, id, data }: Job): Promise<void> {
    await alarms.add(name, data, { jobId: id! });
    expect(await (await alarms.getJob(id!))?.isFailed()).toBe(true);
  }

  const withdrawWorker = (): Promise<void> => api.app.get(AlarmsProcessor).worker.pause(true);
  const sweep = (): Promise<void> => api.app.get(Sweep).sweep();

  /** Makes an offer for every invited branch and moves the clock to the deadline of the broadcast. */
  async function answered({ others }: Suspended, one: CaseView): Promise<void> {
    const { world } = api;
    const [pkg] = await world.rows<{ visits: Visit[] }>('SELECT visits FROM package WHERE id = $1', [
      one.packageId,
    ]);
    for (const { branch, user } of others) {
      const [asked] = await world.rows<{ id: string }>(
        'SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
        [one.broadcastId, branch.id],
      );
      const terms = termsFor(world, pkg!, branch.id);
      await world.get(MakeOffer).execute(user.caller, { invitationId: asked!.id, terms });
    }
    const [{ closesAt }] = (await world.rows<{ closesAt: Date }>(
      'SELECT closes_at AS "closesAt" FROM broadcast WHERE id = $1',
      [one.broadcastId],
    )) as [{ closesAt: Date }];
    world.clock.set(closesAt);
  }

  /** Starts the awarded care. Expects that the case is moved and that all invariants of care hold. */
  async function endsMoved(suspended: Suspended, reallocationId: string): Promise<void> {
    const { world } = api;
    const one = await caseOf(suspended, reallocationId);
    expect(one.status).toBe('awarded');
    const taking = suspended.others.find(({ branch }) => branch.id === one.newBranchId);
    await world.get(ConfirmStart).execute(taking!.user.caller, { awardId: one.awardId! });
    expect((await caseOf(suspended, reallocationId)).status).toBe('moved');
    expect(await careHasNoGap((sql, parameters) => world.rows(sql, parameters), world.clock.now())).toEqual(
      [],
    );
  }

  const release = (reallocationId: string): Promise<string> =>
    api.world.get(ReleaseCases).execute({ reallocationId });

  it('is opened by the sweep where its job has stalled more often than BullMQ allows', async () => {
    const suspended = await aSuspendedBranch(api.world, { people: [undefined] });
    await withdrawWorker();
    const { id } = await started(api.world, suspended, { awarding: 'top_offer' });
    await release(id);
    const dying = new Worker(QUEUES.alarms, () => new Promise<string>(() => undefined), {
      connection: queueConnection(api.world.config),
      concurrency: 20,
      lockDuration: 200,
      stalledInterval: 100,
      skipLockRenewal: true, // the worker's lock on the job expires, as if the worker was killed during the job
    });
    dying.on('error', () => undefined);
    const failed = await failedForGood('open-case', await idsOf(suspended, id));
    await dying.close(true);
    expect(failed.failedReason).toMatch(/stalled more than allowable limit/);
    await staysFailed(failed);
    expect((await caseOf(suspended, id)).status).toBe('released');

    await sweep();
    const one = await caseOf(suspended, id);
    expect(one.status).toBe('broadcast');
    await answered(suspended, one);
    await sweep();
    await endsMoved(suspended, id);
  }, 90_000);

  it('is moved by the sweep alone where every job about it has used up its attempts', async () => {
    const suspended = await aSuspendedBranch(api.world, { people: [undefined] });
    const outOfOrder = new Error('out of order');
    const breaks = [
      { name: 'release-cases', act: () => jest.spyOn(api.app.get(ReleaseCases), 'execute') },
      { name: 'open-case', act: () => jest.spyOn(api.app.get(BroadcastReplacement), 'execute') },
      { name: 'close-broadcast', act: () => jest.spyOn(api.app.get(CloseBroadcast), 'execute') },
      { name: 'award-top', act: () => jest.spyOn(api.app.get(AwardTopOffer), 'execute') },
    ];
    let broken = breaks[0]!.act().mockRejectedValue(outOfOrder);
    const { id } = await started(api.world, suspended, { awarding: 'top_offer' });
    for (const [index, { name }] of breaks.entries()) {
      if (name === 'close-broadcast') await answered(suspended, await caseOf(suspended, id));
      const failed = await failedForGood(name, await idsOf(suspended, id));
      expect(failed).toMatchObject({ attemptsMade: JOB_OPTIONS.attempts, failedReason: 'out of order' });
      await staysFailed(failed);
      broken.mockRestore();
      const next = breaks[index + 1];
      if (next) broken = next.act().mockRejectedValue(outOfOrder); // the job that the sweep adds to the queue fails too
      await sweep();
    }
    await endsMoved(suspended, id);
  }, 90_000);

  it('is opened by the sweep where the queue was obliterated between its release and its opening', async () => {
    const suspended = await aSuspendedBranch(api.world, { people: [undefined] });
    await withdrawWorker();
    const { id } = await started(api.world, suspended, { awarding: 'top_offer' });
    await release(id);
    await until(
      'its job is there',
      async () => (await jobsOf('open-case', await idsOf(suspended, id))).length === 1,
    );
    await alarms.obliterate({ force: true });
    expect((await caseOf(suspended, id)).status).toBe('released');

    await api.app.get(Dispatcher).dispatchAll();
    expect(await jobsOf('open-case', await idsOf(suspended, id))).toEqual([]);
    await sweep();
    const one = await caseOf(suspended, id);
    expect(one.status).toBe('broadcast');
    await answered(suspended, one);
    await sweep();
    await endsMoved(suspended, id);
  });
});
