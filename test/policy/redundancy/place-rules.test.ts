import type { TerraformStack } from 'cdktf';
import * as lib from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';

import type { SitePlan } from '../../../src/model/site-plan';
import { HALL, smallSite } from '../../constructs/small-site';
import { awsSite } from '../aws/aws-plan-fixture';
import { expectFinding, expectNothing, expectPassed, judge } from '../judge';

const kW = (amount: number): lib.Power => lib.Power.kilowatts(amount);

/** Two ways to a zone of 32 DGX H100 in row A, eight racks, with more of each UPS. */
function twoWays(
  props: {
    readonly upsA?: Partial<lib.PowerConverterProps>;
    readonly upsB?: Partial<lib.PowerConverterProps>;
    readonly site?: Partial<lib.SiteProps>;
    readonly others?: (lab: Lab) => void;
  } = {},
): SitePlan {
  const { stack, site } = smallSite(props.site);
  const ac = { site, volts: lib.Voltage.volts(415), powerFactor: 0.95 };
  const grid = new lib.Utility(stack, 'grid', { ...ac, rating: lib.Power.megawatts(2), compartment: 'yard' });
  const way = (feed: string, more: Partial<lib.PowerConverterProps> = {}): lib.Ups =>
    new lib.Ups(stack, `ups-${feed}`, { ...ac, feed, rating: kW(800), efficiency: 0.97, fedFrom: grid, ...more });
  const [a, b] = [way('A', props.upsA), way('B', props.upsB)];
  const zone = new lib.PowerZone(stack, 'zone', {
    site,
    rating: kW(750),
    rows: ['A'],
    rackFeed: 'static-switch',
    sources: { A: a, B: b },
  });
  const gpu = new lib.GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 32, powerZones: [zone] });
  props.others?.({ stack, site, grid, a, b, zone, gpu });
  return site.plan;
}

interface Lab {
  readonly stack: TerraformStack;
  readonly site: lib.Site;
  readonly grid: lib.Utility;
  readonly a: lib.Ups;
  readonly b: lib.Ups;
  readonly zone: lib.PowerZone;
  readonly gpu: lib.GpuCluster;
}

const B3 = { compartment: 'B3-electrical' };

