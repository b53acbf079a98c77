import { AsyncLocalStorage } from 'node:async_hooks';

/** The attributes of a trace span: names from the code and counts, never personal data. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** A trace span that has started and has not ended yet. */
export interface OpenSpan {
  readonly traceId: string;
  /** Ends the trace span. `failed` is true if the work threw an error or a request got a status of 500 or more. */
  end(facts?: SpanFacts, failed?: boolean): void;
}

export interface Spans {
  begin(name: string, facts: SpanFacts, within: OpenSpan | undefined): OpenSpan;
  /** Sends the remaining trace spans. No spans are sent afterwards. */
  close(): Promise<void>;
}

const current = new AsyncLocalStorage<OpenSpan>();
let spans: Spans | undefined;

/**
 * Turns tracing on with the given recorder of trace spans, or off if the recorder is undefined. While tracing
 * is off, it costs no time.
 */
export function traceTo(to: Spans | undefined): void {
  spans = to;
}

/** Runs `work` inside a new trace span. If a trace span is already open, the new span belongs to it. */
export async function traced<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T> {
  const span = spans?.begin(name, facts, current.getStore());
  if (!span) return work();
  try {
    const answer = await current.run(span, work);
    span.end();
    return answer;
  } catch (error) {
    span.end({ error: error instanceof Error ? error.name : 'unknown' }, true);
    throw error;
  }
}

/**
 * Starts a trace span and runs `work` inside the span. The caller must end the returned span. Returns
 * undefined if tracing is off.
 */
export function spanAround(name: string, facts: SpanFacts, work: () => void): OpenSpan | undefined {
  const span = spans?.begin(name, facts, current.getStore());
  if (span) current.run(span, work);
  else work();
  return span;
}

/** Returns the id of the current trace, for log lines. Undefined outside of a trace. */
export const currentTraceId = (): string | undefined => current.getStore()?.traceId;
