import type { Reader } from '#platform/database/database';

/** A PostgreSQL server of a measurement's own, as durable as in production, with an empty migrated database. */
export interface BenchServer {
  readonly url: string;
  readonly reader: Reader;
  close(): Promise<void>;
}

/** A worker as `npm start` runs it. */
export interface BenchWorker {
  /** What it holds in memory at this moment, in MB. */
  residentMegabytes(): number;
  stop(): Promise<void>;
}

/** An API as `npm start` runs it. */
export interface BenchApi {
  readonly address: string;
  stop(): Promise<void>;
}

/** What a part of the bench is given: real processes, and somewhere to say what it found. */
export interface BenchStage {
  openServer(): Promise<BenchServer>;
  startWorker(server: BenchServer): Promise<BenchWorker>;
  startApi(server: BenchServer): Promise<BenchApi>;
  say(line?: string): void;
}

/** One measurement that can be run by its name: a file of its own in `parts/`. */
export interface BenchPart {
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly about: string;
  run(stage: BenchStage): Promise<void>;
}