describe('redundancy/compartment-loss', () => {
  const id = 'redundancy/compartment-loss';

  // The two UPS of 2N in one room: SK C&C Pangyo.
  test('two ways in one compartment are a finding with both and the racks', () => {
    expectFinding(id, twoWays({ upsA: B3, upsB: B3 }), {
      severity: 'warning',
      path: 'lab-stack/ups-A',
      object: "a fire in compartment 'B3-electrical'",
      found: "takes 'ups-A' and 'ups-B': 8 racks lost: 'A01', 'A02', 'A03' and 5 more",
      limit: 'no rack outside it lost',
      remedy: "let those that stand in for each other stand in different compartments ('compartment')",
    });
  });

  test('two ways in two compartments pass; the utility alone is told by others', () => {
    expectPassed(id, twoWays({ upsA: B3, upsB: { compartment: 'B4-electrical' } }), 3);
  });

  test('racks that stand in it are lost with it, and are no finding', () => {
    const site = { halls: [{ ...HALL, compartment: 'B3-electrical' }] };
    expectPassed(id, twoWays({ upsA: B3, upsB: B3, site }), 2);
    // A row of its own compartment stands outside.
    const apart = {
      halls: [{ ...HALL, compartment: 'B3-electrical', rows: [{ ...HALL.rows[0]!, compartment: 'hall' }] }],
    };
    expectFinding(id, twoWays({ upsA: B3, upsB: B3, site: apart }), {
      object: "a fire in compartment 'B3-electrical'",
    });
  });

  test('a node that stands in the hall by its name takes the racks there with it', () => {
    expectPassed(id, twoWays({ upsA: { compartment: 'hall-1' }, upsB: { compartment: 'hall-1' } }), 2);
  });

  test('spare units of cooling in one compartment take the racks that the site still feeds, and half of them none', () => {
    const cooled = (compartment: string | readonly string[], count = 6): SitePlan =>
      twoWays({
        upsA: B3,
        upsB: { compartment: 'B4' },
        others: (lab) => coolAir(lab, { compartment, count, spare: 3 }),
      });
    // 32 x 10.2 kW = 326.4 kW and the fans: four of 120 kW are needed, three are not enough.
    expectFinding(id, cooled('plant'), {
      object: "a fire in compartment 'plant'",
      found: "takes 'chillers': 8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
      arithmetic: "cooling loop 'water' cannot take the heat",
    });
    expectPassed(id, cooled(['plant-1', 'plant-2'], 6), 6);
    expectFinding(id, cooled(['plant-1', 'plant-2'], 5), {
      found: expect.stringContaining("takes 3 of 'chillers'") as string,
    });
  });

  test('the row of a tenant that stands in it is lost with it, and one that stands elsewhere is outside', () => {
    const block = { racks: 4, rows: ['T'], power: kW(40), liquidShare: 0 };
    const burnt = (row: object): SitePlan =>
      twoWays({
        site: { halls: [{ ...HALL, rows: [...HALL.rows, { name: 'T', racks: 4, ...row }] }] },
        others: (lab) => {
          coolAir(lab, { compartment: 'plant', count: 6, spare: 1 });
          const guests = { site: lab.site, rating: kW(100), rows: ['T'], rackFeed: 'static-switch' as const };
          new lib.PowerZone(lab.stack, 'guests', guests);
          new lib.TenantLoad(lab.stack, 'guest', { site: lab.site, ...block });
        },
      });
    const hall = burnt({}).losses?.find(({ name }) => name === 'hall-1');
    expect([hall?.racks.at(-1), hall?.uncooled]).toEqual(['guest@hall-1/T', []]);
    // What cools both rows stands in the hall.
    const apart = judge(id, burnt({ compartment: 'annex' })).findings;
    expect(apart.find(({ object }) => object === "a fire in compartment 'hall-1'")?.found).toBe(
      "takes 'crah': row 'hall-1/T' of tenant 'guest' (40 kW) without cooling",
    );
  });

  test('racks of a tenant in a row of several zones are told as its own, with the zone', () => {
    const plan = twoWays({
      site: { halls: [{ ...HALL, rows: [...HALL.rows, { name: 'T', racks: 6, compartment: 'annex' }] }] },
      others: (lab) => {
        coolAir(lab, { compartment: 'plant', count: 6, spare: 1 });
        for (const [id, racks] of Object.entries({ west: 'T01..T03', east: 'T04..T06' })) {
          const guests = { site: lab.site, rating: kW(100), racks: [racks], rackFeed: 'static-switch' as const };
          new lib.PowerZone(lab.stack, id, guests);
        }
        const block = { racks: 2, positions: ['T05..T06'], power: kW(40), liquidShare: 0 };
        new lib.TenantLoad(lab.stack, 'guest', { site: lab.site, ...block });
      },
    });
    expect(plan.losses?.find(({ name }) => name === 'annex')?.racks).toEqual(['guest@hall-1/T (east)']);
    expect(judge(id, plan).findings.find(({ object }) => object === "a fire in compartment 'hall-1'")?.found).toBe(
      "takes 'crah': row 'hall-1/T' of tenant 'guest' in zone 'east' (40 kW) without cooling",
    );
  });

  test('a site that names none has nothing to judge', () => {
    const { stack, site } = smallSite();
    new lib.PowerZone(stack, 'zone', { site, rating: kW(750), rows: ['A'], rackFeed: 'static-switch' });
    expectNothing(id, site.plan, "nothing of the site names its 'compartment'");
  });
});

