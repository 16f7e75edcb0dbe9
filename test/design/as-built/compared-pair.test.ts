import { App } from 'cdktf';

import { convergedPair } from '../../../examples/converged-pair/main';
import { compareFabric } from '../../../src/design/as-built/compare-fabric';
import { comparedNetwork } from '../../../src/design/as-built/compared-network';
import type { DiscoveredFabric, DiscoveredNode } from '../../../src/design/as-built/discovered-fabric';
import { NONE } from '../../../src/design/as-built/match-cables';
import { coreCageOf } from '../../../src/model/core-pair';
import type { LinkEnd } from '../../../src/model/fabric-plan';

const [PAIR] = convergedPair(new App()).plan.converged ?? [];
const NETWORK = comparedNetwork(PAIR!);
const { ends, links: TABLE, cages } = NETWORK;
const LINKS = [...TABLE.links()];

test('each end of a planned link has a number, and each number one end', () => {
  const planned = LINKS.map(({ a, b }) => [a, b].map(({ device, port }) => ({ device, port })));
  expect(LINKS.map((_, link) => [ends.aEnd, ends.bEnd].map((side) => ends.nameOf(side[link] ?? NONE)))).toEqual(
    planned,
  );
  expect(planned.map(([a, b]) => [a, b].map((each) => ends.endOf(each!.device, each!.port)))).toEqual(
    LINKS.map((_, link) => [ends.aEnd[link], ends.bEnd[link]]),
  );
  const numbers = [...ends.aEnd, ...ends.bEnd];
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.max(...numbers)).toBeLessThan(ends.count);
});

test('ports that no link uses have numbers too, and others have none', () => {
  // The out-of-band switches have 48 ports, whatever is plugged in.
  const oob = LINKS.map(({ b }) => b).find(({ device }) => device.startsWith('oob-switch'))!;
  const prefix = oob.port.replace(/\d+$/, '');
  expect([1, 48].map((port) => ends.endOf(oob.device, `${prefix}${port}`)).every((end) => end !== NONE)).toBe(true);
  expect(ends.endOf('core-01', 'nowhere')).toBe(NONE);
  expect(ends.endOf('nobody', oob.port)).toBe(NONE);
  expect(ends.nameOf(ends.count)).toEqual({ device: '', port: '' });
});

test('cores and out-of-band switches are its switches, all others are below them', () => {
  const switches = NETWORK.switches.map(({ name }) => name);
  expect(switches).toEqual(expect.arrayContaining(['core-01', 'core-02', 'oob-switch-01']));
  expect(switches.every((name) => ends.isSwitch(name) && ends.endpoint(name) === undefined)).toBe(true);
  for (const { name, portNames } of NETWORK.endpoints) {
    expect(ends.isSwitch(name)).toBe(false);
    expect(ends.endpoint(name)?.portNames).toBe(portNames);
    expect(new Set(portNames).size).toBe(portNames.length);
  }
});

test('the far end of a link meets its near end', () => {
  for (const { a, b } of LINKS.slice(0, 40))
    expect(ends.metBy(b.device, b.port)).toEqual({ device: a.device, port: a.port });
  expect(ends.metBy('core-01', 'nowhere')).toBeUndefined();
});

test('links from one cage of a core share it, and links from ports of a device do not', () => {
  const cageOf = ({ device, port }: LinkEnd): string => `${device} ${ends.isSwitch(device) ? coreCageOf(port) : port}`;
  const byCage = new Map(LINKS.map(({ a }, link) => [cageOf(a), cages[link]]));
  expect(LINKS.map(({ a }) => byCage.get(cageOf(a)))).toEqual(Array.from(cages));
  expect(new Set(byCage.values()).size).toBe(byCage.size);
  expect(NETWORK.railOf(0)).toBeUndefined();
});

test('a device whose links are of several kinds is mixed, another one is not', () => {
  const kinds = new Map<string, Set<string>>();
  for (const { a, kind } of PAIR!.cables) kinds.set(a.device, (kinds.get(a.device) ?? new Set()).add(kind));
  for (const { name, isMixed } of NETWORK.endpoints) {
    expect(isMixed === true).toBe((kinds.get(name)?.size ?? 0) > 1);
  }
});

/** What the switches hear of each other and of all else. */
function heard(wires: readonly (readonly [LinkEnd, LinkEnd])[]): DiscoveredFabric {
  const names = [...new Set(wires.flat().map(({ device }) => device))];
  const nodes = names.map((name): DiscoveredNode => ({
    name,
    kind: 'device',
    view: ends.isSwitch(name) ? 'own' : 'named',
  }));
  const end = ({ device, port }: LinkEnd): { node: number; port: string } => ({ node: names.indexOf(device), port });
  return { nodes, links: wires.map(([a, b]) => ({ a: end(a), b: end(b) })) };
}

test('a pair as planned has no finding, whichever end is told first', () => {
  const wires = LINKS.map(({ a, b }) => [a, b] as const);
  expect(compareFabric(PAIR!, heard(wires)).findings).toEqual([]);
  expect(compareFabric(PAIR!, heard(wires.map(([a, b]) => [b, a] as const))).findings).toEqual([]);
});

test('a link that is gone is missing, and half down where another of its cage is up', () => {
  const gone = LINKS[0]!;
  const wires = LINKS.filter((link) => link !== gone).map(({ a, b }) => [a, b] as const);
  expect(compareFabric(PAIR!, heard(wires)).findings).toMatchObject([{ kind: 'missing', label: gone.label }]);
  const core = LINKS.find(({ a }) => ends.isSwitch(a.device) && coreCageOf(a.port) !== a.port)!;
  const rest = LINKS.filter((link) => link !== core).map(({ a, b }) => [a, b] as const);
  expect(compareFabric(PAIR!, heard(rest)).findings).toMatchObject([{ kind: 'half-down', label: core.label }]);
});
