import fc from 'fast-check';
import { growFabric, resolvedInput } from '../../../src/design/fabric/grow-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { FabricInput, FabricPlan, FabricSwitch } from '../../../src/model/fabric-plan';
import { linkEnds } from '../../../src/model/switch-ports';
import { run } from '../../cli/run-in-process';
import { dgxFabric, group, ufm } from './sample-fabrics';

const XDR: FabricSwitch = {
  id: 'q3400',
  cages: 72,
  portsPerCage: 2,
  portRateBits: 800_000_000_000,
  portNaming: 'xdr',
  managerPorts: 1,
};

const managers = (count: number) => ufm(count).map((each) => ({ ...each, isManager: true }));

function fabric(hosts: number, more: Partial<FabricInput> = {}): FabricInput {
  return dgxFabric(hosts, { leaf: XDR, groups: [group(hosts, { unitHosts: 72 })], ...more });
}

/** Ports at which services end, as `leaf:port`. */
function servicePlaces(plan: FabricPlan): string[] {
  return Array.from({ length: plan.links.count }, (_, index) => index)
    .filter(
      (index) => plan.links.tier[index] === 0 && plan.endpoints[plan.links.aNode[index] ?? 0]?.group === undefined,
    )
    .map((index) => linkEnds(plan, index).b)
    .map(({ device, port }) => `${device}:${port}`);
}

test('managers of a full fabric take the ports that leaves keep for them, a leaf each', () => {
  const plan = planFabric(fabric(72, { services: managers(4) }));
  expect(servicePlaces(plan)).toEqual([1, 2, 3, 4].map((rail) => `compute-leaf-su01-r${rail}:fnm1`));
  // 72 x 8 host links fill all 8 x 72 ports: none of them is a manager's.
  expect(plan.counts).toMatchObject({ leaf: 8, spine: 4, hostLinks: 576, serviceLinks: 4, managerLinks: 4 });
  expect(plan.counts.freeLeafDownPorts).toBe(0);
});

test('managers beyond the ports for them take ports of leaves, and are refused where hosts have all of those', () => {
  const plan = planFabric(fabric(71, { services: managers(10) }));
  expect(plan.counts).toMatchObject({ leaf: 8, serviceLinks: 10, managerLinks: 8, freeLeafDownPorts: 6 });
  expect(() => planFabric(fabric(72, { services: managers(10), upPerLeaf: 72, downPerLeaf: 72 }))).toThrow(
    "fabric 'compute': services ask for 2 leaf ports, and 72 hosts leave 0 of 576; use 71 hosts (1 fewer), or add a unit [fabric/no-service-port]",
  );
});

test('other services take ports of leaves, whatever is kept for managers', () => {
  const plan = planFabric(fabric(71, { services: ufm(2) }));
  expect(plan.counts.managerLinks).toBeUndefined();
  expect(servicePlaces(plan).every((place) => place.includes(':sw'))).toBe(true);
});

test('both planes have managers in turn', () => {
  const twin = group(40, { unitHosts: 72, ports: 16 });
  const plan = planFabric(fabric(40, { planes: 2, groups: [twin], services: managers(3) }));
  expect(servicePlaces(plan)).toEqual([
    'compute-leaf-su01-r1-p1:fnm1',
    'compute-leaf-su01-r1-p2:fnm1',
    'compute-leaf-su01-r2-p1:fnm1',
  ]);
});

test('no port is taken twice and no cable moves when hosts, units and managers are added', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 60 }),
      (hosts, count, more) => {
        const input = fabric(hosts, { services: managers(count), reserveUnits: 4 });
        const plan = planFabric(input);
        const places = servicePlaces(plan);
        expect(new Set(places).size).toBe(count);
        const grown = growFabric(
          fabric(Math.min(288, hosts + more), { services: managers(count), reserveUnits: 4 }),
          resolvedInput(input, plan),
        );
        expect(servicePlaces(grown.plan)).toEqual(places);
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

test('managers that stand on leaf ports stay there when ports for them become known', () => {
  const before: FabricSwitch = {
    id: XDR.id,
    cages: XDR.cages,
    portsPerCage: XDR.portsPerCage,
    portRateBits: XDR.portRateBits,
    portNaming: XDR.portNaming,
  };
  const input = fabric(60, { leaf: before, services: managers(4) });
  const stood = planFabric(input);
  const { plan } = growFabric(fabric(60, { services: managers(4) }), resolvedInput(input, stood));
  expect(servicePlaces(plan)).toEqual(servicePlaces(stood));
  expect(plan.counts.managerLinks).toBeUndefined();
});

// 128 racks x 18 trays = 2,304 hosts fill 16 units of 144: with 72 ports down, 2 leaves a rail, 4 rails and 16 units are 128 leaves.
test('128 racks of GB300 NVL72 with four fabric managers are sized', async () => {
  const { out, err } = await run('size --system gb300-nvl72 --count 128 --switch q3400 --ufm 4 --json');
  expect(err).toBe('');
  expect(JSON.parse(out)).toMatchObject({ gpus: 9216, links: { host: 9216, ufm: 4 }, freePorts: { leaf: 0 } });
});
