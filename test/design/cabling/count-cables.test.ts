import * as fc from 'fast-check';

import { cableRows } from '../../../src/model/site-cables';
import { countCables } from '../../../src/design/cabling/count-cables';
import { type CageKind, mediaFor } from '../../../src/design/cabling/media-for';
import { planCables } from '../../../src/design/cabling/plan-cables';
import { planFabric } from '../../../src/design/fabric/plan-fabric';
import type { CableRow, CableTable } from '../../../src/model/cabling-plan';
import type { FabricPlan } from '../../../src/model/fabric-plan';
import type { PlacementPlan } from '../../../src/model/placement-plan';
import { GIGABIT, tinyFabric, tinyPlacement, TWIN } from './tiny-fabric';

const SWITCH: CageKind = { connector: 'OSFP', linksPerCage: 2, isSwitch: true, top: 'finned' };
const HOST: CageKind = { connector: 'OSFP', linksPerCage: 2, isSwitch: false, top: 'flat' };
const rateBits = 400 * GIGABIT;
const MEDIA = [
  ...mediaFor({ rateBits, lower: SWITCH, upper: SWITCH }),
  ...mediaFor({ rateBits, lower: HOST, upper: SWITCH }),
];

const cable = (fabric: FabricPlan, placement: PlacementPlan): CableTable =>
  planCables({
    fabric,
    placement,
    halls: [{ name: 'hall-1', riserMillimetres: 1_500 }],
    media: MEDIA,
    slackMillimetres: 500,
    lengthStepMillimetres: 1_000,
  });

/** As a DGX H100: eight rails in four twin-port cages. */
const fabricOf = (hosts: number, unitHosts: number, reserveUnits?: number): FabricPlan =>
  planFabric({
    name: 'compute',
    kind: 'infiniband',
    role: 'compute',
    groups: [
      {
        name: 'haein',
        hosts: Array.from({ length: hosts }, (_, index) => `h${index}`),
        unitHosts,
        rails: 8,
        portNames: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'],
        portCages: [0, 0, 1, 1, 2, 2, 3, 3],
      },
    ],
    leaf: { ...TWIN, cages: 32 },
    ...(reserveUnits === undefined ? {} : { reserveUnits }),
  });

/** Four devices a rack, ten racks a row. */
const placed = ({ endpoints, switches }: FabricPlan): PlacementPlan =>
  tinyPlacement(
    Object.fromEntries(
      [...endpoints, ...switches].map(({ name }, index) => {
        const rack = Math.floor(index / 4);
        const row = String.fromCharCode(65 + (Math.floor(rack / 10) % 20));
        return [name, [`${row}${String(1 + (rack % 10)).padStart(2, '0')}`, 1 + (index % 4) * 8]];
      }),
    ),
  );

// One unit of DGX H100 at full size has 32 x 8 = 256 host links and as many to spines: 512 links, 1,024 ends, so 512
// twin-port modules: 128 in systems, 256 in leaves, 128 in spines (reference table of the H100 fabric, 'optic ends').
test('a full unit of 32 hosts takes 512 twin-port modules for 512 links', () => {
  const fabric = fabricOf(32, 32);
  const far = { ...placed(fabric), racks: placed(fabric).racks.map((rack, i) => ({ ...rack, xMillimetres: 600 * i })) };
  const { cables, transceivers, undecided } = countCables(fabric, cable(fabric, far));
  expect(undecided).toBe(0);
  const fibres = cables.filter(({ choice }) => choice.medium === 'multimode');
  const copper = cables.filter(({ choice }) => choice.medium === 'passive-copper');
  const sum = (items: readonly { quantity: number }[]): number =>
    items.reduce((total, each) => total + each.quantity, 0);
  expect(sum(fibres) + 2 * sum(copper)).toBe(512);
  expect(transceivers).toEqual([
    { part: 'MMA4Z00-NS', medium: 'multimode', top: 'flat', side: 'endpoint', quantity: 128 },
    { part: 'MMA4Z00-NS', medium: 'multimode', top: 'finned', side: 'switch', quantity: 384 - 2 * sum(copper) },
  ]);
});

