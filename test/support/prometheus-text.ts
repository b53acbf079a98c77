/** Parsed metrics in Prometheus text format, to look up by name and labels. */
export interface PrometheusMetrics {
  /**
   * Returns the value of the first sample of a metric with these labels. Returns undefined if no sample has
   * these labels.
   */
  value(name: string, labels?: Readonly<Record<string, string>>): number | undefined;
  /** The names of all metrics, including metrics that have no samples. */
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
