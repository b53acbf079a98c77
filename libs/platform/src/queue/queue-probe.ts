import { Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { QUEUES } from '#contracts/jobs';

/** Counts the jobs of the queue, to find out whether the queue's server answers. */
@Injectable()
export class QueueProbe {
  constructor(@InjectQueue(QUEUES.alarms) private readonly alarms: Queue) {}

  async reach(): Promise<{ ok: boolean; waiting: number; delayed: number; failed: number }> {
    const {
      waiting = 0,
      delayed = 0,
      failed = 0,
    } = await this.alarms.getJobCounts('waiting', 'delayed', 'failed');
    return { ok: true, waiting, delayed, failed };
  }
}
