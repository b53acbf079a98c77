import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness, type ReadinessReport } from '#platform/health/readiness';
import { Allow, PUBLIC } from '../auth/route-decorators.js';

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Answers 200 as long as the process runs. Does not check the database or the queue. */
  @Get('health')
  @Allow(PUBLIC)
  health(): { status: 'up' } {
    return { status: 'up' };
  }

  /**
   * Answers 200 if the process can do its work, otherwise 503. The body says whether the database, the queue
   * and the dispatcher work.
   */
  @Get('ready')
  @Allow(PUBLIC)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    void reply.status(report.ready ? 200 : 503);
    return report;
  }
}
