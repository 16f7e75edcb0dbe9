import fc from 'fast-check';

import { planConvergedPair } from '../../../src/design/converged/check-converged-input';
import type { ConvergedInput, ConvergedLink, ConvergedPlan, DeviceGroup, WireRow } from '../../../src/model/core-pair';
import { pairs } from './pair-arbitrary';

function holds(check: (plan: ConvergedPlan, input: ConvergedInput) => void): void {
  fc.assert(
    fc.property(pairs, (input) => check(planConvergedPair(input), input)),
    { numRuns: 60 },
  );
}

function ends({ aDevice, aPort, bDevice, bPort }: WireRow): string[] {
  return [`${aDevice} ${aPort}`, ...(bDevice === undefined ? [] : [`${bDevice} ${bPort}`])];
}

function cables({ rows }: ConvergedPlan): WireRow[] {
  return rows.filter(({ kind }) => kind !== 'unused');
}

function present({ devices }: DeviceGroup): number {
  return devices.filter((name) => name !== '').length;
}

/** Ports of a device that go to each core. */
function shares({ ports, cores = 'alternate' }: ConvergedLink): [number, number] {
  const half = Math.ceil(ports.length / 2);
  if (cores === 'core-1') return [ports.length, 0];
  return cores === 'core-2' ? [0, ports.length] : [half, ports.length - half];
}

test('a port has one row', () => {
  holds(({ rows }) => {
    const all = rows.flatMap(ends);
    expect(new Set(all).size).toBe(all.length);
  });
});

test('every port of the port map is in one row, with the peer that the row says', () => {
  holds(({ rows, cores }) => {
    const peers = new Map<string, string>();
    for (const row of rows) {
      const [a = '', b = ''] = ends(row);
      peers.set(a, b);
      if (b !== '') peers.set(b, a);
    }
    const ports = cores.flatMap(({ name, cages }) =>
      cages.flatMap((cage) => cage.ports.map((port) => ({ name, port }))),
    );
    expect(ports.map(({ name, port }) => peers.get(`${name} ${port.name}`))).toEqual(
      ports.map(({ port: { peerDevice, peerPort } }) => (peerDevice === undefined ? '' : `${peerDevice} ${peerPort}`)),
    );
  });
});

test('neighbours of a cage that makes them dark have no port, and no cage goes dark for nothing', () => {
  holds(({ cores }, { runs, cores: { cages: size } }) => {
    for (const { cages } of cores) {
      const dark = cages.flatMap(({ cage, run }) =>
        (runs.find(({ name }) => name === run)?.breakout.disables ?? [])
          .map((distance) => ({ cage: cage + distance, disabledBy: cage }))
          .filter((neighbour) => neighbour.cage >= 1 && neighbour.cage <= size),
      );
      const inOrder = dark.sort((a, b) => a.cage - b.cage);
      const disabled = cages.filter(({ use }) => use === 'disabled');
      expect(disabled.map(({ cage, disabledBy }) => ({ cage, disabledBy }))).toEqual(inOrder);
      expect(cages.filter(({ use, ports }) => use !== 'run' && ports.length > 0)).toEqual([]);
      expect(cages.flatMap(({ disables }) => disables).sort((a, b) => a - b)).toEqual(inOrder.map(({ cage }) => cage));
    }
  });
});

test('cages are of the parity that the breakout wants, and reserved ones stay empty', () => {
  holds(({ runs, cores }, input) => {
    for (const { name, cages } of runs) {
      const parity = input.runs.find((run) => run.name === name)?.breakout.cages;
      if (parity !== undefined) expect(cages.filter((cage) => cage % 2 !== (parity === 'odd' ? 1 : 0))).toEqual([]);
    }
    for (const cage of input.cores.reservedCages ?? [])
      expect(cores[0].cages[cage - 1]).toMatchObject({ use: 'reserved' });
  });
});

test('both cores are broken out alike', () => {
  holds(({ cores: [first, second] }) => {
    const shape = ({ cages }: typeof first): string =>
      JSON.stringify(cages.map((cage) => ({ ...cage, ports: cage.ports.map(({ name }) => name) })));
    expect(shape(second)).toBe(shape(first));
  });
});

test('the inter-switch link has as many cages as the run that it follows has cabled, alike at both ends', () => {
  holds((plan, { runs }) => {
    const [followed, isl] = ['run-0-0', 'isl'].map((name) => plan.runs.find((run) => run.name === name)!);
    expect(isl!.cabled).toBe(followed!.cabled);
    expect(isl!.cages).toHaveLength(followed!.cages.length);
    const { portsPerCage } = runs.find(({ name }) => name === 'isl')!.breakout;
    const rows = cables(plan).filter(({ kind }) => kind === 'isl');
    expect(rows).toHaveLength(isl!.cabled * portsPerCage);
    expect(
      rows.filter((row) => row.aDevice !== 'core-1' || row.bDevice !== 'core-2' || row.aPort !== row.bPort),
    ).toEqual([]);
  });
});

