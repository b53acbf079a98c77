import { createHash } from 'node:crypto';
import { ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, RandomIdGenerator } from '@opentelemetry/sdk-trace-base';
import { requestContext } from '../logging/request-context.js';
import { OtlpExporter } from './otlp-exporter.js';
import type { OpenSpan, SpanFacts, Spans } from './tracing.js';

const SEND_EVERY_MS = 1_000;

/**
 * Records the trace spans of this process and sends them to a collector over OTLP. This module is loaded only
 * if a collector is configured.
 */
export class OtlpSpans implements Spans {
  private readonly provider: BasicTracerProvider;

  /**
   * Connects to a trace collector. `endpoint` is the collector's base address; spans are sent to the path
   * `/v1/traces` below it.
   */
  constructor(service: string, endpoint: string) {
    const exporter = new OtlpExporter(`${endpoint.replace(/\/$/, '')}/v1/traces`);
    this.provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': `homeward-${service}` }),
      spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: SEND_EVERY_MS })],
      idGenerator: new TraceOfRequest(),
    });
  }

  begin(name: string, facts: SpanFacts, within: OpenSpan | undefined): OpenSpan {
    const parent = within instanceof OtlpSpan ? within.span : undefined;
    const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    return new OtlpSpan(this.provider.getTracer('homeward').startSpan(name, { attributes: facts }, context));
  }

  close(): Promise<void> {
    return this.provider.shutdown();
  }
}

class OtlpSpan implements OpenSpan {
  constructor(readonly span: Span) {}

  get traceId(): string {
    return this.span.spanContext().traceId;
  }

  end(facts: SpanFacts = {}, failed = false): void {
    this.span.setAttributes(facts);
    if (failed) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end();
  }
}

/**
 * Computes the trace id from the request id. A job has the id of the request that caused it, so a request and
 * its jobs share one trace.
 */
class TraceOfRequest extends RandomIdGenerator {
  override generateTraceId = (): string => {
    const requestId = requestContext.getStore()?.requestId;
    return requestId ? traceIdOf(requestId) : randomTraceId();
  };
}

const random = new RandomIdGenerator();
const randomTraceId = (): string => random.generateTraceId();

export const traceIdOf = (requestId: string): string =>
  createHash('sha256').update(requestId).digest('hex').slice(0, 32);
