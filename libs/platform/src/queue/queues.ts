import { Injectable } from '@nestjs/common';
import { InjectQueue } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { QUEUES } from '#contracts/jobs';

/** Gives access to all queues, for monitoring and administration. */
@Injectable()
export class Queues {
  readonly all: readonly Queue[];

  constructor(@InjectQueue(QUEUES.alarms) alarms: Queue) {
    this.all = [alarms];
  }

  named(name: string): Queue | undefined {
    return this.all.find((queue) => queue.name === name);
  }
}