test('cables are devices times ports', () => {
  holds((plan, { groups }) => {
    for (const group of groups) {
      for (const { kind, ports } of group.links) expect(plan.counts[kind] ?? 0).toBe(present(group) * ports.length);
    }
    expect(plan.counts['oob'] ?? 0).toBe(
      groups.reduce((sum, group) => sum + present(group) * (group.oobPorts ?? []).length, 0),
    );
    expect(Object.values(plan.counts).reduce((sum, count) => sum + count, 0)).toBe(cables(plan).length);
  });
});

test('each core takes its share of the ports of every device', () => {
  holds((plan, { groups }) => {
    for (const { devices, links } of groups) {
      for (const link of links) {
        const rows = cables(plan).filter(({ kind }) => kind === link.kind);
        for (const device of devices.filter((name) => name !== '')) {
          const own = rows.filter((row) => row.aDevice === device || row.bDevice === device);
          const to = (core: string): number => own.filter((row) => row.aDevice === core || row.bDevice === core).length;
          expect([to('core-1'), to('core-2')]).toEqual(shares(link));
        }
      }
    }
  });
});

test('a run has as many cages as the closed form says', () => {
  holds((plan, { groups, runs }) => {
    for (const group of groups) {
      for (const link of group.links) {
        const { cages } = plan.runs.find(({ name }) => name === link.run)!;
        const used = runs.find(({ name }) => name === link.run)!.usedPerCage ?? 0;
        expect(cages).toHaveLength(Math.max(...shares(link).map((ports) => closedForm(group, link, ports, used))));
      }
    }
  });
});

/** Cages of one core: each bunch of devices that may share cages takes the ports it brings over the ports of a cage, rounded up. */
function closedForm(group: DeviceGroup, link: ConvergedLink, ports: number, used: number): number {
  const slots = Math.max(group.devices.length, group.keepDevices ?? 0);
  const units = link.isCagePerUnit === true ? bunches(slots, group.unitDevices ?? slots) : [slots];
  const isRoundRobin = link.order === 'round-robin';
  return sum(
    units.map((devices) => {
      const shared = link.devicesPerCage === undefined ? [devices] : bunches(devices, link.devicesPerCage);
      // Turns that change the bunch or the port begin a cage; in one bunch and with no change of port they go on.
      if (link.isCagePerPort === true || (isRoundRobin && shared.length > 1)) {
        const perTurn = link.isCagePerPort === true && !isRoundRobin && ports > 1 ? bunches(devices, 1) : shared;
        return ports * sum(perTurn.map((count) => Math.ceil(count / used)));
      }
      return sum(shared.map((count) => Math.ceil((count * ports) / used)));
    }),
  );
}

function bunches(count: number, size: number): number[] {
  if (count === 0) return [];
  return Array.from({ length: Math.ceil(count / size) }, (_, at) => Math.min(size, count - at * size));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

test('devices that come to kept places move no cable', () => {
  fc.assert(
    fc.property(pairs, fc.nat(), (input, pick) => {
      const fullyGrown = input.groups.map((group, at) => ({
        ...group,
        devices: Array.from({ length: group.keepDevices ?? 0 }, (_, slot) =>
          group.devices[slot] === '' || (group.devices[slot] === undefined && at === pick % input.groups.length)
            ? `new-${at}-${slot}`
            : (group.devices[slot] ?? ''),
        ),
      }));
      const grown = new Set(
        cables(planConvergedPair({ ...input, groups: fullyGrown })).map((row) => JSON.stringify(row)),
      );
      const before = cables(planConvergedPair(input)).map((row) => JSON.stringify(row));
      expect(before.filter((row) => !grown.has(row))).toEqual([]);
    }),
  );
});

test('out-of-band switches take cables evenly', () => {
  fc.assert(
    fc.property(pairs, (input) => {
      const full = input.groups.map(({ keepDevices: _keep, ...group }) => ({
        ...group,
        devices: group.devices.filter((name) => name !== ''),
      }));
      const rows = cables(planConvergedPair({ ...input, groups: full })).filter(({ kind }) => kind === 'oob');
      const loads = input.oob!.names.map((name) => rows.filter(({ bDevice }) => bDevice === name).length);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    }),
  );
});
