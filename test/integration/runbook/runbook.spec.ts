import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { registry } from '#platform/metrics/registry';
import { Metrics } from '#platform/metrics/metrics';
// These two imports register the metrics of the API and of the worker.
import '../../../apps/api/src/api.module.js';
import '../../../apps/worker/src/worker.module.js';
import { World } from '../../support/world.js';

const RUNBOOK = 'docs/runbook';
const SOURCES = ['apps', 'libs'];

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}

const read = (file: string): string => readFileSync(file, 'utf8');
const { groups } = load(read(`${RUNBOOK}/alerts.yml`)) as { groups: { rules: Alert[] }[] };
const ALERTS = groups.flatMap(({ rules }) => rules);
const PAGES = readdirSync(RUNBOOK).filter((file) => file.endsWith('.md'));

/** Returns the fenced code blocks of one language in all pages of the runbook. */
const fenced = (language: string): { page: string; text: string }[] =>
  PAGES.flatMap((page) =>
    [...read(`${RUNBOOK}/${page}`).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
      (match) => ({
        page,
        text: match[1] ?? '',
      }),
    ),
  );

/** Returns the names of the metrics in a PromQL expression, each with its label conditions. */
function metricsIn(promql: string): { metric: string; labels: Record<string, string> }[] {
  return [...promql.matchAll(/\b((?:homeward|process|nodejs)_\w+)(?:\{([^}]*)\})?/g)].map(
    ([, metric = '', labels = '']) => ({
      metric,
      labels: Object.fromEntries(
        [...labels.matchAll(/(\w+)[=!]~?"([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
      ),
    }),
  );
}

/** Tests that the alerts, metrics, log lines and SQL in the runbook match the product. */
describe('the runbook', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
    await world.get(Metrics).text(); // metrics about the process are registered when metrics are first read
  });
  afterAll(() => world.close());

  it.each(ALERTS)('$alert names a page, which names it', ({ alert, annotations: { runbook } }) => {
    expect(path.dirname(runbook)).toBe(RUNBOOK);
    expect(PAGES).toContain(path.basename(runbook));
    expect(read(runbook)).toMatch(new RegExp(`^Alerts?:.*\`${alert}\``, 'm'));
  });

  it('has no page that no alert names, and no alert twice', () => {
    const named = ALERTS.map(({ annotations }) => path.basename(annotations.runbook));
    expect([...new Set(named)].sort()).toEqual(PAGES.filter((page) => page !== 'README.md').sort());
    expect(new Set(ALERTS.map(({ alert }) => alert)).size).toBe(ALERTS.length);
  });

  it('lists every alert with its urgency and its page, and none that there is not', () => {
    const rows = [
      ...read(`${RUNBOOK}/README.md`).matchAll(/^\| `(\w+)` *\| (\w+) *\| \[[^\]]+\]\(([\w-]+\.md)\)/gm),
    ];
    const listed = rows.map(([, alert, severity, page]) => [alert, severity, page]);
    const stated = ALERTS.map(({ alert, labels, annotations }) => [
      alert,
      labels.severity,
      path.basename(annotations.runbook),
    ]);
    expect(listed).toEqual(stated);
  });

  const expressions = [
    ...ALERTS.map(({ alert, expr }) => ({ where: alert, expr })),
    ...fenced('promql').flatMap(({ page, text }) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((expr) => ({ where: page, expr })),
    ),
  ];

  it.each(expressions)('$where asks for metrics and labels that are exposed: $expr', ({ expr }) => {
    const asked = metricsIn(expr);
    if (!expr.startsWith('up{')) expect(asked).not.toEqual([]);
    for (const { metric, labels } of asked) {
      const own =
        registry.getSingleMetric(metric) ??
        registry.getSingleMetric(metric.replace(/_(bucket|sum|count)$/, ''));
      if (!own) throw new Error(`nothing exposes ${metric}`);
      const { labelNames } = own as unknown as { labelNames: readonly string[] };
      expect(labelNames).toEqual(expect.arrayContaining(Object.keys(labels)));
    }
  });

  it('would find a metric or a label that is not there', () => {
    expect(metricsIn('max(homeward_nothing{a="b",c!~"d"}) > process_x')).toEqual([
      { metric: 'homeward_nothing', labels: { a: 'b', c: 'd' } },
      { metric: 'process_x', labels: {} },
    ]);
    expect(registry.getSingleMetric('homeward_nothing')).toBeUndefined();
  });

  const sql = fenced('sql');

  it.each(sql)('$page: its SQL runs, where nothing can be changed', async ({ text }) => {
    const statement = text.trim().replace(/;$/, '');
    expect(statement).not.toContain(';');
    await world.snapshot((reader) => reader.query(statement));
  });

  const messages = fenced('log').flatMap(({ page, text }) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((message) => ({ page, message })),
  );
  const code = SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  )
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map(read)
    .join('\n');

  it.each(messages)('$page: a line that says “$message” is written somewhere', ({ message }) => {
    expect(code).toContain(`'${message}'`);
  });

  it('speaks of something in each of its parts', () => {
    for (const page of PAGES.filter((file) => file !== 'README.md')) {
      const text = read(`${RUNBOOK}/${page}`);
      for (const part of ['What it means', 'Who is harmed', 'How to see it', 'What to do', 'What not to do'])
        expect(`${page}: ${text}`).toContain(`**${part}.**`);
      for (const [, link = ''] of text.matchAll(/\]\(([\w-]+\.md)\)/g)) expect(PAGES).toContain(link);
    }
    expect(sql.length).toBeGreaterThan(10);
    expect(messages.length).toBeGreaterThan(10);
  });
});
