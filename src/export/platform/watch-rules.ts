import { siteCableRows, SitePlaces } from '../../model/site-cables';
import type { SitePlan } from '../../model/site-plan';
import { commentText } from '../machine-text';

/** A rule of Prometheus that warns. */
interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a site chooses of its alerts. */
export interface WatchChoices {
  /** Part of the power of a zone by which the share of a feed may differ from the planned one, above 0 and below 1. Absent: not stated, and not watched. */
  readonly feedImbalance?: number;
}

/** Time that a state must last: what comes back by itself wakes nobody. */
const LASTING = '5m';

/** Labels of places, in the order in which people look for them. */
const WHERE = 'hall {{ $labels.hall }}, rack {{ $labels.rack }}';

/**
 * Rules of Prometheus over the figures of the plan (`planSeries`). What is measured has names of its own, which a site gives to its exporters' series by relabelling:
 * `aifactory_rack_power_watts{rack}`, `aifactory_feed_power_watts{zone, feed}`, `aifactory_port_up{device, port}`, `aifactory_inlet_celsius{device}` and
 * `aifactory_coolant_celsius{device}`. What has a figure and no measurement is told as such, for silence would look like health.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export function watchRules({ feedImbalance }: WatchChoices = {}): {
  readonly groups: readonly { readonly name: string; readonly rules: readonly AlertRule[] }[];
} {
  const rule = (
    alert: string,
    expr: string,
    severity: 'critical' | 'warning',
    summary: string,
    description: string,
  ): AlertRule => ({
    alert,
    expr,
    for: LASTING,
    labels: { severity },
    annotations: { summary, description },
  });
  const share = (of: string): string => `${of} / on (zone) group_left () sum by (zone) (${of})`;
  return {
    groups: [
      {
        name: 'aifactory-plan',
        rules: [
          rule(
            'RackAboveBudget',
            'aifactory_plan_rack_budget_watts < on (rack) group_left () aifactory_rack_power_watts',
            'critical',
            'Rack {{ $labels.rack }} draws more than its budget',
            `${WHERE}, tenants {{ $labels.tenant }}: the budget is {{ $value | humanize }}W. Take load off it, or find what draws more than planned.`,
          ),
          rule(
            'FeedAboveWorstCase',
            'aifactory_plan_feed_worst_watts < on (zone, feed) group_left () aifactory_feed_power_watts',
            'critical',
            'Feed {{ $labels.feed }} of zone {{ $labels.zone }} carries more than in the worst planned case',
            'The plan has {{ $value | humanize }}W at most, with another feed lost. The zone may not survive that loss.',
          ),
          ...(feedImbalance === undefined
            ? []
            : [
                rule(
                  'FeedsUnbalanced',
                  `abs((${share('aifactory_feed_power_watts')}) - on (zone, feed) (${share('aifactory_plan_feed_watts')})) > ${feedImbalance}`,
                  'warning',
                  'Feed {{ $labels.feed }} of zone {{ $labels.zone }} carries another share than planned',
                  'The share differs by {{ $value | humanizePercentage }}. Look for supplies that are off, or cords in the wrong feed.',
                ),
              ]),
          rule(
            'LinkDown',
            'aifactory_plan_link and on (device, port) (aifactory_port_up == 0)',
            'warning',
            'Cable {{ $labels.cable }} is down at {{ $labels.device }} {{ $labels.port }}',
            `${WHERE}, U{{ $labels.u }}, tenant {{ $labels.tenant }}: the other end is {{ $labels.peer }} {{ $labels.peer_port }}.`,
          ),
          rule(
            'InletTooWarm',
            'aifactory_plan_inlet_celsius_max < on (device) group_left () aifactory_inlet_celsius',
            'critical',
            'Air at the inlet of {{ $labels.device }} is warmer than it allows',
            `${WHERE}, U{{ $labels.u }}, tenant {{ $labels.tenant }}: it allows {{ $value }} °C.`,
          ),
          rule(
            'CoolantTooWarm',
            'aifactory_plan_coolant_celsius_max < on (device) group_left () aifactory_coolant_celsius',
            'critical',
            'Coolant of {{ $labels.device }} is warmer than it allows',
            `${WHERE}, U{{ $labels.u }}, tenant {{ $labels.tenant }}: it allows {{ $value }} °C.`,
          ),
          rule(
            'RackNotMeasured',
            'aifactory_plan_rack_budget_watts unless on (rack) aifactory_rack_power_watts',
            'warning',
            'Nothing measures rack {{ $labels.rack }}',
            `${WHERE}: it has a budget and no series aifactory_rack_power_watts.`,
          ),
          rule(
            'FeedNotMeasured',
            'aifactory_plan_feed_worst_watts unless on (zone, feed) aifactory_feed_power_watts',
            'warning',
            'Nothing measures feed {{ $labels.feed }} of zone {{ $labels.zone }}',
            'It has a planned load and no series aifactory_feed_power_watts.',
          ),
          ...(['inlet', 'coolant'] as const).map((what) =>
            rule(
              what === 'inlet' ? 'InletNotMeasured' : 'CoolantNotMeasured',
              `count by (hall, rack) (aifactory_plan_${what}_celsius_max unless on (device) aifactory_${what}_celsius) > 0`,
              'warning',
              `{{ $value }} devices of rack {{ $labels.rack }} have a limit of ${what === 'inlet' ? 'air' : 'coolant'} and nothing measures it`,
              `${WHERE}: they have no series aifactory_${what}_celsius.`,
            ),
          ),
          rule(
            'LinkNotWatched',
            'count by (device, hall, rack) (aifactory_plan_link unless on (device, port) aifactory_port_up) > 0',
            'warning',
            '{{ $value }} ports of {{ $labels.device }} are not watched',
            `${WHERE}: they have cables and no series aifactory_port_up.`,
          ),
        ],
      },
    ],
  };
}

/**
 * Figures of the plan as series in Prometheus' text format, for the collector of text files of a node exporter or any static address: budgets of racks, loads of feeds, temperatures that
 * devices allow, and both ends of every link. A figure that is not known has no series.
 *
 * @param site - plan of the site
 * @param tenantOf - tenant of a host, where there is one
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function planSeries(site: SitePlan, tenantOf: (host: string) => string | undefined = () => undefined): string {
  const places = new SitePlaces(site);
  const tenant = (device: string): string => tenantOf(device) ?? '';
  const lines: string[] = [`# Plan of ${commentText(site.name)}.\n`];
  const metric = (name: string, help: string, series: readonly (readonly [Labels, number])[]): void => {
    if (series.length === 0) return;
    lines.push(`# HELP ${name} ${help}\n# TYPE ${name} gauge\n`);
    for (const [labels, value] of series) lines.push(`${name}{${labelText(labels)}} ${value}\n`);
  };
  metric(
    'aifactory_plan_rack_budget_watts',
    'Power that a rack takes at most.',
    site.placement.racks
      .filter(({ devices }) => devices.length > 0)
      .map(({ name, hall, row, zone, limits, devices }) => {
        const tenants = [...new Set(devices.map((device) => tenant(device.name)).filter((each) => each !== ''))];
        return [{ hall, row, rack: name, zone, tenant: tenants.sort().join(',') }, limits.budgetWatts];
      }),
  );
  const feeds = site.power.zones.flatMap(({ name, feedLoads }) =>
    feedLoads.map((load) => [{ zone: name, feed: load.feed }, load] as const),
  );
  metric(
    'aifactory_plan_feed_watts',
    'Load of a feed with all feeds there.',
    feeds.map(([labels, load]) => [labels, load.normalWatts]),
  );
  metric(
    'aifactory_plan_feed_worst_watts',
    'Load of a feed in the worst loss of another.',
    feeds.map(([labels, load]) => [labels, load.worstWatts]),
  );
  const allowed = (pick: 'inlet' | 'coolant'): readonly (readonly [Labels, number])[] =>
    site.devices.flatMap(({ name, cooling }) => {
      const most = pick === 'inlet' ? cooling?.airInlet?.mostMillicelsius : cooling?.mostSupplyMillicelsius;
      const { hall, rack, u } = places.of(name);
      if (most === undefined || rack === '') return [];
      return [[{ device: name, hall, rack, u: String(u), tenant: tenant(name) }, most / 1_000] as const];
    });
  metric('aifactory_plan_inlet_celsius_max', 'Air that a device allows at its inlet.', allowed('inlet'));
  metric('aifactory_plan_coolant_celsius_max', 'Coolant that a device allows.', allowed('coolant'));
  const links: (readonly [Labels, number])[] = [];
  for (const { label, fabric, a, b } of siteCableRows(site)) {
    // Of a link between switches no tenant is the one.
    const whose = tenant(a.device) || tenant(b.device);
    for (const [end, peer] of [
      [a, b],
      [b, a],
    ] as const) {
      const { device, port, hall, rack, u } = end;
      links.push([
        {
          cable: label,
          device,
          port,
          fabric,
          hall,
          rack,
          u: String(u),
          peer: peer.device,
          peer_port: peer.port,
          tenant: whose,
        },
        1,
      ]);
    }
  }
  metric('aifactory_plan_link', 'An end of a link, with its cable.', links);
  return lines.join('');
}

type Labels = Readonly<Record<string, string>>;

function labelText(labels: Labels): string {
  return Object.entries(labels)
    .map(
      ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`))}"`,
    )
    .join(',');
}
