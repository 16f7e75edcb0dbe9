import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import {
  FloorLoad,
  GpuCluster,
  Hall,
  InfinibandFabric,
  Length,
  Mass,
  Policy,
  Power,
  PowerZone,
  Rack,
  Row,
  Site,
} from 'cdktf-ai-factory';
import type { HallConstructProps, SiteProps } from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { HALL, RACK, smallSite } from './small-site';
import { temporaryFolder } from './temporary-folder';

const LAYOUT = {
  rack: RACK,
  rowPitch: Length.metres(3),
  rackPitch: Length.millimetres(600),
  riser: Length.metres(1.5),
};

interface Bare {
  readonly app: App;
  readonly stack: TerraformStack;
  readonly site: Site;
}

/** A site without 'halls'. */
function bareSite(props: Partial<SiteProps> = {}): Bare {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false, ...props });
  return { app, stack, site };
}

function hallOf({ stack, site }: Bare, id = 'hall-1', props: Partial<HallConstructProps> = {}): Hall {
  return new Hall(stack, id, { site, ...LAYOUT, ...props });
}

function zoneOf({ stack, site }: Bare, rows: readonly string[]): PowerZone {
  return new PowerZone(stack, 'zone-a', { site, rating: Power.megawatts(3), rows, rackFeed: 'static-switch' });
}

describe('halls, rows and racks as constructs', () => {
  test('give the same plan and the same Terraform as the halls of a site', () => {
    const shorthand = smallSite({
      halls: [
        {
          ...HALL,
          rows: [
            { name: 'A', racks: 14 },
            { name: 'B', racks: 6 },
          ],
        },
      ],
    });
    const bare = bareSite();
    const hall = hallOf(bare);
    new Row(hall, 'A', { racks: 14 });
    new Row(hall, 'B', { racks: 6 });
    for (const each of [shorthand, bare]) {
      zoneOf(each, ['A', 'B']);
      new GpuCluster(each.stack, 'gpu', { site: each.site, system: systems.DGX_B200, count: 9 });
    }
    expect(bare.site.plan.placement).toEqual(shorthand.site.plan.placement);
    expect(bare.site.plan.halls.map(({ path, ...rest }) => [path, rest.rows.map((row) => row.path)])).toEqual([
      ['lab-stack/hall-1', ['lab-stack/hall-1/A', 'lab-stack/hall-1/B']],
    ]);
    expect(Object.keys(synthOf(bare.stack)).sort()).toEqual(Object.keys(synthOf(shorthand.stack)).sort());
  });

  test('a rack overrides what its row says of one position', () => {
    const bare = bareSite();
    const row = new Row(hallOf(bare), 'A', { racks: 6 });
    new Rack(row, 'A02', { blockedBy: 'a column' });
    new Rack(row, 'A03', { power: Power.kilowatts(15), units: 42, maxLoad: Mass.kilograms(900) });
    new Rack(row, 'A05', { reservedFor: 'gpu/su-09' });
    zoneOf(bare, [row.fullName]);
    new GpuCluster(bare.stack, 'gpu', { site: bare.site, system: systems.DGX_B200, count: 8 });
    const { racks, unplaced } = bare.site.plan.placement;
    expect(racks.map(({ name }) => name)).toEqual(['A01', 'A03', 'A04', 'A05', 'A06']);
    // 44 kW take 3 x 14.3 kW; 15 kW take 1; A05 is kept for another unit: 3 + 1 + 3 + 0 + 1 = 8.
    expect(racks.map(({ devices }) => devices.length)).toEqual([3, 1, 3, 0, 1]);
    expect(racks[1]?.limits).toEqual({ model: '48 U rack', heightU: 42, budgetWatts: 15_000, maxLoadGrams: 900_000 });
    expect(unplaced).toEqual([]);
  });

  test('a unit takes the racks that are kept for it', () => {
    const bare = bareSite();
    const hall = hallOf(bare);
    new Row(hall, 'A', { racks: 20 });
    new Row(hall, 'B', { racks: 11, reservedFor: 'gpu/su-02' });
    zoneOf(bare, ['A', 'B']);
    const cluster = new GpuCluster(bare.stack, 'gpu', { site: bare.site, system: systems.DGX_B200, count: 40 });
    const rows = new Map(bare.site.plan.placement.racks.map(({ name, row }) => [name, row]));
    const rowsOf = (unit: string): string[] => [
      ...new Set(
        bare.site.plan.devices
          .filter((device) => device.unit === unit)
          .map(({ name }) => rows.get(bare.site.plan.placement.positions.get(name)?.rack ?? '') ?? ''),
      ),
    ];
    expect(cluster.name).toBe('gpu');
    expect([rowsOf('gpu/su-01'), rowsOf('gpu/su-02')]).toEqual([['A'], ['B']]);
  });

  test('rows open stacks of their own as the inventory asks for', () => {
    const bare = bareSite();
    const [one, two] = [hallOf(bare, 'h1'), hallOf(bare, 'h2')];
    new Row(one, 'A', { racks: 1_000 });
    new Row(one, 'B', { racks: 600 });
    new Row(one, 'C', { racks: 900 });
    new Row(one, 'D', { racks: 900 });
    new Row(two, 'A', { racks: 10 });
    zoneOf(bare, ['h1/A', 'B', 'C', 'D', 'h2/A']);
    // The own stack keeps 1,600 positions; 900 more open one of their hall, and the next 900 one of their row.
    expect(bare.site.plan.stacks.map(({ name }) => name)).toEqual([
      'lab-stack',
      'lab-stack-h1',
      'lab-stack-h1-D',
      'lab-stack-h2',
    ]);
  });

  test('a hall has its floor, door and walls in the plan', () => {
    const bare = bareSite();
    const hall = hallOf(bare, 'hall-1', {
      width: Length.metres(20),
      depth: Length.metres(9),
      floorLimit: FloorLoad.kilonewtonsPerSquareMetre(30),
      doorHeight: Length.metres(2.4),
      containment: 'hot-aisle',
      placement: 'symmetric',
    });
    new Row(hall, 'A', { racks: 4, facing: 'front' });
    new Row(hall, 'B', { racks: 4, facing: 'back', at: Length.metres(2.4) });
    zoneOf(bare, ['A', 'B']);
    // 30 / 9.80665 x 1,000 = 3,059.149 kg/m2.
    expect(bare.site.plan.halls[0]).toMatchObject({
      widthMillimetres: 20_000,
      depthMillimetres: 9_000,
      floorGramsPerSquareMetre: 3_059_149,
      doorMillimetres: 2_400,
      containment: 'hot-aisle',
      placement: 'symmetric',
      rows: [{ facing: 'front' }, { facing: 'back', yMillimetres: 2_400 }],
    });
  });
});

