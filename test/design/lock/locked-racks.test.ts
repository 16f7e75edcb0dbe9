import { checkGrowth } from '../../../src/design/fabric/grow-fabric';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import { lockedFabric, rememberedInput } from '../../../src/design/lock/stack-memory';
import { type FabricInput, trayNames } from '../../../src/model/fabric-plan';
import { group, hostNames, QM9700 } from '../fabric/sample-fabrics';

/** Racks of 18 trays with 4 rails, in units of 8 racks; an empty name is a released rack. */
function racksFabric(racks: readonly string[]): FabricInput {
  const hosts = trayNames(racks, 18);
  const domains = Object.fromEntries(racks.flatMap((rack) => trayNames([rack], 18).map((tray) => [tray, rack])));
  const trays = { ...group(0, { name: 'gb', unitHosts: 144, rails: 4, ports: 4 }), hosts, domains, domainHosts: 18 };
  return { name: 'compute', kind: 'infiniband', role: 'compute', groups: [trays], leaf: QM9700, reserveUnits: 2 };
}

const slots = (racks: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(racks.flatMap((rack, slot) => (rack === '' ? [] : [[rack, slot]])));

test('a fabric of trays is remembered by the slots of their racks, gaps included', () => {
  const racks = hostNames(8, 'gb').map((name, at) => (at === 2 ? '' : name));
  const input = racksFabric(racks);
  const locked = JSON.parse(JSON.stringify(lockedFabric(input))) as ReturnType<typeof lockedFabric>;
  const remembered = rememberedInput(locked, { gb: slots(racks) });
  if (remembered === undefined) throw new Error('the lock knows no racks');
  expect(remembered.groups[0]?.hosts).toEqual(input.groups[0]?.hosts);
  expect(checkGrowth(planFabric(input), planFabric(remembered))).toEqual([]);
});

test('a second unit of racks moves no cable of the first', () => {
  const first = planFabric(racksFabric(hostNames(8, 'gb')));
  const second = planFabric(racksFabric(hostNames(16, 'gb')));
  expect(checkGrowth(first, second)).toEqual([]);
  // 576 GPUs a unit on 4 rails
  expect([first.counts.hostLinks, second.counts.hostLinks]).toEqual([576, 1_152]);
});