/** Air handlers on water that chillers cool, fed from the utility. */
function coolAir(
  { stack, site, grid }: Lab,
  chillers: Partial<lib.HeatRejectionProps>,
  pipes: Partial<lib.CoolingLoopProps> = {},
  fans: Partial<lib.AirHandlersProps> = { compartment: 'hall-1' },
): lib.HeatRejection {
  const celsius = (amount: number): lib.Temperature => lib.Temperature.celsius(amount);
  const loop = { site, kind: 'facility' as const, supply: celsius(16), rise: celsius(8) };
  const water = new lib.CoolingLoop(stack, 'water', { ...loop, ...pipes });
  const air = new lib.CoolingLoop(stack, 'air', { site, kind: 'air', halls: ['hall-1'], rejectsTo: water });
  const flow = lib.FlowRate.cubicMetresPerHour(36_000);
  const crah = { loop: air, kind: 'crah' as const, capacity: kW(120), airflow: flow, power: kW(5), fedFrom: grid };
  new lib.AirHandlers(stack, 'crah', { ...crah, ...fans });
  return new lib.HeatRejection(stack, 'chillers', {
    loop: water,
    kind: 'chiller',
    capacity: kW(120),
    coefficientOfPerformance: 4,
    fedFrom: grid,
    ...chillers,
  });
}

describe('redundancy/common-cause', () => {
  const id = 'redundancy/common-cause';
  const named = (of: (lab: Lab) => readonly lib.CommonCauseProps['of'][number][]): SitePlan =>
    twoWays({
      others: (lab) =>
        void new lib.CommonCause(lab.stack, 'bms-1', { site: lab.site, what: 'controller', of: of(lab) }),
    });

  test('what both ways share takes all racks, and what one has takes none', () => {
    expectFinding(
      id,
      named(({ a, b }) => [a, b]),
      {
        severity: 'error',
        path: 'lab-stack/bms-1',
        object: "loss of the controller 'bms-1'",
        found: "takes 'ups-A' and 'ups-B': 8 racks lost: 'A01', 'A02', 'A03' and 5 more",
      },
    );
    expectPassed(
      id,
      named(({ a }) => [a]),
    );
  });

  test('units of cooling, zones, rows, halls, clusters and loops can share it too', () => {
    const found = (of: Parameters<typeof named>[0]): string | undefined => judge(id, named(of)).findings[0]?.found;
    expect(found((lab) => [coolAir(lab, {})])).toBe(
      "takes 'chillers': 8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
    );
    expect(found((lab) => [coolAir(lab, {}).loop])).toBe(
      "takes 'water': 8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
    );
    expect(found(({ zone }) => [zone])).toBe("takes 'zone': 8 racks lost: 'A01', 'A02', 'A03' and 5 more");
    expect(found(({ gpu }) => [gpu])).toBe("takes 'gpu': 32 systems of cluster 'gpu' lost");
  });

  test('rows and racks that are constructs can share it', () => {
    const { stack, site } = smallSite({ halls: undefined } as unknown as Partial<lib.SiteProps>);
    const hall = new lib.Hall(stack, 'hall-1', { site, rack: HALL.rack });
    const row = new lib.Row(hall, 'A', { racks: 14 });
    const rack = new lib.Rack(row, 'A02', { reservedFor: 'gpu' });
    const zone = new lib.PowerZone(stack, 'zone', { site, rating: kW(750), rows: ['A'], rackFeed: 'static-switch' });
    new lib.GpuCluster(stack, 'gpu', { site, system: systems.DGX_H100, count: 32, powerZones: [zone] });
    new lib.CommonCause(stack, 'manifold', { site, what: 'manifold', of: [row] });
    new lib.CommonCause(stack, 'valve', { site, what: 'valve', of: [rack] });
    expect(judge(id, site.plan).findings.map(({ object, found }) => [object, found])).toEqual([
      ["loss of the manifold 'manifold'", "takes 'hall-1/A': 8 racks lost: 'A01', 'A02', 'A03' and 5 more"],
      ["loss of the valve 'valve'", "takes 'hall-1/A02': 1 rack lost: 'A02'"],
    ]);
  });

  test('a hall with nothing but the row of a tenant takes that row', () => {
    const { stack, site } = smallSite({ halls: undefined } as unknown as Partial<lib.SiteProps>);
    const hall = new lib.Hall(stack, 'annex', { site, rack: HALL.rack });
    const row = new lib.Row(hall, 'T', { racks: 4 });
    new lib.PowerZone(stack, 'guests', { site, rating: kW(100), rows: [row], rackFeed: 'static-switch' });
    new lib.CoolingLoop(stack, 'air', { site, kind: 'air', halls: [hall] });
    new lib.TenantLoad(stack, 'guest', { site, racks: 4, rows: [row], power: kW(40), liquidShare: 0 });
    new lib.CommonCause(stack, 'roof', { site, what: 'roof', of: [hall] });
    expect(judge(id, site.plan).findings.map(({ object, found }) => [object, found])).toEqual([
      ["loss of the roof 'roof'", "takes 'annex': row 'annex/T' of tenant 'guest' (40 kW) lost"],
    ]);
  });

  test('fails for what is no thing of the site', () => {
    expect(() => named(({ stack }) => [stack])).toThrow(
      "common cause 'bms-1': 'of' has 'lab-stack', whose loss is none that is judged; name constructs of the site: nodes, zones, units of cooling, loops, halls, rows, racks, clusters, tiers, fabrics, or what is in AWS [site/cannot-be-lost]",
    );
    expect(() => named(() => ['ups-A' as never])).toThrow(
      "common cause 'bms-1': 'of' has something that is no construct, whose loss is none that is judged",
    );
    expect(() => named(() => [])).toThrow(
      "common cause 'bms-1': 'of' is empty; name what shares it [site/empty-cause]",
    );
    expect(() => named(({ a }) => [a, smallGrid()])).toThrow('which is of site');
  });
});

