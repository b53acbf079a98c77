/** How long the model test runs, and which failed run it repeats. */
export interface ModelSettings {
  readonly runs: number;
  readonly steps: number;
  readonly seconds: number;
  readonly seed: number | undefined;
  readonly path: string | undefined;
  readonly shrink: boolean;
  /** True if the model test prints at the end how many actions succeeded and how many were refused. */
  readonly printsCounts: boolean;
}

/** Reads the settings of the model test from the environment. The default settings keep the test short. */
export function modelSettings(): ModelSettings {
  const { MODEL_RUNS, MODEL_STEPS, MODEL_SECONDS, MODEL_SEED, MODEL_PATH, MODEL_SHRINK, MODEL_TELL } =
    process.env;
  return {
    runs: Number(MODEL_RUNS ?? 1_000),
    steps: Number(MODEL_STEPS ?? 40),
    seconds: Number(MODEL_SECONDS ?? 40),
    seed: MODEL_SEED === undefined ? undefined : Number(MODEL_SEED),
    path: MODEL_PATH,
    shrink: MODEL_SHRINK !== undefined,
    printsCounts: MODEL_TELL !== undefined,
  };
}
