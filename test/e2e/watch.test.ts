import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { planSeries, watchRules } from '../../src/export/platform/watch-rules';
import { SMALL, siteOf } from '../report/site-fixture';

const SITE = siteOf(SMALL);

/** Labels and value of the first series of a metric whose line has a text. */
function seriesOf(
  text: string,
  metric: string,
  has = '',
): { readonly labels: Record<string, string>; readonly value: number } {
  const line = text.split('\n').find((each) => each.startsWith(`${metric}{`) && each.includes(has)) ?? '';
  const labels = Object.fromEntries(
    [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
  return { labels, value: Number(line.split(' ').at(-1)) };
}

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
if (!hasPromtool)
  process.stderr.write("notice: promtool is not on the PATH, so 'alerts' is skipped (package: prometheus)\n");

(hasPromtool ? describe : describe.skip)('alerts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ai-factory-watch-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const text = planSeries(SITE, () => 'rental');
  const budget = seriesOf(text, 'aifactory_plan_rack_budget_watts');
  const feed = seriesOf(text, 'aifactory_plan_feed_worst_watts');
  const link = seriesOf(text, 'aifactory_plan_link');
  const promtool = (args: readonly string[], input?: string): string => {
    const { status, stdout, stderr } = spawnSync('promtool', args, {
      cwd: folder,
      encoding: 'utf8',
      input: input ?? '',
    });
    if (status !== 0) throw new Error(`${stdout}${stderr}`);
    return stdout;
  };

  test('rules and series are what Prometheus reads', () => {
    writeFileSync(join(folder, 'rules.yaml'), dump(watchRules({ feedImbalance: 0.1 })));
    expect(promtool(['check', 'rules', 'rules.yaml'])).toContain('SUCCESS: 11 rules found');
    expect(promtool(['check', 'metrics'], text)).toBe('');
  });

  test('a rack, a feed and a cable are named with their places and tenant, and what is within its figure is not', () => {
    const metric = (name: string, labels: Record<string, string>): string =>
      `${name}{${Object.entries(labels)
        .map(([key, value]) => `${key}="${value}"`)
        .join(',')}}`;
    const always = (value: number): string => `${value}x10`;
    const measured = (rackWatts: number, feedWatts: number, up: number): object => ({
      interval: '1m',
      input_series: [
        { series: metric('aifactory_plan_rack_budget_watts', budget.labels), values: always(budget.value) },
        {
          series: metric('aifactory_rack_power_watts', { rack: budget.labels['rack'] ?? '' }),
          values: always(rackWatts),
        },
        { series: metric('aifactory_plan_feed_worst_watts', feed.labels), values: always(feed.value) },
        { series: metric('aifactory_feed_power_watts', feed.labels), values: always(feedWatts) },
        { series: metric('aifactory_plan_link', link.labels), values: always(1) },
        {
          series: metric('aifactory_port_up', { device: link.labels['device'] ?? '', port: link.labels['port'] ?? '' }),
          values: always(up),
        },
      ],
      alert_rule_test: (['RackAboveBudget', 'FeedAboveWorstCase', 'LinkDown'] as const).map((alertname) => {
        const [severity, labels, isFired] = {
          RackAboveBudget: ['critical', budget.labels, rackWatts > budget.value] as const,
          FeedAboveWorstCase: ['critical', feed.labels, feedWatts > feed.value] as const,
          LinkDown: ['warning', link.labels, up === 0] as const,
        }[alertname];
        const annotations = {
          RackAboveBudget: {
            summary: `Rack ${labels['rack'] ?? ''} draws more than its budget`,
            description: `hall ${labels['hall'] ?? ''}, rack ${labels['rack'] ?? ''}, tenants rental: the budget is ${budget.value / 1_000}kW. Take load off it, or find what draws more than planned.`,
          },
          FeedAboveWorstCase: undefined,
          LinkDown: {
            summary: `Cable ${labels['cable'] ?? ''} is down at ${labels['device'] ?? ''} ${labels['port'] ?? ''}`,
            description: `hall ${labels['hall'] ?? ''}, rack ${labels['rack'] ?? ''}, U${labels['u'] ?? ''}, tenant rental: the other end is ${labels['peer'] ?? ''} ${labels['peer_port'] ?? ''}.`,
          },
        }[alertname];
        if (annotations === undefined && isFired) return { eval_time: '4m', alertname, exp_alerts: [] };
        return {
          eval_time: '8m',
          alertname,
          exp_alerts: isFired ? [{ exp_labels: { severity, ...labels }, exp_annotations: annotations }] : [],
        };
      }),
    });
    const tests = [measured(budget.value, feed.value, 1), measured(budget.value + 1, feed.value + 1, 0)];
    writeFileSync(join(folder, 'tests.yaml'), dump({ rule_files: ['rules.yaml'], tests }));
    expect(promtool(['test', 'rules', 'tests.yaml'])).toContain('SUCCESS');
  });
});
