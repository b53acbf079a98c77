import { AsyncLocalStorage } from 'node:async_hooks';

/** What a span says besides its name: names and counts of ours, never personal data. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>;

/** Something that takes time, from its beginning to its end. */
export interface OpenSpan {
  readonly traceId: string;
  /** `failed` where it ended in an error that is a bug. */
  end(facts?: SpanFacts, failed?: boolean): void;
}

export interface Spans {
  begin(name: string, facts: SpanFacts, within: OpenSpan | undefined): OpenSpan;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

const current = new AsyncLocalStorage<OpenSpan>();
let spans: Spans | undefined;

/** From now on what is traced is sent; without it, tracing costs nothing. */
export function traceTo(to: Spans | undefined): void {
  spans = to;
}

/** Does `work` within a span of its own, which is inside the span that is open here. */
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

/** The same for what begins and ends in callbacks: `work` and all that it starts are inside. */
export function spanAround(name: string, facts: SpanFacts, work: () => void): OpenSpan | undefined {
  const span = spans?.begin(name, facts, current.getStore());
  if (span) current.run(span, work);
  else work();
  return span;
}

/** The trace that a log line belongs to. */
export const currentTraceId = (): string | undefined => current.getStore()?.traceId;