describe('findings about halls', () => {
  test('are waived for a row and what is below it', () => {
    const bare = bareSite({ policy: { asOf: '2026-11-24' } });
    const hall = hallOf(bare, 'hall-1', { width: Length.metres(3) });
    const row = new Row(hall, 'A', { racks: 6 });
    new Row(hall, 'B', { racks: 6 });
    zoneOf(bare, ['A', 'B']);
    // 6 x 600 mm = 3.6 m in 3 m.
    Policy.acknowledge(row, 'space/row-longer-than-hall', { reason: 'the wall goes', until: '2027-01-01' });
    const found = bare.site.evaluation.findings.filter(({ ruleId }) => ruleId === 'space/row-longer-than-hall');
    expect(found.map(({ path }) => path)).toEqual(['lab-stack/hall-1/B']);
  });

  test('tell a system that stands in a rack kept for another, and moves nothing', () => {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    const runs = [undefined, 'later'].map((reservedFor) => {
      const bare = bareSite({ lockFile });
      const row = new Row(hallOf(bare), 'A', { racks: 6 });
      if (reservedFor !== undefined) new Rack(row, 'A01', { reservedFor });
      zoneOf(bare, ['A']);
      new GpuCluster(bare.stack, 'gpu', { site: bare.site, system: systems.DGX_B200, count: 4 });
      if (reservedFor === undefined) bare.app.synth();
      return bare.site;
    });
    const [before, after] = runs.map(({ plan }) => Object.fromEntries(plan.placement.positions));
    expect(after).toEqual(before);
    expect(runs[1]?.evaluation.findings.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(['space/reserved-for-another', 'space/reserved-for-nobody']),
    );
  });
});

