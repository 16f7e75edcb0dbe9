import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import {
  ConvergedPair,
  type ConvergedPairProps,
  DataRate,
  GpuCluster,
  Power,
  type Site,
  type SitePlan,
} from 'cdktf-ai-factory';
import { renderWireMapCsv } from 'cdktf-ai-factory/reports';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { parse } from 'csv-parse/sync';
import { create } from 'xmlbuilder2';

import { convergedPair } from '../../examples/converged-pair/main';
import { renderSiteFiles } from '../../src/export/site/site-files';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { smallSite, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

const published = lines(readFileSync(join(__dirname, '../design/converged/wiremap-2-8-5-200-5su.csv'), 'utf8'));

function lines(csv: string): string[] {
  return csv.split(/\r?\n/).filter((line) => line !== '');
}

function rows(csv: string): Readonly<Record<string, string>>[] {
  return parse(csv, { columns: true }) as Readonly<Record<string, string>>[];
}

/** Files and plan of the example. */
function example(): {
  readonly site: Site;
  readonly plan: SitePlan;
  readonly files: ReadonlyMap<string, string>;
  readonly tf: string;
} {
  const app = new App({ outdir: temporaryFolder() });
  const site = convergedPair(app);
  const [stack] = app.node.children;
  const tf = Testing.synth(stack as Parameters<typeof Testing.synth>[0]);
  return { site, plan: site.plan, files: renderSiteFiles(site.plan), tf };
}

const { site, plan, files, tf } = example();

function file(name: string): string {
  return files.get(name) ?? '';
}

/** Two GPU ports and one management port a device, on one pair and one out-of-band switch. */
function small(props: Partial<ConvergedPairProps> = {}): {
  readonly pair: ConvergedPair;
  readonly plan: () => SitePlan;
} {
  const lab = smallSite();
  smallZone(lab);
  const pair = new ConvergedPair(lab.stack, 'core', {
    site: lab.site,
    switch: switches.SN5610,
    switchPower: Power.watts(2_500),
    runs: [{ name: 'gpu', portRate: DataRate.gigabitsPerSecond(400) }],
    groups: [
      {
        name: 'nodes',
        devices: ['n1', 'n2', 'n3'],
        links: [{ kind: 'gpu', run: 'gpu', ports: ['g1', 'g2'] }],
        oobPorts: ['bmc'],
      },
    ],
    oob: { switch: switches.SN2201, names: ['oob-1'], switchPower: Power.watts(150) },
    ...props,
  });
  return { pair, plan: () => lab.site.plan };
}

test('whether its cables reach is not known, and the evaluation says so', () => {
  const { pair } = small();
  const unreached = pair.site.evaluation.findings.filter(({ ruleId }) => ruleId === 'cabling/unreached');
  expect(unreached.map(({ outcome, object }) => `${outcome}: ${object}`)).toEqual([
    "indeterminate: converged pair 'core': 9 links",
  ]);
});

test('the wire map of a program is the published one, but for the names of the nodes', () => {
  // The cluster names its systems node-001 to node-020; the map has five units of four.
  const asPublished = file('exports/converged/core/wire-map.csv').replace(/node-(\d{3})/g, (_, digits: string) => {
    const slot = Number(digits) - 1;
    return `su-0${Math.floor(slot / 4) + 1}-node-0${(slot % 4) + 1}`;
  });
  // The published map leaves the reserved cage of the second core out.
  const own = lines(asPublished).filter((line) => line !== 'unused,core-02,swp48,1,NA,,,,,');
  const isUnused = (line: string): boolean => line.startsWith('unused,');
  expect(own.filter((line) => !isUnused(line))).toEqual(published.filter((line) => !isUnused(line)));
  expect(own.filter(isUnused)).toEqual(published.filter(isUnused));
});

test('each core has the breakouts of its map as commands', () => {
  // In-band on cages 1 to 5, GPUs on 20 cages, support on 2, the link between the cores on 20; paired cages dark.
  const commands = [
    'nv set interface swp1-5 link breakout 4x lanes-per-port 2',
    'nv set interface swp26-27 link breakout 4x lanes-per-port 2',
    'nv set interface swp6-25 link breakout 2x lanes-per-port 4',
    'nv set interface swp28-47 link breakout 2x lanes-per-port 4',
    ...[49, 51, 59, 61, 63].map((cage) => `nv set interface swp${cage} link breakout 8x lanes-per-port 1`),
    ...[50, 52, 60, 62, 64].map((cage) => `nv set interface swp${cage} link breakout disabled`),
  ];
  expect(lines(file('exports/converged/core/nvue/core-01.txt'))).toEqual(commands);
  expect(lines(file('exports/converged/core/nvue/core-02.txt'))).toEqual(commands);
});

test('its devices stand in racks and their power counts', () => {
  // 20 nodes, 2 cores, 3 out-of-band switches, 8 servers, 2 storage and 2 edge devices.
  expect(plan.placement.positions.size).toBe(20 + 2 + 3 + 8 + 2 + 2);
  expect(plan.placement.unplaced).toEqual([]);
  expect(plan.totals.switches).toBe(5);
  // 20 x 8 kW + 2 x 2.5 kW + 3 x 150 W + 8 x 800 W + 4 x 1.2 kW.
  expect(plan.totals.loadWatts).toBe(160_000 + 5_000 + 450 + 6_400 + 4_800);
});

test('links behind one split connector are one cable, and schedule, bill and totals count alike', () => {
  const schedule = rows(file('cable-schedule.csv'));
  // 356 links. 4 x 200G over two connectors: 40 in-band links on 20, 16 support links on 8. 8 x 100G, four behind a connector: each core's
  // 16 service links on 4, its 18 edge links (3 of 4 used) on 6. One cable each for GPU 80, between the cores 40, out-of-band 112.
  const cables = 20 + 8 + 2 * 4 + 2 * 6 + 80 + 40 + 112;
  expect(schedule).toHaveLength(356);
  expect(new Set(schedule.map(({ cable }) => cable)).size).toBe(cables);
  expect(plan.totals.cables).toBe(cables);
  const billed = rows(file('bill-of-materials.csv')).filter(({ category }) =>
    ['cable', 'fibre'].includes(category ?? ''),
  );
  expect(billed.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(cables);
});

test('media follow from the sockets, the catalogue and the site: fibres, splitters and transceivers are in the BOM by part', () => {
  const parts = new Map<string, number>();
  for (const { part_number: part = '', quantity } of rows(file('bill-of-materials.csv')))
    parts.set(part, (parts.get(part) ?? 0) + Number(quantity));
  // Straight: 80 GPU links and 40 between the cores. Splitters: 40 in-band links on 20, 16 support links on 8.
  expect([parts.get('MFP7E10'), parts.get('MFP7E20')]).toEqual([80 + 40, 20 + 8]);
  // One a port of a device: 80 GPU, 40 in-band, 16 support. One a cage of a core: 20 GPU, 20 between cores, 5 in-band, 2 support, on each of two.
  expect([parts.get('MMA1Z00-NS400'), parts.get('MMA4Z00-NS')]).toEqual([80 + 40 + 16, 2 * (20 + 20 + 5 + 2)]);
  const schedule = rows(file('cable-schedule.csv'));
  const mediumOf = (device: string, port: string): readonly (string | undefined)[] => {
    const row = schedule.find(({ a_device: a, a_port: b }) => a === device && b === port);
    return [row?.['medium'], row?.['part_number']];
  };
  expect(mediumOf('node-001', 'B3140 PCIe Slot 15 Port 1')).toEqual(['multimode', 'MFP7E10']);
  expect(mediumOf('node-001', 'B3220 PCIe Slot 1 Port 1')).toEqual(['multimode', 'MFP7E20']);
  expect(mediumOf('node-001', 'BMC')).toEqual(['twisted-pair', '']);
  expect(mediumOf('storage-01', 'eth01')).toEqual(['unknown', '']);
});

test('whether a cable reaches is known but for the kinds without a medium', () => {
  const { evaluation } = site;
  const unreached = evaluation.findings.filter(({ ruleId }) => ruleId === 'cabling/unreached');
  // Links of 100G, for which neither the catalogue nor the site has a medium: 12 uplinks, 20 of storage, 36 of edges.
  expect(unreached.map(({ outcome, object, found }) => [outcome, object, found])).toEqual([
    [
      'indeterminate',
      "converged pair 'core': 68 of 356 links",
      'which media carry its cables (edge-uplink, oob-uplink, storage), and so whether they reach',
    ],
  ]);
});

test('the drawing has every cage of both cores with its peers, and the book its runs and media', () => {
  const svg = file('pair-core.svg');
  expect(() => create(svg)).not.toThrow();
  // 64 cages a core, each a group with its tooltip, beside a group for each core.
  expect(svg.match(/<title>swp\d+[,:]/g)).toHaveLength(2 * 64);
  expect(svg).toContain('<title>swp50: dark for cage 49</title>');
  expect(svg).toContain('<title>swp48: kept empty</title>');
  expect(svg).toContain('swp6s0 to node-001 B3140 PCIe Slot 15 Port 1; swp6s1 to node-001 B3140 PCIe Slot 20 Port 1');
  // The cores are joined by 40 links of 400G: 16 Tb/s.
  expect(svg).toContain('>40 links<');
  expect(svg).toContain('>16 Tb/s<');
  const book = file('index.html');
  expect(book).toContain('<h2>Core pairs</h2>');
  expect(book).toContain('pair-core.svg');
  expect(book).toMatch(
    /in-band<\/th><td>multimode<\/td><td>MFP7E20<\/td><td class="figure">40<\/td><td class="figure">20</,
  );
});

test('every label of the schedule is there once', () => {
  const labels = rows(file('cable-schedule.csv')).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
  expect(labels[0]).toBe('core/node-001:B3220 PCIe Slot 1 Port 1');
});

test('the devices are in the BOM', () => {
  const bill = new Map(rows(file('bill-of-materials.csv')).map((row) => [row['description'], row['quantity']]));
  expect([bill.get('SN5610'), bill.get('SN2201'), bill.get('support-server')]).toEqual(['2', '3', '8']);
});

test('the pair is a resource of the inventory and has an output', () => {
  const { resource, output } = JSON.parse(tf) as {
    resource: { terraform_data: Record<string, { input: Record<string, unknown> }> };
    output: Record<string, { value: Record<string, unknown> }>;
  };
  expect(resource.terraform_data['enterprise-converged-core']?.input).toMatchObject({
    switches: ['core-01', 'core-02', 'oob-switch-01', 'oob-switch-02', 'oob-switch-03'],
    links: { gpu: 80, isl: 40, oob: 112 },
    cables: 280,
  });
  expect(output['enterprise_converged_core']?.value).toMatchObject({ cores: ['core-01', 'core-02'], oob_switches: 3 });
});

test('site.json carries the pair both ways', () => {
  const text = renderSiteJson(plan);
  const read = parseSiteJson(text);
  expect(read.converged).toEqual(plan.converged);
  expect(renderSiteJson(read)).toBe(text);
});

test('a pair stands alone in a stack, and cables of devices that the site does not place have no length', () => {
  const { pair, plan: planOf } = small();
  expect(pair.deviceNames).toEqual(['core-01', 'core-02', 'oob-1']);
  expect(pair.plan.counts).toEqual({ gpu: 6, oob: 3 });
  const made = planOf();
  expect(made.totals).toMatchObject({ switches: 3, cables: 9, loadWatts: 5_150 });
  expect(made.converged?.[0]?.cables.every(({ lengthMillimetres }) => lengthMillimetres === 0)).toBe(true);
  expect(made.bill.gaps).toContain(
    "core pair 'core': 9 of its 9 cables are not in the BOM: an end of each stands in no rack",
  );
});

test('a split cable is as long as the longest of its links, and reaches its devices', () => {
  const shared = new Map<string, number[]>();
  for (const { cable, lengthMillimetres } of plan.converged?.[0]?.cables ?? []) {
    shared.set(cable, [...(shared.get(cable) ?? []), lengthMillimetres]);
  }
  for (const lengths of shared.values()) expect(new Set(lengths).size).toBe(1);
  // Slack alone is 2 m, so no cable between racks is shorter.
  expect(Math.min(...[...shared.values()].flat())).toBeGreaterThanOrEqual(2_000);
});

test('the units that a cluster reserves keep their cages', () => {
  const cagesOf = (count: number, reserveUnits?: number): readonly number[] => {
    const lab = smallSite();
    smallZone(lab);
    const { site, stack } = lab;
    const reserve = reserveUnits === undefined ? {} : { reserveUnits };
    const gpu = new GpuCluster(stack, 'gpu', { site, system: systems.DGX_B200, count, unitSystems: 4, ...reserve });
    const pair = new ConvergedPair(stack, 'core', {
      site,
      switch: switches.SN5610,
      switchPower: Power.watts(2_500),
      runs: [{ name: 'gpu', portRate: DataRate.gigabitsPerSecond(400) }],
      groups: [{ name: 'gpu', devices: gpu, links: [{ kind: 'gpu', run: 'gpu', ports: ['p1', 'p2'] }] }],
    });
    return pair.plan.runs[0]?.cages ?? [];
  };
  // A system has one port on each core, two ports a cage: 4 systems take 2 cages, 12 take 6.
  expect(cagesOf(4)).toEqual([1, 2]);
  expect(cagesOf(4, 3)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the map of the construct is that of its plan', () => {
  const { pair, plan: planOf } = small();
  expect(renderSiteFiles(planOf()).get('exports/converged/core/wire-map.csv')).toBe(renderWireMapCsv(pair.plan));
});

test('a name put in front of others moves no cable of theirs, and what has gone leaves its ports empty', () => {
  const lockFile = join(temporaryFolder(), 'lab.lock.json');
  const mapOf = (devices: readonly string[]): string[] => {
    const lab = smallSite({ lockFile });
    smallZone(lab);
    const pair = new ConvergedPair(lab.stack, 'core', {
      site: lab.site,
      switch: switches.SN5610,
      switchPower: Power.watts(2_500),
      runs: [{ name: 'gpu', portRate: DataRate.gigabitsPerSecond(400) }],
      groups: [{ name: 'nodes', devices, links: [{ kind: 'gpu', run: 'gpu', ports: ['g1', 'g2'] }] }],
    });
    lab.app.synth();
    return lines(renderWireMapCsv(pair.plan)).filter((line) => line.startsWith('gpu,'));
  };
  const first = mapOf(['n1', 'n2']);
  const grown = mapOf(['n0', 'n1', 'n2']);
  expect(grown.slice(0, 4)).toEqual(first);
  expect(grown).toHaveLength(6);
  expect(mapOf(['n0', 'n2'])).toEqual(grown.filter((line) => !line.startsWith('gpu,n1,')));
});

test('fails for a socket that is none, with the nearest', () => {
  const group = { name: 'nodes', devices: ['n1'] };
  const link = { kind: 'gpu', run: 'gpu', ports: ['g1'], connector: 'QSFP113' as 'QSFP112' };
  expect(() => small({ groups: [{ ...group, links: [link] }] })).toThrow(
    "link 'gpu' of group 'nodes' of core pair 'core': 'connector' is 'QSFP113'; did you mean 'QSFP112'? [converged/unknown-connector]",
  );
});
