/**
 * One question for many who ask at the same moment. Each is answered by a question that was put after it asked, so
 * nobody gets an answer from before.
 */
export class AskedTogether<Answer> {
  private next:
    { readonly keys: Set<string>; readonly answers: Promise<ReadonlyMap<string, Answer>> } | undefined;

  constructor(private readonly ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Answer>>) {}

  /** Undefined where there is no answer for it. */
  async of(key: string): Promise<Answer | undefined> {
    this.next ??= this.begin();
    const { keys, answers } = this.next;
    keys.add(key);
    return (await answers).get(key);
  }

  /** The question is put once everything that came in meanwhile has been read. */
  private begin(): NonNullable<typeof this.next> {
    const keys = new Set<string>();
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next = undefined;
      return this.ask([...keys]);
    });
    return { keys, answers };
  }
}
