/** Metrics in Prometheus text format, parsed for lookup by name and labels. */
export interface PrometheusMetrics {
  /** Returns the value of the first sample with these labels, or undefined if there is none. */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
  /** The names of all metrics, including metrics without samples. */
  readonly names: ReadonlySet<string>;
}

const SAMPLE = /^(\w+)(?:\{(.*)\})? (\S+)$/;

export function parsePrometheusText(text: string): PrometheusMetrics {
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