describe('what is wrong with halls, rows and racks', () => {
  test('fails for a site without any hall, once it is planned', () => {
    expect(() => bareSite().site.plan).toThrow(
      "site 'lab': it has no hall; give 'halls', or create a Hall with a Row [site/no-halls]",
    );
  });

  test('fails for a hall without rows, once the site is planned', () => {
    const bare = bareSite();
    hallOf(bare);
    expect(() => bare.site.plan).toThrow(
      "site 'lab': hall 'hall-1' has no row; create one: new Row(hall, 'A', { racks: ... }) [site/no-rows]",
    );
  });

  test('fails for a second hall of a name', () => {
    const { stack, site } = smallSite();
    expect(() => new Hall(stack, 'hall-1', { site, ...LAYOUT })).toThrow('[site/duplicate-name]');
  });

  test('fails for a rack that the row does not have', () => {
    const row = new Row(hallOf(bareSite()), 'A', { racks: 6 });
    expect(() => new Rack(row, 'A3', {})).toThrow(
      "position 'A3' of row 'A' of hall 'hall-1': the row has positions 'A01' to 'A06'; did you mean 'A03'? [space/no-such-position]",
    );
    expect(() => new Rack(row, 'A07', {})).toThrow("the row has positions 'A01' to 'A06'");
  });

  test('fails for a blocked position with limits', () => {
    const row = new Row(hallOf(bareSite()), 'A', { racks: 6 });
    expect(() => new Rack(row, 'A03', { blockedBy: 'a column', units: 42 })).toThrow(
      "position 'A03' of row 'A' of hall 'hall-1': no rack stands there ('blockedBy'), and 'units' would be its; take 'blockedBy' away, or the others [site/bad-rack]",
    );
  });

  test('fails for a row outside a hall, and a rack outside a row', () => {
    const { stack } = bareSite();
    expect(() => new Row(stack as unknown as Hall, 'A', { racks: 6 })).toThrow(
      "row 'A': its scope is no Hall; create it in its hall: new Row(hall, 'A', ...) [space/row-outside-hall]",
    );
    expect(() => new Rack(stack as unknown as Row, 'A01', {})).toThrow(
      "rack 'A01': its scope is no Row; create it in its row: new Rack(row, 'A01', ...) [space/rack-outside-row]",
    );
  });

  test('fails for all that is wrong with a hall at once', () => {
    expect(() =>
      hallOf(bareSite(), 'hall 1', {
        rackPitch: Length.ZERO,
        floorLimit: FloorLoad.ZERO,
        placement: 'random' as unknown as 'symmetric',
      }),
    ).toThrow(/rackPitch.*floorLimit.*placement.*hall 1/s);
  });

  const textOf = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      return error instanceof Error ? error.message : 'not an error';
    }
    return 'nothing thrown';
  };
  const rowOf = (): Row => new Row(hallOf(bareSite()), 'A', { racks: 6 });

  test.each<[string, () => unknown, string]>([
    [
      'a hall whose id cannot begin a name',
      () => hallOf(bareSite(), 'hall_1'),
      "hall 'hall_1': its id cannot begin the name of a rack; use letters, digits and '-', beginning with a letter or digit [space/invalid-name]",
    ],
    [
      'a hall without room',
      () => hallOf(bareSite(), 'hall-1', { doorHeight: Length.ZERO }),
      "hall 'hall-1': 'doorHeight' is 0 mm; give what the hall has, or leave it out [site/bad-hall]",
    ],
    [
      'a choice that there is not',
      () => hallOf(bareSite(), 'hall-1', { containment: 'both' as 'hot-aisle' }),
      "hall 'hall-1': 'containment' is 'both'; choose 'cold-aisle' or 'hot-aisle' [props/no-such-choice]",
    ],
    [
      'a rack without depth',
      () => hallOf(bareSite(), 'hall-1', { rack: { ...RACK, depth: Length.ZERO } }),
      "rack of hall 'hall-1': 'depth' is 0 mm; give what the rack measures, or leave it out [site/bad-rack]",
    ],
    [
      'a row that looks nowhere',
      () => new Row(hallOf(bareSite()), 'A', { racks: 2, facing: 'left' as 'front' }),
      "row 'A' of hall 'hall-1': 'facing' is 'left'; choose 'front' or 'back' [props/no-such-choice]",
    ],
    [
      'a row without racks',
      () => new Row(hallOf(bareSite()), 'A', { racks: 0 }),
      "row 'A' of hall 'hall-1': 'racks' is 0; give a whole number of at least 1 [space/invalid-number]",
    ],
    [
      'a row whose id cannot begin a name',
      () => new Row(hallOf(bareSite()), '1', { racks: 1 }),
      "row '1' of hall 'hall-1': '1' cannot begin the name of a rack; use letters, digits and '-', beginning with a letter: racks are named after the row [space/invalid-name]",
    ],
    [
      'a position that nothing blocks',
      () => new Rack(rowOf(), 'A01', { blockedBy: ' ' }),
      "position 'A01' of row 'A' of hall 'hall-1': 'blockedBy' is ''; say what is in the way, for example 'a column' [site/bad-rack]",
    ],
    [
      'a position that is kept for nobody',
      () => new Rack(rowOf(), 'A01', { reservedFor: '' }),
      "position 'A01' of row 'A' of hall 'hall-1': 'reservedFor' is ''; name a unit ('haein/su-02') or a cluster ('haein'), or leave it out [site/bad-rack]",
    ],
    [
      'a rack of another row',
      () => new Rack(rowOf(), 'B01', {}),
      "position 'B01' of row 'A' of hall 'hall-1': the row has positions 'A01' to 'A06'; did you mean 'A01'? [space/no-such-position]",
    ],
    [
      'a slip in the name of a prop of a row',
      () => new Row(hallOf(bareSite()), 'A', { racks: 2, facng: 'front' } as never),
      "row 'A' of hall 'hall-1': there is no prop 'facng'; did you mean 'facing'? [props/unknown]",
    ],
    [
      'a hall without its rack',
      () => hallOf(bareSite(), 'hall-1', { rack: undefined } as never),
      "hall 'hall-1': 'rack' is missing; give 'rack' [props/missing]",
    ],
    [
      'a hall without props',
      () => new Hall(bareSite().stack, 'hall-1', undefined as never),
      "hall 'hall-1': its props are missing; give 'site', 'rack', 'rowPitch', 'rackPitch', 'riser', 'width', 'depth', 'floorLimit', 'doorHeight', 'containment', 'placement', 'compartment', 'formerly', 'phase' [props/missing]",
    ],
    [
      'a position of a row in props that there is not',
      () => smallSite({ halls: [{ ...HALL, rows: [{ name: 'A', racks: 4, positions: { A9: {} } }] }] }),
      "site 'lab': position 'A9' of row 'A' of hall 'hall-1': the row has positions 'A01' to 'A04'; correct its name, or raise 'racks' of the row [space/no-such-position]",
    ],
  ])('fails for %s', (_, act, text) => {
    expect(textOf(act)).toBe(text);
  });

  test('fails for a bare number and for a quantity of another kind', () => {
    expect(() => hallOf(bareSite(), 'hall-1', { width: 9_000, depth: Power.watts(1) } as never)).toThrow(
      /hall 'hall-1': 'width' is 9000; give a Length, such as Length\.metres\(2\) \[props\/wrong-kind\][\s\S]*'depth' is 1 W; give a Length/,
    );
    const row = new Row(hallOf(bareSite()), 'A', { racks: 2 });
    expect(() => new Rack(row, 'A01', { power: 44 } as never)).toThrow(
      "position 'A01' of row 'A' of hall 'hall-1': 'power' is 44; give a Power, such as Power.kilowatts(14) [props/wrong-kind]",
    );
  });

  test('fails for a slip in the name of a prop', () => {
    expect(() => hallOf(bareSite(), 'hall-1', { widht: Length.metres(1) } as Partial<HallConstructProps>)).toThrow(
      "hall 'hall-1': there is no prop 'widht'; did you mean 'width'? [props/unknown]",
    );
  });

  test('fails for a row that comes after the plan', () => {
    const bare = bareSite();
    const hall = hallOf(bare);
    new Row(hall, 'A', { racks: 1 });
    zoneOf(bare, ['A']);
    expect(bare.site.plan.totals.racks).toBe(1);
    expect(() => new Row(hall, 'B', { racks: 1 })).toThrow('[site/frozen]');
  });
});

