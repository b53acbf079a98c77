import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../config/config.js';
import { CONFIG, PROCESS_NAME } from '../config/injection-tokens.js';
import { type Spans, traceTo } from './tracing.js';

/** Starts tracing if the configuration names a trace collector. Otherwise OpenTelemetry is not loaded. */
@Injectable()
export class TraceExporter implements OnModuleInit, OnApplicationShutdown {
  private spans: Spans | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PROCESS_NAME) private readonly processName: string,
  ) {}

  async onModuleInit(): Promise<void> {
    const endpoint = this.config.OTEL_EXPORTER_OTLP_ENDPOINT;
    if (endpoint === undefined) return;
    const { OtlpSpans } = await import('./otlp-spans.js');
    this.spans = new OtlpSpans(this.processName, endpoint);
    traceTo(this.spans);
  }

  /**
   * Sends the remaining trace spans after all other work has ended. If the collector does not answer, the
   * process ends after a short time anyway.
   */
  async onApplicationShutdown(): Promise<void> {
    if (!this.spans) return;
    traceTo(undefined);
    await this.spans.close().catch(() => undefined);
  }
}