test('a cage of which one link is used has one transceiver all the same', () => {
  const fabric = tinyFabric({
    endpoints: [{ name: 'h1' }],
    switches: [{ name: 'leaf', tier: 'leaf' }],
    links: [[0, 0, 0, 0, 1]],
  });
  const table = cable(fabric, tinyPlacement({ h1: ['A01', 1], leaf: ['A02', 1] }));
  expect(countCables(fabric, table).transceivers.map(({ side, quantity }) => [side, quantity])).toEqual([
    ['endpoint', 1],
    ['switch', 1],
  ]);
});

test('counts are those of the rows, and transceivers those of the cages in the rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 1, max: 32 }), fc.nat(60), (hosts, unit, lost) => {
      const fabric = fabricOf(hosts, unit);
      const placement = placed(fabric);
      const positions = new Map([...placement.positions].filter((_, index) => index !== lost));
      const table = cable(fabric, { ...placement, positions });
      const { cables, transceivers, undecided } = countCables(fabric, table);
      const rows = [...cableRows(fabric, table, { ...placement, positions })];
      expect(rows).toHaveLength(fabric.links.count);
      expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);

      const oneEach = rows.filter(({ label, cable: first }) => label === first);
      expect(oneEach).toHaveLength(table.count);
      const without = oneEach.filter(({ medium }) => medium === 'unreached' || medium === 'unplaced');
      expect(without).toHaveLength(undecided);
      for (const { choice, lengthMillimetres, quantity } of cables) {
        const alike = oneEach.filter(
          (row) =>
            row.part === choice.cablePart &&
            row.lengthMillimetres === lengthMillimetres &&
            row.medium === choice.medium,
        );
        const twins = cables.filter(
          (each) => each.choice.cablePart === choice.cablePart && each.lengthMillimetres === lengthMillimetres,
        );
        expect(twins.reduce((sum, each) => sum + each.quantity, 0)).toBe(alike.length);
        expect(quantity).toBeGreaterThan(0);
      }
      const modules = transceivers.reduce((sum, each) => sum + each.quantity, 0);
      expect(modules).toBe(cagesOf(rows).size);
    }),
    { numRuns: 10 },
  );
});

/** Cages by name that fibres of the rows end in: ports 1 and 2 of a host are its first cage, `1/1` and `1/2` a switch's. */
function cagesOf(rows: readonly CableRow[]): Set<string> {
  const cages = new Set<string>();
  for (const { a, b, medium } of rows) {
    if (medium !== 'multimode' && medium !== 'single-mode') continue;
    for (const { device, port } of [a, b]) {
      const cage = port.startsWith('p') ? `p${Math.ceil(Number(port.slice(1)) / 2)}` : (port.split('/')[0] ?? '');
      cages.add(`${device} ${cage}`);
    }
  }
  return cages;
}

test('hosts that are added leave every cable that was there as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), (before, more) => {
      const grown = fabricOf(before + more, 8, 6);
      const placement = placed(grown);
      const schedule = (fabric: FabricPlan): Map<string, CableRow> =>
        new Map([...cableRows(fabric, cable(fabric, placement), placement)].map((row) => [row.label, row]));
      const now = schedule(grown);
      const moved = [...schedule(fabricOf(before, 8, 6))].filter(
        ([label, row]) => JSON.stringify(row) !== JSON.stringify(now.get(label)),
      );
      expect(moved).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test('both links of a twin-port module run over one kind of fibre, whatever the hall looks like', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 60, maxLength: 60 }), (spots) => {
      const fabric = fabricOf(24, 12);
      const placement = tinyPlacement(
        Object.fromEntries(
          [...fabric.endpoints, ...fabric.switches].map(({ name }, index) => [
            name,
            [`A${String(spots[index % 60]).padStart(3, '0')}`, 1 + index],
          ]),
        ),
      );
      const rows = [...cableRows(fabric, cable(fabric, placement), placement)];
      const mediumOf = new Map<string, string>();
      const mixed: string[] = [];
      for (const row of rows) {
        for (const cage of cagesOf([row])) {
          if ((mediumOf.get(cage) ?? row.medium) !== row.medium) mixed.push(cage);
          mediumOf.set(cage, row.medium);
        }
      }
      expect(mixed).toEqual([]);
    }),
    { numRuns: 8 },
  );
});
