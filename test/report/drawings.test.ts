import { create } from 'xmlbuilder2';

import type { FabricPlan } from '../../src/model/fabric-plan';
import { INK, KIND_PAINT, LEVEL_PAINT, loadLevel } from '../../src/report/drawing/palette';
import { hostBundle, renderFabricSvg, trunkBundle } from '../../src/report/fabric/render-fabric-svg';
import { renderPowerSvg } from '../../src/report/power/render-power-svg';
import { renderHallSvg } from '../../src/report/space/render-hall-svg';
import { renderRackSvg } from '../../src/report/space/render-rack-svg';
import { computeFabric, REFERENCE, siteOf, SMALL } from './site-fixture';

const site = siteOf(REFERENCE);
const devices = new Map(site.devices.map((device) => [device.name, device]));
const compute = site.fabrics[0]?.plan as FabricPlan;
const huge = computeFabric(8_128);

/** Texts of a drawing, without titles. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

function drawings(): (readonly [string, string])[] {
  return [
    ...site.placement.racks.slice(0, 1).map((rack) => [`rack ${rack.name}`, renderRackSvg(rack, devices)] as const),
    ['hall', renderHallSvg(site)],
    ['power', renderPowerSvg(site)],
    ...site.fabrics.map(({ plan }) => [`fabric ${plan.name}`, renderFabricSvg(plan)] as const),
    ['fabric of 8,128 systems', renderFabricSvg(huge)],
  ];
}

describe('every drawing', () => {
  test.each(drawings())('%s is well-formed XML with a title and a view box', (_, svg) => {
    const root = create(svg).root();
    expect(root.node.nodeName).toBe('svg');
    expect(svg).toMatch(/viewBox="0 0 \d+ \d+"/);
    expect(svg).toContain('<title id="drawing-title">');
  });

  test.each(drawings())('%s keeps all its shapes inside its view box', (_, svg) => {
    const [, width, height] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
    for (const [, x, y, w, h] of svg.matchAll(
      /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g,
    )) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + Number(w)).toBeLessThanOrEqual(width ?? 0);
      expect(Number(y) + Number(h)).toBeLessThanOrEqual(height ?? 0);
    }
  });

  test.each(drawings())('%s asks for nothing from outside', (_, svg) => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href=|url\(/);
  });
});

describe('colours', () => {
  // WCAG 2: (lighter + 0.05) / (darker + 0.05) of relative luminances; 7:1 is level AAA, 4.5:1 level AA, 3:1 for graphics.
  const channel = (part: string): number => {
    const value = parseInt(part, 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (hex: string): number =>
    0.2126 * channel(hex.slice(1, 3)) + 0.7152 * channel(hex.slice(3, 5)) + 0.0722 * channel(hex.slice(5, 7));
  const contrast = (a: string, b: string): number => {
    const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const paints = [...Object.entries(KIND_PAINT), ...Object.entries(LEVEL_PAINT)];

  test.each(paints)('of %s carry dark text and stand out from the paper', (_, { fill, stroke }) => {
    expect(contrast(INK.text, fill)).toBeGreaterThan(7);
    expect(contrast(stroke, INK.paper)).toBeGreaterThan(3);
  });

  test('of faint text are readable on paper and panels', () => {
    expect(contrast(INK.faint, INK.paper)).toBeGreaterThan(4.5);
    expect(contrast(INK.faint, INK.panel)).toBeGreaterThan(4.5);
  });
});

describe('a load', () => {
  test.each([
    [90, 'within'],
    [91, 'near'],
    [100, 'near'],
    [101, 'over'],
  ])('of %i against 100 is %s', (watts, level) => {
    expect(loadLevel(watts, 100)).toBe(level);
  });
});

describe('a rack', () => {
  const svg = renderRackSvg(site.placement.racks[0] ?? (undefined as never), devices);

  test('shows its devices, all its units, and its loads against what it takes', () => {
    const texts = textsOf(svg);
    expect(texts).toEqual(expect.arrayContaining(['haein-001', 'haein-002', 'haein-003', '1', '48']));
    // 3 x 14.3 = 42.9 kW of 44 kW; 3 x 10 U of 48 U; 3 x 142.4 = 427.2 kg of 1,500 kg.
    expect(texts).toEqual(
      expect.arrayContaining(['98 %: 42.9 kW of 44 kW', '63 %: 30 of 48 U', '28 %: 427 of 1,500 kg']),
    );
  });

  test('shows the places that the lock keeps', () => {
    const [rack] = site.placement.racks;
    const kept = { ...rack, gaps: [{ name: 'haein-900', u: 40, heightU: 2 }] } as NonNullable<typeof rack>;
    expect(textsOf(renderRackSvg(kept, devices))).toContain('kept for haein-900');
  });
});

describe('the hall', () => {
  test('shows every rack position', () => {
    const texts = textsOf(renderHallSvg(site));
    expect(texts).toEqual(expect.arrayContaining(site.placement.racks.map(({ name }) => name)));
    expect(texts.filter((text) => text === 'empty')).toHaveLength(
      1 + site.placement.racks.filter((rack) => rack.devices.length === 0).length,
    );
  });
});

describe('the one-line diagram', () => {
  test('says in words where a feed is above its limit when another is lost', () => {
    // 28 racks of 42.9 kW = 1,201.2 kW in zone-a, whose limit is 0.8 x 1.5 MW = 1,200 kW.
    const texts = textsOf(renderPowerSvg(site));
    expect(texts.filter((text) => text === 'another lost 1.201 MW, 80.1 %, above the limit')).toHaveLength(2);
    expect(texts).toContain(
      'any of feeds A, B lost: 84 of dgx-b200 run outside the vendor&#39;s specification (3 PSUs left, 5 needed for full load)',
    );
  });

  test('draws a zone without racks', () => {
    const [zone] = site.power.zones;
    const empty = { ...zone, racks: [], losses: [], loadWatts: 0 } as NonNullable<typeof zone>;
    expect(textsOf(renderPowerSvg({ ...site, power: { ...site.power, zones: [empty] } }))).toContain(
      'the zone feeds no rack',
    );
  });
});

describe('a fabric', () => {
  test('tells the links between tiers as bundles', () => {
    expect(trunkBundle(compute, 1)).toEqual({
      links: 1_024,
      title: '1,024 links of 400 Gb/s',
      detail: 'each of 32 leaves has 2 links to each of 16 spines',
    });
    expect(trunkBundle(compute, 2)).toBeUndefined();
    expect(hostBundle(compute).title).toBe('1,020 links of 400 Gb/s, 4 of them to services');
  });

  test('shows every leaf and spine of 127 systems', () => {
    const texts = textsOf(renderFabricSvg(compute));
    expect(texts.filter((text) => text === 'rail 1')).toHaveLength(4);
    expect(texts).toEqual(
      expect.arrayContaining(['32 leaves', '16 spines', '01', '16', 'SU 04', '32 down, 32 up: 1:1']),
    );
  });

  test('of 8,128 systems shows pods and its first and last units, in a small file', () => {
    const svg = renderFabricSvg(huge);
    const texts = textsOf(svg);
    expect(texts).toEqual(
      expect.arrayContaining(['pod 1', 'pod 64', 'SU 01', 'SU 254', '… 250 more units with 2,000 leaves']),
    );
    expect(texts).toContain('each of 2,032 leaves has 1 link to each of 32 spines of its pod');
    expect(svg.length).toBeLessThan(30_000);
  });

  test('of one unit has no hidden units', () => {
    const plan = siteOf(SMALL).fabrics[0]?.plan as FabricPlan;
    expect(textsOf(renderFabricSvg(plan)).some((text) => text.startsWith('…'))).toBe(false);
  });
});
