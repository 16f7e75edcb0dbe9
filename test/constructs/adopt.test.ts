import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { SitePlan } from 'cdktf-ai-factory';
import { synthesized } from 'cdktf-ai-factory/testing';
import { isAsPlanned } from '../../src/design/as-built/as-built-report';
import { compareFabric } from '../../src/design/as-built/compare-fabric';
import { parseDiscovered } from '../../src/design/as-built/parse-discovered';
import { cableRows } from '../../src/model/site-cables';
import { parseSiteJson } from '../../src/report/site/site-json';
import { runningGasan } from './running-gasan';
import { temporaryFolder } from './temporary-folder';

/** Cells of a CSV file of the project's own, which quotes nothing here. */
type Cells = string[][];

function read(path: string): Cells {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}

function write(path: string, cells: Cells): string {
  writeFileSync(path, cells.map((row) => `${row.join(',')}\n`).join(''));
  return path;
}

/** Everything that has a place, an address or a port, by its name. */
function facts({ placement, addresses, fabrics, cables }: SitePlan): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [device, { rack, u }] of placement.positions) all.set(`place of ${device}`, `${rack} U${u}`);
  for (const entry of addresses.addresses) all.set(`address of ${entry.device} ${entry.interface}`, entry.address);
  fabrics.forEach(({ plan }, index) => {
    for (const { label, a, b } of cableRows(plan, cables[index]!, placement)) {
      all.set(`cable ${label}`, `${a.device}:${a.port} ${b.device}:${b.port}`);
    }
  });
  return all;
}

const folder = temporaryFolder();
const planned = runningGasan({ outdir: join(folder, 'planned'), lockFile: join(folder, 'planned.lock.json') });
planned.app.synth();
const out = join(folder, 'planned', 'site', 'gasan');

/** All that the plan puts into rack A03 stands in E05. */
const racks = read(join(out, 'rack-schedule.csv')).map((row) => row.map((cell) => (cell === 'A03' ? 'E05' : cell)));

/** Cables swapped at their switches: two ports of one leaf, two rails, two ports of another network. */
const SWAPS = [
  ['compute/haein-001:compute-1/1', 'compute/haein-002:compute-1/1'],
  ['compute/haein-040:compute-2/1', 'compute/haein-041:compute-2/2'],
  ['in-band/haein-100:in-band-1', 'in-band/haein-101:in-band-1'],
] as const;
const cables = read(join(out, 'cable-schedule.csv'));
for (const [one, other] of SWAPS) {
  const [a, b] = [one, other].map((label) => cables.find((row) => row[0] === label)!);
  for (const name of ['b_device', 'b_port']) {
    const at = cables[0]!.indexOf(name);
    [a![at], b![at]] = [b![at]!, a![at]!];
  }
}

/** Both addresses of haein-005 belong to others. */
const lost = planned.site.plan.addresses.addresses.filter(({ device }) => device === 'haein-005');
const addresses = [
  ['address', 'device', 'interface'],
  ...lost.map(({ address }, index) => [address, `printer-${index}`, 'eth0']),
];

const files = {
  racks: write(join(folder, 'racks.csv'), racks),
  cables: write(join(folder, 'cables.csv'), cables),
  addresses: write(join(folder, 'addresses.csv'), addresses),
};

