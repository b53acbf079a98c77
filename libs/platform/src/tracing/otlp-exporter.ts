import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';

type Done = Parameters<SpanExporter['export']>[1];

const SUCCESS = 0;
const FAILED = 1;
const PATIENCE_MS = 5_000;

/** Sends trace spans to a collector as OTLP JSON over HTTP. Spans that cannot be sent are dropped. */
export class OtlpExporter implements SpanExporter {
  private readonly sending = new Set<Promise<void>>();

  constructor(private readonly url: string) {}

  export(spans: ReadableSpan[], done: Done): void {
    const sending = this.send(spans).then(
      () => done({ code: SUCCESS }),
      (error: unknown) => done({ code: FAILED, ...(error instanceof Error && { error }) }),
    );
    this.sending.add(sending);
    void sending.finally(() => this.sending.delete(sending));
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.sending);
  }

  private async send(spans: ReadableSpan[]): Promise<void> {
    const text = JsonTraceSerializer.serializeRequest(spans);
    if (!text) return;
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(text),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the collector answered ${answer.status}`);
  }
}
