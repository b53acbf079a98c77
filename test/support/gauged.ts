/** The text that Prometheus reads, asked by name and labels. */
export interface Gauged {
  /** Undefined where there is no such sample. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
  /** The names of all metrics, with samples or without. */
  readonly names: ReadonlySet<string>;
}

const SAMPLE = /^(\w+)(?:\{(.*)\})? (\S+)$/;

export function gauged(text: string): Gauged {
  const lines = text.split('\n');
  const samples = lines.flatMap((line) => {
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    return name === undefined ? [] : [{ name, labels, value: value === 'Nan' ? NaN : Number(value) }];
  });
  return {
    value: (name, labels = {}) =>
      samples.find(
        (sample) =>
          sample.name === name &&
          Object.entries(labels).every(([label, value]) => sample.labels.includes(`${label}="${value}"`)),
      )?.value,
    names: new Set(lines.flatMap((line) => /^# TYPE (\w+) /.exec(line)?.[1] ?? [])),
  };
}
