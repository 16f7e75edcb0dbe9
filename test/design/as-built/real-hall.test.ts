import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import { parseNameRule } from '../../../src/design/as-built/name-map';
import { parseIbnetdiscover } from '../../../src/design/as-built/parse-discovered';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { renderAsBuiltText } from '../../../src/report/as-built/as-built-text';
import { QM9700 } from '../fabric/sample-fabrics';
import { dumpOf } from './infiniband-dump';

const UNITS = 4;
const HOSTS = 18;

/** A leaf a rail and rack of 18 trays, 9 spines, two cables from each leaf to each: as halls of rack-scale systems are built. */
const PLAN = planFabric({
  name: 'compute',
  kind: 'infiniband',
  role: 'compute',
  leaf: QM9700,
  spines: 9,
  groups: [
    {
      name: 'tray',
      hosts: Array.from(
        { length: UNITS * HOSTS },
        (_, at) => `tray-${two(Math.floor(at / HOSTS) + 1)}-${two((at % HOSTS) + 1)}`,
      ),
      unitHosts: HOSTS,
      rails: 4,
      portNames: ['ib0', 'ib1', 'ib2', 'ib3'],
      portCages: [0, 0, 1, 1],
    },
  ],
});

function two(number: number): string {
  return `${number}`.padStart(2, '0');
}

/** Adapters as the tools of two releases name them: the last rack was set up later. */
function adapterOf(unit: string, port: string): string {
  const rail = Number(port);
  return unit === two(UNITS) ? `mlx5_${[0, 1, 4, 5][rail] ?? 0}` : `HCA-${[1, 2, 5, 6][rail] ?? 0}`;
}

