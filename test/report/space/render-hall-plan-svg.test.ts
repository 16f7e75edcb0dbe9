import { create } from 'xmlbuilder2';
import type { HallInput, RowInput } from '../../../src/model/placement-plan';
import { planPlacement } from '../../../src/design/placement/plan-placement';
import type { SitePlan } from '../../../src/model/site-plan';
import { hallGrid } from '../../../src/report/space/render-hall-svg';
import type { RackColouring } from '../../../src/report/space/rack-colours';
import { renderHallPlanSvg } from '../../../src/report/space/render-hall-plan-svg';
import { hall, row } from '../../policy/space/layout-fixture';
import { device, sitePlan } from '../../policy/site-plan-fixture';

/** A hall of rows that look at each other in pairs, filled with systems of 14.3 kW; every second of them comes in a second phase. */
function filled(rows: number, racks: number, systems: number, parts: Partial<RowInput> = {}): [SitePlan, HallInput] {
  const floor = hall(
    Array.from({ length: rows }, (_, index) =>
      row(`R${index}x`, { racks, facing: index % 2 === 0 ? 'back' : 'front', ...(index === 0 ? parts : {}) }),
    ),
    { containment: 'cold-aisle' },
  );
  const devices = Array.from({ length: systems }, (_, index) =>
    device(`b${index}`, index % 8 < 4 ? {} : { phase: 'two' }),
  );
  const phases = ['one', 'two'].map((name, index) => ({
    ...{ name, path: `stack/${name}`, date: `202${7 + index}-11-01` },
    ...{ systems: 0, gpus: 0, racksUsed: 0, loadWatts: 0, purchases: [] },
  }));
  const placement = planPlacement({ halls: [floor], devices });
  return [sitePlan({ halls: [floor], devices, placement, phases }), floor];
}

function draw(plan: [SitePlan, HallInput], colouring: RackColouring = 'power'): string {
  return renderHallPlanSvg(plan[0], plan[1], colouring);
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

/** Tooltips of cells that begin with the name of a rack. */
function tooltipsOf(svg: string): string[] {
  return [...svg.matchAll(/<g><title>(R\d+x\d+: [^<]*)<\/title>/g)].map(([, text = '']) => text);
}

describe('the plan of a hall', () => {
  test.each([
    [1, 1, 1],
    [4, 14, 100],
    [8, 50, 500],
    [8, 250, 2_000],
  ])('of %i rows of %i racks is well-formed, inside its view box, and names each rack', (rows, racks, systems) => {
    const svg = draw(filled(rows, racks, systems));
    expect(create(svg).root().node.nodeName).toBe('svg');
    const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    for (const [, x, y, w, h] of svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)) {
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(width);
      expect(Number(y) + Number(h)).toBeLessThanOrEqual(height);
    }
    expect(tooltipsOf(svg)).toHaveLength(rows * racks);
    expect(width).toBeLessThan(1_700);
    expect(svg.length).toBeLessThan(rows * racks * 500 + 10_000);
  });

  test('says name and kW in a cell with room, the number in a narrower one, and nothing in one of 2,000', () => {
    expect(textsOf(draw(filled(1, 14, 4)))).toEqual(expect.arrayContaining(['R0x01', '57.2 kW', '40/48 U']));
    const narrow = textsOf(draw(filled(1, 50, 4)));
    expect(narrow).toEqual(expect.arrayContaining(['01', '57.2', '50']));
    expect(narrow).not.toContain('R0x01');
    const wide = textsOf(draw(filled(8, 250, 4)));
    expect(wide).toEqual(expect.arrayContaining(['Row R0x', '57.2 kW', '10', '250']));
    expect(wide).not.toContain('01');
  });

  test('has a legend that reaches the densest rack, in even steps', () => {
    // 4 x 14.3 = 57.2 kW: 57.2 / 4 = 14.3, the next even step is 15.
    expect(textsOf(draw(filled(1, 14, 4)))).toEqual(
      expect.arrayContaining(['to 15 kW', 'to 30 kW', 'to 45 kW', 'to 60 kW']),
    );
  });

  test('names the phase that first uses a rack, with its day', () => {
    const texts = textsOf(draw(filled(1, 14, 8), 'phase'));
    expect(texts).toEqual(expect.arrayContaining(['one (2027-11-01)', 'two (2028-11-01)', 'one', 'two']));
  });

  test('names zones', () => {
    expect(textsOf(draw(filled(1, 3, 1), 'zone')).filter((text) => text === 'a').length).toBe(5);
  });

  test('shows aisles with their width, columns, racks that are kept and rows that are let', () => {
    const positions = [
      { number: 2, blockedBy: 'a column' },
      { number: 3, reservedFor: 'haein/su-02' },
    ];
    const svg = draw(filled(2, 6, 2, { positions }));
    // 2,400 mm between the middles - 2 x 600 mm.
    expect(textsOf(svg)).toContain('cold aisle, 1.2 m, closed off');
    expect(svg).toContain('<title>R0x02: no rack, a column</title>');
    expect(svg).toContain('<title>R0x03: 0 devices, 0 W of 60 kW, 0 of 48 U, a, kept for haein/su-02</title>');
    expect(textsOf(svg)).toContain(
      '11 rack positions, 1 in use, 28.6 kW; blue lines are the fronts of racks; dashed racks are kept for a unit',
    );
    const tenant = draw(filled(2, 6, 2, { tenant: 'guest' }));
    expect(textsOf(tenant)).toEqual(expect.arrayContaining(['let to guest', 'let', 'row of a tenant']));
  });
});

describe('the grid of a hall', () => {
  test.each([
    [20, 'full'],
    [21, 'number'],
    [63, 'number'],
    [64, 'colour'],
    [250, 'colour'],
  ])('of %i racks a row shows %s', (racks, detail) => {
    expect(hallGrid(racks).detail).toBe(detail);
  });
});
