import type { Reader } from '#platform/database/database';

/** A PostgreSQL server of a measurement's own, as durable as in production, with an empty migrated database. */
export interface BenchServer {
  readonly url: string;
  readonly reader: Reader;
  /** Seconds of processor time that it has used, all its sessions together. */
  cpuSeconds(): number;
  close(): Promise<void>;
}

/** A process of Homeward's, as `npm start` runs it. */
export interface BenchProcess {
  /** What it holds in memory at this moment, in MB. */
  residentMegabytes(): number;
  /** Seconds of processor time that it has used. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface BenchApi extends BenchProcess {
  readonly address: string;
}

/** A file of `hands/` in a process of its own: what it can be asked stands there as its tasks. */
export interface Hand extends BenchProcess {
  /** One thing at a time. */
  ask<T>(task: string, given?: unknown): Promise<T>;
}

export type Environment = Readonly<Record<string, string>>;

/** What a part of the bench is given: real processes, and somewhere to say what it found. */
export interface BenchStage {
  openServer(settings?: Readonly<Record<string, string | number>>): Promise<BenchServer>;
  startWorker(server: BenchServer, env?: Environment): Promise<BenchProcess>;
  startApi(server: BenchServer, env?: Environment): Promise<BenchApi>;
  /** The console before an API. */
  startWeb(server: BenchServer, api: BenchApi): Promise<BenchApi>;
  /** `hands/bare-app.ts`: what an API is made of, without Homeward. */
  startBareApp(server: BenchServer): Promise<BenchApi>;
  /** The address of a Redis that keeps nothing; undefined where there is none to be had. */
  startRedis(): Promise<string | undefined>;
  /** A Chromium; undefined where there is none. */
  findChromium(): Promise<string | undefined>;
  startHand(name: string, env?: Environment): Promise<Hand>;
  say(line?: string): void;
}

/** One measurement that can be run by its name: a file of its own in `parts/`. */
export interface BenchPart {
  readonly name: string;
  /** What it measures, in a sentence. */
  readonly about: string;
  run(stage: BenchStage): Promise<void>;
}