describe('a floor that grows under the lock', () => {
  interface Layout {
    readonly halls: readonly (readonly [string, readonly string[]])[];
    readonly clusters?: readonly string[];
  }

  /** Runs of one program over time, with one lock file. */
  function history(...versions: readonly Layout[]): readonly Site['plan'][] {
    const lockFile = join(temporaryFolder(), 'lab.lock.json');
    return versions.map(({ halls, clusters = ['alpha', 'beta'] }) => {
      const bare = bareSite({ lockFile });
      const rows = halls.flatMap(([name, names]) => {
        const hall = hallOf(bare, name);
        return names.map((row) => new Row(hall, row, { racks: 4 }).fullName);
      });
      zoneOf(bare, rows);
      for (const name of clusters) {
        const cluster = new GpuCluster(bare.stack, name, { site: bare.site, system: systems.DGX_B200, count: 5 });
        new InfinibandFabric(bare.stack, `compute-${name}`, {
          site: bare.site,
          hosts: [cluster],
          switch: switches.QM9700,
          switchPower: Power.watts(1_700),
        });
      }
      bare.app.synth();
      return bare.site.plan;
    });
  }

  /** Where racks and devices are: what a second synthesis must not change. */
  function moved(before: Site['plan'], after: Site['plan']): string[] {
    const factsOf = ({ placement, cables }: Site['plan']): [string, string][] => [
      ...placement.racks.map((rack): [string, string] => [rack.name, `${rack.xMillimetres} ${rack.yMillimetres}`]),
      ...[...placement.positions].map(([device, { rack, u }]): [string, string] => [device, `${rack} U${u}`]),
      ...cables.map((table): [string, string] => [`cables of ${table.fabric}`, table.lengthMillimetres.join(' ')]),
    ];
    const now = new Map(factsOf(after));
    return factsOf(before).flatMap(([name, value]) => {
      const later = now.get(name);
      return later === undefined || later === value ? [] : [`${name}: ${value} -> ${later}`];
    });
  }

  const BEFORE: Layout = { halls: [['hall-1', ['A', 'B']]] };

  test.each<[string, Layout]>([
    ['a row is declared between two others', { halls: [['hall-1', ['A', 'C', 'B']]] }],
    ['rows change their order', { halls: [['hall-1', ['B', 'A']]] }],
    ['a row is declared before all others, and one of them goes', { halls: [['hall-1', ['C', 'A', 'B']]] }],
    [
      'a hall is declared before the other, with rows of the same names',
      {
        halls: [
          ['hall-0', ['A', 'B']],
          ['hall-1', ['A', 'B']],
        ],
      },
    ],
    [
      'a hall is declared after the other',
      {
        halls: [
          ['hall-1', ['A', 'B']],
          ['hall-2', ['A']],
        ],
      },
    ],
    ['a hall gets another name', { halls: [['hall-x', ['A', 'B']]] }],
    ['clusters change their order and one comes between', { ...BEFORE, clusters: ['beta', 'gamma', 'alpha'] }],
  ])('moves nothing when %s', (_, after) => {
    const [first, second] = history(BEFORE, after);
    expect(moved(first!, second!)).toEqual([]);
    expect(second!.placement.displaced).toBeUndefined();
    for (const name of first!.placement.positions.keys()) expect(second!.placement.positions.has(name)).toBe(true);
  });

  test('moves nothing when the hall that came second is left alone', () => {
    const [first, , third] = history(
      BEFORE,
      {
        halls: [
          ['hall-1', ['A', 'B']],
          ['hall-2', ['A', 'B']],
        ],
      },
      {
        halls: [
          ['hall-2', ['A', 'B']],
          ['hall-1', ['B', 'A']],
        ],
      },
    );
    expect(moved(first!, third!)).toEqual([]);
    expect(third!.placement.racks.map(({ name }) => name).slice(7, 9)).toEqual(['hall-2-B04', 'B01']);
  });
});

function synthOf(stack: TerraformStack): Record<string, unknown> {
  const { resource = {} } = stack.toTerraform() as { resource?: Record<string, Record<string, unknown>> };
  return resource['terraform_data'] ?? {};
}
