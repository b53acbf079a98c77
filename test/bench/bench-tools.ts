import type { Reader } from '#platform/database/database';

/**
 * A PostgreSQL server for one measurement, with an empty, migrated database. It writes every commit to disk,
 * as in production.
 */
export interface BenchServer {
  /** The address with a superuser's account, for the bench itself. */
  readonly url: string;
  /** The addresses with the accounts of the running processes. */
  readonly processEnvironment: { readonly DATABASE_URL: string; readonly CROSS_TENANT_DATABASE_URL: string };
  readonly reader: Reader;
  /** Returns the CPU seconds that the PostgreSQL server and all its sessions have used. */
  cpuSeconds(): number;
  close(): Promise<void>;
}

/** A process of Homeward, started as `npm start` does. */
export interface BenchProcess {
  residentMegabytes(): number;
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface BenchApi extends BenchProcess {
  readonly address: string;
}

/** A helper process of the bench. Runs a file of `helpers/`, which passes its tasks to `serve`. */
export interface HelperProcess extends BenchProcess {
  /** Runs a task in the helper process and returns the result. The helper process runs one task at a time. */
  ask<T>(task: string, given?: unknown): Promise<T>;
}

export type Environment = Readonly<Record<string, string>>;

/**
 * The functions that every measurement of the bench works with. They start real processes and print results.
 */
export interface BenchStage {
  openServer(settings?: Readonly<Record<string, string | number>>): Promise<BenchServer>;
  startWorker(server: BenchServer, env?: Environment): Promise<BenchProcess>;
  startApi(server: BenchServer, env?: Environment): Promise<BenchApi>;
  /** Starts the console process, which forwards requests to the API. */
  startWeb(server: BenchServer, api: BenchApi): Promise<BenchApi>;
  /** Starts `helpers/bare-app.ts`: a process with the libraries of the API, but without Homeward's code. */
  startBareApp(server: BenchServer): Promise<BenchApi>;
  /** Returns the URL of a Redis without persistence, or undefined if redis-server is not installed. */
  startRedis(): Promise<string | undefined>;
  /** Returns the path of a Chromium browser, or undefined if Chromium is not installed. */
  findChromium(): Promise<string | undefined>;
  startHelper(name: string, env?: Environment): Promise<HelperProcess>;
  say(line?: string): void;
}

/**
 * One measurement of the bench, which can be run by its name. Each file in `parts/` exports one measurement.
 */
export interface BenchPart {
  readonly name: string;
  /** The printed heading, which says what is measured. */
  readonly about: string;
  run(stage: BenchStage): Promise<void>;
}
