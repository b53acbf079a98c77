import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assertNotProxied } from '#platform/metrics/assert-not-proxied';
import { Metrics } from '#platform/metrics/metrics';

/** Returns the metrics for Prometheus, which reads each process directly. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    assertNotProxied(request.headers);
    const text = await this.metrics.text();
    void reply.type(this.metrics.contentType).send(text);
  }
}
