import type { Reader } from '#platform/database/database';

/** A PostgreSQL server for one measurement, with production durability and an empty migrated database. */
export interface BenchServer {
  readonly url: string;
  readonly reader: Reader;
  /** Returns the CPU seconds that the server and all its sessions have used. */
  cpuSeconds(): number;
  close(): Promise<void>;
}

/** A process of Homeward, started as `npm start` does. */
export interface BenchProcess {
  /** Returns the resident memory of the process in MB. */
  residentMegabytes(): number;
  /** Returns the CPU seconds that the process has used. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface BenchApi extends BenchProcess {
  readonly address: string;
}

/** A file of `helpers/` that runs as a separate process. The file passes its tasks to `serve`. */
export interface HelperProcess extends BenchProcess {
  /** Runs a task in the process and returns its result. A process runs one task at a time. */
  ask<T>(task: string, given?: unknown): Promise<T>;
}

export type Environment = Readonly<Record<string, string>>;

/** The functions that a part of the bench works with: they start real processes and print results. */
export interface BenchStage {
  openServer(settings?: Readonly<Record<string, string | number>>): Promise<BenchServer>;
  startWorker(server: BenchServer, env?: Environment): Promise<BenchProcess>;
  startApi(server: BenchServer, env?: Environment): Promise<BenchApi>;
  /** Starts the console in front of an API. */
  startWeb(server: BenchServer, api: BenchApi): Promise<BenchApi>;
  /** Starts `helpers/bare-app.ts`: the libraries of the API, without Homeward's code. */
  startBareApp(server: BenchServer): Promise<BenchApi>;
  /** Returns the address of a Redis without persistence, or undefined if there is no redis-server. */
  startRedis(): Promise<string | undefined>;
  /** Returns the path of a Chromium, or undefined if there is none. */
  findChromium(): Promise<string | undefined>;
  startHelper(name: string, env?: Environment): Promise<HelperProcess>;
  say(line?: string): void;
}

/** One measurement, which can be run by its name. Each is a file in `parts/`. */
export interface BenchPart {
  readonly name: string;
  /** The heading that is printed: what the part measures. */
  readonly about: string;
  run(stage: BenchStage): Promise<void>;
}
