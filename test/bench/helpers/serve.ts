/** The tasks of a helper process, by name. Arguments and results of a task are sent as JSON. */
export type Tasks = Readonly<Record<string, (given: never) => unknown>>;

interface Asked {
  readonly task: string;
  readonly given: never;
}

/**
 * Makes this process a helper of the bench. The helper runs the tasks that the parent process sends, until
 * SIGTERM.
 */
export function serve(tasks: Tasks): void {
  process.on('message', ({ task, given }: Asked) => {
    const work = tasks[task];
    Promise.resolve()
      .then(() => {
        if (!work) throw new Error(`nobody can ${task} here`);
        return work(given);
      })
      .then(
        (answer) => process.send?.({ answer: answer ?? null }),
        (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
      );
  });
  process.on('SIGTERM', () => process.exit(0));
  process.send?.('listening');
}