function smallGrid(): lib.Utility {
  const { stack, site } = smallSite();
  return new lib.Utility(stack, 'grid', { site, volts: lib.Voltage.volts(415), powerFactor: 1, rating: kW(1) });
}

describe('a failure study takes every construct', () => {
  const id = 'redundancy/loss-together';
  const study = (of: (lab: Lab) => readonly lib.CommonCauseProps['of'][number][]): SitePlan =>
    twoWays({
      others: (lab) => void new lib.FailureStudy(lab.stack, 'flood', { site: lab.site, together: [of(lab)] }),
    });

  test('a node and units of cooling', () => {
    expectFinding(
      id,
      study((lab) => [lab.a, coolAir(lab, {})]),
      {
        severity: 'error',
        path: 'lab-stack/flood',
        object: "loss together, by failure study 'flood'",
        found: "takes 'ups-A' and 'chillers': 8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
      },
    );
    const reserve = (lab: Lab): lib.HeatRejection => {
      const { loop } = coolAir(lab, { count: 6 });
      const more = {
        loop,
        kind: 'chiller' as const,
        capacity: kW(120),
        coefficientOfPerformance: 4,
        fedFrom: lab.grid,
      };
      return new lib.HeatRejection(lab.stack, 'reserve', { ...more, count: 6 });
    };
    expectPassed(
      id,
      study((lab) => [lab.a, reserve(lab)]),
    );
  });

  test('nodes alone stay a state of the chain', () => {
    expectFinding(
      id,
      study(({ a, b }) => [a, b]),
      { object: "loss of power nodes 'ups-A' and 'ups-B' together" },
    );
  });
});

describe('redundancy/place-unknown', () => {
  const id = 'redundancy/place-unknown';

  test('nodes that stand in for each other and name no place are one not-known finding', () => {
    expectFinding(id, twoWays(), {
      outcome: 'indeterminate',
      object: "places of 'ups-A', 'ups-B'",
      path: 'lab-stack/ups-A',
    });
    expectFinding(id, twoWays({ upsA: B3 }), { object: "places of 'ups-B'" });
    expectPassed(id, twoWays({ upsA: B3, upsB: { compartment: 'B4' } }));
  });

  test('units with spare ones are among them', () => {
    const cooled = twoWays({ upsA: B3, upsB: { compartment: 'B4' }, others: (lab) => void coolAir(lab, {}) });
    expectFinding(id, cooled, { object: "places of 'chillers'" });
  });
});