/** Names as the hall has them; uplinks are 14 ports lower than planned, for it counts them from the middle of the switch. */
function inTheHall(text: string): string {
  return text
    .replace(/"tray-(\d\d)-(\d\d) ib(\d)"/g, (_, unit: string, tray: string, port: string) => {
      return `"r${unit}-node-c${tray} ${adapterOf(unit, port)}"`;
    })
    .replace(/"compute-leaf-su(\d\d)-r(\d)"/g, '"MF0;IBLEAF-$2-$1:MQM9701/U1"')
    .replace(/"compute-spine-(\d\d)"/g, '"MF0;IBSPINE-$1:MQM9701/U1"')
    .split('\n\n')
    .map((block) => {
      if (block.includes('IBLEAF') && /^Switch.*IBLEAF/m.test(block)) {
        return block.replace(/^\[(\d+)\](\t"S-)/gm, (_, port: string, rest: string) => `[${Number(port) - 14}]${rest}`);
      }
      // The far end of an uplink, as a spine prints it.
      return block.replace(/("S-[0-9a-f]+")\[(\d+)\](.*IBLEAF)/g, (_, peer: string, port: string, rest: string) =>
        /^Switch/m.test(block) ? `${peer}[${Number(port) - 14}]${rest}` : `${peer}[${port}]${rest}`,
      );
    })
    .join('\n\n');
}

const RULES = [
  's/^r(\\d+)-node-c(\\d+)/tray-$1-$2/',
  's/^MF0;IBLEAF-(\\d)-(\\d+).*$/compute-leaf-su$2-r$1/',
  's/^MF0;IBSPINE-(\\d+).*$/compute-spine-$1/',
].map((rule) => parseNameRule(rule)!);

function reportOf(text: string): ReturnType<typeof compareFabric> {
  return compareFabric(PLAN, parseIbnetdiscover(text), { map: { rules: RULES } });
}

/** Without the blocks of nodes with a name, and what others say of them. */
function without(text: string, name: RegExp): string {
  const guids = text.split('\n\n').flatMap((block) => {
    const [, guid = '', own = ''] = /^(?:Switch|Ca)\t\d+ "([SH]-[0-9a-f]+)"\t\t# "(.*?)"/m.exec(block) ?? [];
    return name.test(own) ? [guid] : [];
  });
  const gone = new Set(guids);
  return text
    .split('\n\n')
    .filter((block) => !gone.has(/^(?:Switch|Ca)\t\d+ "([SH]-[0-9a-f]+)"/m.exec(block)?.[1] ?? ''))
    .map((block) =>
      block
        .split('\n')
        .filter((line) => !line.startsWith('[') || !gone.has(/"([SH]-[0-9a-f]+)"/.exec(line)?.[1] ?? ''))
        .join('\n'),
    )
    .join('\n\n');
}

describe('a dump of a hall that counts its ports otherwise', () => {
  const [planned = ''] = dumpOf(PLAN);
  const hall = inTheHall(planned);

  test('is one finding with the convention, and names of adapters of two releases are an order each', () => {
    const { findings, strangers } = reportOf(hall);
    // 4 units x 4 rails x 18 uplinks.
    expect(findings).toMatchObject([
      {
        kind: 'other-port',
        ports: { lower: { rule: 'shifted', by: -14, cables: 288 }, upper: { rule: 'same', cables: 288 } },
      },
    ]);
    expect(findings[0]?.cables).toHaveLength(288);
    expect(strangers).toEqual([]);
  });

  test('is a page to work through, the worst at its top, where much is wrong in it', () => {
    let text = without(hall, /IBLEAF-3-01/);
    text = without(text, /^r02-node-c18 /);
    // Two rails of a tray are crossed: its adapters bear the names of each other.
    text = text
      .replaceAll('"r03-node-c01 HCA-5"', '"x"')
      .replaceAll('"r03-node-c01 HCA-6"', '"r03-node-c01 HCA-5"')
      .replaceAll('"x"', '"r03-node-c01 HCA-6"');
    // Two trays are in the ports of each other.
    text = text
      .replaceAll('"r04-node-c07 mlx5_1"', '"x"')
      .replaceAll('"r04-node-c08 mlx5_1"', '"r04-node-c07 mlx5_1"')
      .replaceAll('"x"', '"r04-node-c08 mlx5_1"');
    for (const tray of ['05', '06', '09']) {
      text = text.replace(new RegExp(`"r02-node-c${tray} HCA-\\d"`, 'g'), '"MT4129 ConnectX7   Mellanox Technologies"');
    }
    text = text.replace(/"r02-node-c10 HCA/g, '"localhost HCA');
    const report = reportOf(text);
    const shown = report.findings.map(({ kind, label, crossedRails, cables }) => [
      kind,
      label,
      crossedRails,
      cables?.length,
    ]);
    expect(shown).toEqual([
      ['swapped', 'compute/tray-03-01:ib2', [3, 4], undefined],
      ['swapped', 'compute/tray-04-07:ib1', undefined, undefined],
      // 18 trays and 18 uplinks; the tray has 4 cables.
      ['absent', 'compute/compute-leaf-su01-r3', undefined, 36],
      ['absent', 'compute/tray-02-18', undefined, 4],
      // 15 leaves x 18.
      ['other-port', 'compute', undefined, 270],
      ['unnamed', 'compute', undefined, 16],
    ]);
    const page = renderAsBuiltText([report]);
    expect(page.split('\n').length).toBeLessThan(30);
    expect(page).toContain("name the hosts, or map GUIDs with '--map'");
    expect(page).toContain('lower end: ports 14 lower than planned, as 17/1 for 24/1');
  });
});

describe('a switch that counts otherwise than its tier', () => {
  const [planned = ''] = dumpOf(PLAN);
  const guid = /"S-([0-9a-f]+)"\t\t# "compute-leaf-su02-r1"/.exec(planned)?.[1] ?? '';
  const turned = (port: string): string => `${111 - Number(port)}`;

  test('is one finding of its own', () => {
    // Uplinks are 47 to 64, counted from the other end: 111 less the planned one.
    const text = planned
      .split('\n\n')
      .map((block) =>
        block.includes(`switchguid=0x${guid}`)
          ? block.replace(/^\[(\d+)\](\t"S-)/gm, (_, port: string, rest: string) => `[${turned(port)}]${rest}`)
          : block.includes('switchguid')
            ? block.replace(
                new RegExp(`("S-${guid}")\\[(\\d+)\\]`, 'g'),
                (_, peer: string, port: string) => `${peer}[${turned(port)}]`,
              )
            : block,
      )
      .join('\n\n');
    const { findings } = compareFabric(PLAN, parseIbnetdiscover(text));
    expect(findings).toMatchObject([
      {
        kind: 'other-port',
        label: 'compute/compute-leaf-su02-r1',
        ports: { lower: { rule: 'mirrored', by: 111, cables: 18 }, upper: { rule: 'same', cables: 18 } },
      },
    ]);
  });

  test('whose name is that of another is one exchange', () => {
    const text = planned
      .replaceAll('"compute-leaf-su02-r1"', '"x"')
      .replaceAll('"compute-leaf-su02-r2"', '"compute-leaf-su02-r1"')
      .replaceAll('"x"', '"compute-leaf-su02-r2"');
    const { findings } = compareFabric(PLAN, parseIbnetdiscover(text));
    expect(findings.map(({ kind, label, crossedRails }) => [kind, label, crossedRails])).toEqual([
      ['swapped', 'compute/compute-leaf-su02-r1', [1, 2]],
    ]);
    expect(renderAsBuiltText([compareFabric(PLAN, parseIbnetdiscover(text))])).toContain(
      'compute-leaf-su02-r1 and compute-leaf-su02-r2: 36 pairs of cables go to one of the two where the other is planned',
    );
  });
});
