/**
 * One question for many who ask at the same moment. Each is answered by a question that was put after it asked, so
 * nobody gets an answer from before.
 */
export class BatchedLookup<Found> {
  private next:
    { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, Found>> } | undefined;

  constructor(private readonly load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Found>>) {}

  /** Undefined where there is no answer for it. */
  async find(key: string): Promise<Found | undefined> {
    this.next ??= this.begin();
    const { keys, found } = this.next;
    keys.add(key);
    return (await found).get(key);
  }

  /** The question is put once everything that came in meanwhile has been read. */
  private begin(): NonNullable<typeof this.next> {
    const keys = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next = undefined;
      return this.load([...keys]);
    });
    return { keys, found };
  }
}
