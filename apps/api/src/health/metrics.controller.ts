import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Metrics } from '#platform/metrics/metrics';
import { assertNotProxied } from '#platform/metrics/assert-not-proxied';
import { Allow, PUBLIC } from '../auth/route-decorators.js';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /**
   * Returns the metrics of this process. Prometheus reads each process directly. The public web server does
   * not forward requests to this route.
   */
  @Get('metrics')
  @ApiOperation({
    description:
      'For monitoring inside the network only; not there for whoever comes through the public origin.',
  })
  @ApiProduces('text/plain')
  @Allow(PUBLIC)
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    assertNotProxied(request.headers);
    const text = await this.metrics.text();
    void reply.type(this.metrics.contentType).send(text);
  }
}