describe('a running hall of four units', () => {
  const lockFile = join(folder, 'gasan.lock.json');
  const standing = runningGasan({ outdir: join(folder, 'standing'), lockFile, adopt: files });
  standing.app.synth();
  const { plan, evaluation } = standing.site;

  test('goes before the plan: racks, cables and addresses are as its files say', () => {
    const now = facts(plan);
    expect(Object.keys(plan.adopted!.places)).toEqual(['haein-007', 'haein-008', 'haein-009']);
    expect(now.get('place of haein-008')).toBe('E05 U11');
    const before = facts(planned.site.plan);
    for (const [one, other] of SWAPS) {
      const switchPort = (text: string | undefined): string | undefined => text?.split(' ')[1];
      expect(switchPort(now.get(`cable ${one}`))).toBe(switchPort(before.get(`cable ${other}`)));
      expect(switchPort(now.get(`cable ${other}`))).toBe(switchPort(before.get(`cable ${one}`)));
    }
    expect(lost).toHaveLength(2);
    const given = plan.addresses.addresses.map(({ address }) => address);
    for (const { address } of lost) expect(given).not.toContain(address);
  });

  test('moves nothing else', () => {
    const now = facts(plan);
    const moved = [...facts(planned.site.plan)]
      .filter(([name, value]) => now.get(name) !== value)
      .map(([name]) => name);
    // Three devices, six cables, two addresses.
    expect(moved.sort()).toEqual(
      [
        ...['haein-007', 'haein-008', 'haein-009'].map((name) => `place of ${name}`),
        ...SWAPS.flat().map((label) => `cable ${label}`),
        ...lost.map((entry) => `address of ${entry.device} ${entry.interface}`),
      ].sort(),
    );
  });

  test('has findings where it departs, and no errors: a rule that only the hall breaks is a warning', () => {
    const found = evaluation.findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`);
    expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
    expect(found.filter((each) => each === 'warning adopted/cable')).toHaveLength(6);
    expect(found.filter((each) => each === 'warning adopted/place')).toHaveLength(3);
    expect(found.filter((each) => each === 'info adopted/address-taken')).toHaveLength(2);
    const mixed = evaluation.findings.find(({ ruleId }) => ruleId === 'fabric/mixed-rails');
    expect(mixed).toMatchObject({ severity: 'warning', found: "rail 3 of 'haein-040' beside rail 4" });
    expect(mixed!.remedy).toContain('a warning since the hall is so, not the plan');
  });

  test('is in the cable schedule and in the exports as it is', () => {
    const [, , , , , , , , , , , , , device, port] = read(join(folder, 'standing/site/gasan/cable-schedule.csv')).find(
      ([label]) => label === 'compute/haein-040:compute-2/1',
    )!;
    expect([device, port]).toEqual(['compute-leaf-su02-r4', '5/2']);
    const against = (run: string): boolean => {
      const dump = readFileSync(join(folder, `${run}/site/gasan/exports/infiniband/compute/ibnetdiscover.txt`), 'utf8');
      const { plan: compute } = plan.fabrics.find((each) => each.plan.name === 'compute')!;
      return isAsPlanned(
        compareFabric(compute, parseDiscovered(dump, { file: 'dump', device: '' }), { map: {}, site: plan }),
      );
    };
    expect(against('standing')).toBe(true);
    expect(against('planned')).toBe(false);
  });

  test('is adopted again without a change', () => {
    const before = readFileSync(lockFile, 'utf8');
    const again = runningGasan({ outdir: join(folder, 'again'), lockFile, adopt: files });
    again.app.synth();
    expect(readFileSync(lockFile, 'utf8')).toBe(before);
    expect(facts(again.site.plan)).toEqual(facts(plan));
  });

  test('meets the schema of its plan', () => {
    const path = join(__dirname, '../../docs/schemas/site.schema.json');
    const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')));
    const text = readFileSync(join(folder, 'standing/site/gasan/site.json'), 'utf8');
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    expect(parseSiteJson(text).adopted).toEqual(plan.adopted);
  });

  test('stays when a fifth unit is added without the files, which is placed, cabled and addressed around it', () => {
    const grown = runningGasan({ outdir: join(folder, 'grown'), lockFile, count: 159 });
    grown.app.synth();
    const now = facts(grown.site.plan);
    expect([...facts(plan)].filter(([name, value]) => now.get(name) !== value)).toEqual([]);
    expect(grown.site.plan.placement.unplaced).toEqual([]);
    expect(grown.site.plan.placement.displaced).toBeUndefined();
    expect(grown.site.plan.placement.positions.get('haein-159')).toBeDefined();
    const given = grown.site.plan.addresses.addresses.map(({ address }) => address);
    for (const { address } of lost) expect(given).not.toContain(address);
    // Every port of a switch takes one cable.
    for (const { plan: fabric } of grown.site.plan.fabrics) {
      const ports = Array.from(fabric.links.bNode, (node, link) => `${node}/${fabric.links.bPort[link]}`);
      expect(new Set(ports).size).toBe(ports.length);
    }
    expect(grown.site.evaluation.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('is imported by the first apply: a block for each resource that stands for it', () => {
    const config = synthesized(standing.site.node.scope as never) as unknown as {
      readonly import: readonly { readonly to: string; readonly id: string }[];
    };
    const imported = config.import.map(({ to }) => to);
    expect(imported).toContain('terraform_data.gasan-fabric-compute');
    expect(imported).toContain('terraform_data.gasan-cluster-haein');
    expect(new Set(imported).size).toBe(imported.length);
  });

  test('has nothing otherwise when its files are the plan', () => {
    const same = runningGasan({
      outdir: join(folder, 'same'),
      lockFile: join(folder, 'same.lock.json'),
      adopt: { racks: join(out, 'rack-schedule.csv'), cables: join(out, 'cable-schedule.csv') },
    });
    const { devices, ...rest } = same.site.plan.adopted!;
    expect(devices).toHaveLength(planned.site.plan.devices.length);
    expect(Object.values(rest).map((part) => Object.keys(part).length)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(facts(same.site.plan)).toEqual(facts(planned.site.plan));
  });
});