describe('redundancy/dangerous-neighbours', () => {
  const id = 'redundancy/dangerous-neighbours';
  const cells = (kind: 'lithium-ion' | 'lead-acid' | 'none') => ({ ...B3, cells: kind });

  test('lithium cells beside the other way, and in a room of their own', () => {
    expectFinding(id, twoWays({ upsA: cells('lithium-ion'), upsB: B3 }), {
      severity: 'warning',
      object: "contents of compartment 'B3-electrical'",
      found: "lithium cells of 'ups-A' stand beside 'ups-B'",
    });
    const other = { compartment: 'B4', cells: 'lithium-ion' as const };
    expectPassed(id, twoWays({ upsA: cells('lithium-ion'), upsB: other }), 3);
    expectPassed(id, twoWays({ upsA: cells('lead-acid'), upsB: cells('none') }), 2);
  });

  test('cells beside racks are told, and cells that nobody states are not known', () => {
    const inHall = { compartment: 'hall-1' };
    expectFinding(id, twoWays({ upsA: { ...inHall, cells: 'lithium-ion' } }), {
      found: "lithium cells of 'ups-A' stand beside 8 racks",
    });
    expectFinding(id, twoWays({ upsA: inHall }), {
      outcome: 'indeterminate',
      object: "cells of 'ups-A'",
    });
  });

  test('what serves only what the cells serve may burn with them', () => {
    const board = (lab: Lab): void => {
      const ac = { site: lab.site, volts: lib.Voltage.volts(415), powerFactor: 0.95 };
      new lib.Switchboard(lab.stack, 'board-A', { ...ac, rating: kW(800), fedFrom: lab.grid, ...B3 });
    };
    // The board feeds nothing yet: it is no part of the way of the cells.
    expectFinding(id, twoWays({ upsA: cells('lithium-ion'), others: board }), {
      found: "lithium cells of 'ups-A' stand beside 'board-A'",
    });
  });

  test('liquid beside nodes, and above nodes and racks', () => {
    const pipes = (passes: readonly string[]) => (lab: Lab) =>
      void new lib.CoolingLoop(lab.stack, 'pipes', { site: lab.site, kind: 'facility', passes });
    expectFinding(id, twoWays({ upsA: cells('none'), others: pipes(['B3-electrical']) }), {
      found: "liquid of cooling loop 'pipes' passes beside 'ups-A'",
    });
    const compartments = [
      { name: 'B3-electrical' },
      { name: 'yard' },
      { name: 'B2-plant', above: ['B3-electrical', 'hall-1'] },
    ];
    const over = twoWays({ upsA: cells('none'), others: pipes(['B2-plant']), site: { compartments } });
    expect(judge(id, over).findings.map(({ found }) => found)).toEqual([
      "liquid of cooling loop 'pipes' passes above 'ups-A'",
      "liquid of cooling loop 'pipes' passes above 8 racks",
    ]);
    expectPassed(id, twoWays({ upsA: cells('none'), others: pipes(['B2-plant']) }), 3);
  });

  test('liquid beside racks, but for that which must come to them: of their own, or of units that stand there', () => {
    const loop = (kind: 'facility' | 'technology') => (lab: Lab) =>
      void new lib.CoolingLoop(lab.stack, 'pipes', {
        site: lab.site,
        kind,
        passes: ['hall-1'],
        ...(kind === 'technology' ? { halls: ['hall-1'] } : {}),
      });
    expectFinding(id, twoWays({ others: loop('facility') }), {
      object: "contents of compartment 'hall-1'",
      found: "liquid of cooling loop 'pipes' passes beside 8 racks",
    });
    expectPassed(id, twoWays({ others: loop('technology') }), 2);
    const fans = (compartment: string) =>
      twoWays({
        others: (lab) => void coolAir(lab, { compartment: 'plant' }, { passes: ['hall-1'] }, { compartment }),
      });
    expectPassed(id, fans('hall-1'), 3);
    expect(judge(id, fans('gallery')).findings).toHaveLength(1);
  });

  test('fuel beside what it must not burn: racks, and nodes that serve more than the sets do', () => {
    const set = (compartment: string) => (lab: Lab) => {
      const ac = { site: lab.site, volts: lib.Voltage.volts(415), powerFactor: 0.95 };
      new lib.Generator(lab.stack, 'gen', { ...ac, rating: kW(800), compartment });
    };
    expectFinding(id, twoWays({ upsA: cells('none'), others: set('B3-electrical') }), {
      found: "fuel of 'gen' stands beside 'ups-A'",
    });
    expectFinding(id, twoWays({ others: set('hall-1') }), { found: "fuel of 'gen' stands beside 8 racks" });
    // The grid stands in the yard too.
    expectPassed(id, twoWays({ others: set('yard') }), 1);
  });
});

