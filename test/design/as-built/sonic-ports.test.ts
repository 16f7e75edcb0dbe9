import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import { mergeDiscovered } from '../../../src/design/as-built/discovered-fabric';
import { parseDiscovered } from '../../../src/design/as-built/parse-discovered';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { sonicPortAlias, sonicPortName } from '../../../src/model/switch-ports';
import { SN5600, group, dgxFabric } from '../fabric/sample-fabrics';

const MODEL = { ...SN5600, lanes: 8 };

test('ports of a cage of 8 lanes split in two begin at every fourth lane', () => {
  expect([1, 2, 3, 128].map((port) => `${sonicPortName(MODEL, port)} ${sonicPortAlias(MODEL, port)}`)).toEqual([
    'Ethernet0 etp1a',
    'Ethernet4 etp1b',
    'Ethernet8 etp2a',
    'Ethernet508 etp64b',
  ]);
});

test('an uplink of its own follows the lanes of all other cages', () => {
  // 48 cages of one lane, then uplinks of four.
  const access = { ...SN5600, cages: 48, portsPerCage: 1, lanes: 1, uplinks: { ports: 2, rateBits: 100e9, lanes: 4 } };
  expect([48, 49, 50].map((port) => sonicPortName(access, port))).toEqual(['Ethernet47', 'Ethernet48', 'Ethernet52']);
});

describe.each([
  ['names', sonicPortName],
  ['aliases', sonicPortAlias],
])('what switches under SONiC hear by LLDP, with %s of ports', (_what, nameOf) => {
  const groups = [group(8, { unitHosts: 8, rails: 2, ports: 2 })];
  const plan = planFabric(dgxFabric(1, { kind: 'ethernet', groups, leaf: MODEL, tiers: 2 }));

  /** The dump of each switch, in which port `swapped` of the first leaf hears what the next one should. */
  function dumps(swapped?: number): ReturnType<typeof mergeDiscovered> {
    const { links, switches, endpoints } = plan;
    const heard = switches.map((): Record<string, object> => ({}));
    const hear = (at: number, port: number, device: string, peer: string): void => {
      const partner = port === swapped ? port + 1 : port - 1;
      const isSwapped = swapped !== undefined && at === 0 && (port === swapped || port === swapped + 1);
      const own = isSwapped ? partner : port;
      const facts = { chassis: { [device]: {} }, port: { id: { type: 'local', value: peer } } };
      const interfaces = heard[at];
      if (interfaces !== undefined) interfaces[sonicPortName(MODEL, own)] = facts;
    };
    for (let row = 0; row < links.count; row += 1) {
      const [node, port] = [links.aNode[row] ?? 0, links.aPort[row] ?? 0];
      const [upper, upperPort] = [links.bNode[row] ?? 0, links.bPort[row] ?? 0];
      const endpoint = endpoints[node];
      if (links.tier[row] === 0) hear(upper, upperPort, endpoint?.name ?? '', endpoint?.portNames[port] ?? '');
      else {
        hear(upper, upperPort, switches[node]?.name ?? '', nameOf(MODEL, port));
        hear(node, port, switches[upper]?.name ?? '', nameOf(MODEL, upperPort));
      }
    }
    const file = (at: number): string => JSON.stringify({ lldp: { interface: heard[at] } });
    return mergeDiscovered(
      switches.map(({ name }, at) => parseDiscovered(file(at), { file: `${name}.json`, device: name })),
    );
  }

  test('is as planned where it is', () => {
    const { counts, findings } = compareFabric(plan, dumps());
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ planned: plan.links.count, asPlanned: plan.links.count });
  });

  test('shows two cables that are swapped', () => {
    expect(compareFabric(plan, dumps(1)).findings).not.toEqual([]);
  });
});
