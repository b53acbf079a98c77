import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness, type ReadinessReport } from '#platform/health/readiness';
import { Allow, PUBLIC } from '../auth/actor.js';

@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process answers. */
  @Get('health')
  @Allow(PUBLIC)
  health(): { status: 'up' } {
    return { status: 'up' };
  }

  /** The process can do its work; 503 when it cannot, with what stands in the way. */
  @Get('ready')
  @Allow(PUBLIC)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    void reply.status(report.ready ? 200 : 503);
    return report;
  }
}