/** Eight racks of the air of a hall, on water that chillers cool and groups of two pumps move. */
const pumped = (sections: number | undefined, groups: readonly string[], chillers?: number): SitePlan =>
  twoWays({
    others: (lab) => {
      const { stack, site, grid } = lab;
      const [supply, rise] = [lib.Temperature.celsius(16), lib.Temperature.celsius(8)];
      const water = new lib.CoolingLoop(stack, 'water', {
        ...{ site, kind: 'facility', supply, rise },
        ...(sections === undefined ? {} : { sections }),
      });
      new lib.CoolingLoop(stack, 'air', { site, kind: 'air', halls: ['hall-1'], rejectsTo: water });
      const all = { loop: water, fedFrom: grid };
      const taken = { capacity: kW(120), coefficientOfPerformance: 4 };
      const many = chillers === undefined ? {} : { count: chillers };
      new lib.HeatRejection(stack, 'chillers', { ...all, ...taken, ...many, kind: 'chiller' });
      // 326.4 kW / (0.997 x 4.18 x 8 K) = 9.79 L/s = 587 L/min: one pump of 600 L/min moves it.
      const flow = lib.FlowRate.litresPerMinute(600);
      for (const name of groups) new lib.CoolingPumps(stack, name, { ...all, flow, power: kW(5), count: 2 });
    },
  });

describe('cooling/pump-group-loss', () => {
  const id = 'cooling/pump-group-loss';
  test('all pumps of the one group stop a loop with sections; a second group moves it', () => {
    expectFinding(id, pumped(2, ['pumps']), {
      severity: 'warning',
      path: 'lab-stack/pumps',
      object: "loss of all pumps 'pumps' of cooling loop 'water'",
      found: "8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
    });
    expectPassed(id, pumped(2, ['pumps', 'pumps-b']), 2);
  });

  test('without sections the loss of the loop says it, and both are states of the plan', () => {
    const plan = pumped(undefined, ['pumps']);
    expectNothing(id, plan, 'no loop with sections has pumps');
    expect(plan.losses?.filter(({ kind }) => kind !== 'compartment')).toMatchObject([
      { kind: 'loop', name: 'water', loops: ['water'], uncooled: { length: 8 } },
      { kind: 'pumps', name: 'pumps', loops: ['water'], uncooled: { length: 8 } },
    ]);
    expect(pumped(2, ['pumps']).losses?.map(({ kind }) => kind)).toEqual(['compartment', 'section', 'pumps']);
  });
});

describe('cooling/section-loss', () => {
  const id = 'cooling/section-loss';

  // 326.4 kW take three chillers of 120 kW. Of four on two sections two are left, of six three.
  test('what stands on a section is out with it: the units on the others take all, or racks are lost', () => {
    expectFinding(id, pumped(2, ['pumps', 'pumps-b'], 4), {
      severity: 'warning',
      path: 'lab-stack/water',
      object: "loss of section 1 of 2 of cooling loop 'water'",
      found: "8 racks without cooling: 'A01', 'A02', 'A03' and 5 more",
      arithmetic: "units are on the sections in turn; out with it: 2 of 'chillers', 1 of 'pumps', 1 of 'pumps-b'",
    });
    expectPassed(id, pumped(2, ['pumps', 'pumps-b'], 6));
    expectPassed(id, pumped(4, ['pumps', 'pumps-b'], 4));
    expectNothing(id, pumped(undefined, ['pumps']), 'no cooling loop with heat has sections');
  });
});

describe('storage/copy-beside-original', () => {
  const id = 'storage/copy-beside-original';
  const fact = <T>(value: T) => lib.userFact(value, 'offer', '2026-11');
  const box = lib.defineStorageSystem({
    id: 'box',
    model: 'box',
    manufacturer: 'example',
    heightU: fact(2),
    usableCapacity: fact(lib.DataSize.terabytes(500)),
    read: fact(lib.DataRate.gigabytesPerSecond(60)),
    write: fact(lib.DataRate.gigabytesPerSecond(30)),
    maxPower: fact(lib.Power.watts(1_600)),
  });
  /** Original in row A, copy in row B of the same hall or of another one. */
  const copied = (row: Partial<lib.RowProps>, hall: Partial<lib.HallProps> | undefined): SitePlan => {
    const first = { ...HALL, rows: [{ name: 'A', racks: 2 }] };
    const halls =
      hall === undefined
        ? [{ ...first, rows: [...first.rows, { name: 'B', racks: 2, ...row }] }]
        : [first, { ...HALL, name: 'hall-2', rows: [{ name: 'B', racks: 2, ...row }], ...hall }];
    const { stack, site } = smallSite({ halls });
    const zoneOf = (name: string): lib.PowerZone =>
      new lib.PowerZone(stack, `zone-${name}`, { site, rating: kW(100), rows: [name], rackFeed: 'static-switch' });
    const [a, b] = [zoneOf('A'), zoneOf('B')];
    const all = { site, system: box, serves: [], blocks: 2 };
    const primary = new lib.StorageTier(stack, 'primary', { ...all, powerZones: [a] });
    new lib.StorageTier(stack, 'backup', { ...all, powerZones: [b], copyOf: primary });
    return site.plan;
  };

  test('in one hall that names no compartment, the hall is the place that both share', () => {
    expectFinding(id, copied({}, undefined), {
      severity: 'warning',
      path: 'lab-stack/backup',
      object: "storage tier 'backup', a copy of 'primary'",
      found: "both stand in 'hall-1'",
    });
  });

  test('another compartment or another hall holds; a compartment over both halls does not', () => {
    expectPassed(id, copied({ compartment: 'vault' }, undefined));
    expectPassed(id, copied({}, {}));
    expectFinding(id, copied({ compartment: 'hall-1' }, {}), { found: "both stand in 'hall-1'" });
  });

  test('a bucket and its copy stand in two regions', () => {
    const bucket = (name: string, region: string, of?: string) => ({
      ...{ name, path: `stack/${name}`, region, isPublic: false, isEncrypted: true, isVersioned: true },
      ...(of === undefined ? {} : { copyOf: { kind: 'aws-bucket', name: of } }),
    });
    const pair = (region: string): SitePlan =>
      awsSite({ buckets: [bucket('data', 'ap-northeast-2'), bucket('copy', region, 'data')] });
    expectPassed(id, pair('ap-northeast-1'));
    expectFinding(id, pair('ap-northeast-2'), {
      path: 'stack/copy',
      object: "bucket 'copy', a copy of 'data'",
      found: "both stand in region 'ap-northeast-2'",
      limit: 'another region',
      remedy: "create the copy in another region ('region')",
    });
  });

  test('a tier that is no copy is not judged', () => {
    expectNothing(id, twoWays(), "no storage tier or bucket says of what it is a copy ('copyOf')");
  });
});

test('where a site lists its compartments, another name is a slip', () => {
  const compartments = [{ name: 'B3-electrical' }, { name: 'yard' }];
  expect(() => twoWays({ upsA: B3, upsB: { compartment: 'B3-electrcal' }, site: { compartments } })).toThrow(
    "site 'lab': something stands in compartment 'B3-electrcal', which is not in 'compartments'; did you mean 'B3-electrical'? [site/unknown-compartment]",
  );
  expect(() => twoWays({ upsA: { compartment: 'attic' }, site: { compartments } })).toThrow(
    "add it to 'compartments', or correct the name [site/unknown-compartment]",
  );
  expect(() => twoWays({ site: { compartments: [...compartments, { name: 'yard' }] } })).toThrow(
    "site 'lab': 'compartments' has two of the name 'yard'; give each compartment a name of its own [site/duplicate-compartment]",
  );
  expect(twoWays({ upsA: { compartment: 'hall-1' }, site: { compartments } }).compartments).toHaveLength(2);
});
