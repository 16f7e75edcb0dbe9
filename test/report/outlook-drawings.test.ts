import { create } from 'xmlbuilder2';

import { planLimits } from '../../src/design/limits/plan-limits';
import type { CoolingPlan } from '../../src/model/cooling-plan';
import { groupPurchases, type PurchasePlan } from '../../src/model/phase';
import type { SitePlan } from '../../src/model/site-plan';
import { siteDrawings } from '../../src/export/site/site-files';
import { oneLineItems } from '../../src/report/power/one-line-items';
import { renderCoolingSvg } from '../../src/report/cooling/render-cooling-svg';
import { renderFailuresSvg } from '../../src/report/power/render-failures-svg';
import { renderLimitsSvg } from '../../src/report/limits/render-limits-svg';
import { renderOneLineSvg } from '../../src/report/power/render-one-line-svg';
import { renderPhasesSvg } from '../../src/report/phases/render-phases-svg';
import { chainSite, cooledSite, largeChainSite, PHASES } from './outlook-fixture';
import { REFERENCE, SMALL, siteOf } from './site-fixture';

const chain = chainSite();
/** 1.911 MW on two paths of 1.5 MW each: either carries its half, and not all. */
const overloaded = chainSite(REFERENCE, 1_500_000);
const alike = largeChainSite(196);
const unlike = largeChainSite(196, (index) => 10_000 + index);
const cooled = cooledSite();
const phased: SitePlan = { ...siteOf(SMALL), phases: PHASES, asOf: '2026-11-24' };

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(?:<title>[^<]*<\/title>)?([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

function coolingOf({ name, cooling }: SitePlan): string {
  return renderCoolingSvg({ name, cooling: cooling as CoolingPlan });
}

const drawings: (readonly [string, string])[] = [
  ['one-line', renderOneLineSvg(chain)],
  ['one-line of 401 nodes', renderOneLineSvg(alike)],
  ['one-line of 401 nodes of as many ratings', renderOneLineSvg(unlike)],
  ['failures', renderFailuresSvg(overloaded)],
  ['cooling', coolingOf(cooled)],
  ['cooling of 33 loops', coolingOf(cooledSite(30))],
  ['limits', renderLimitsSvg(planLimits(chain))],
  ['phases', renderPhasesSvg(phased)],
];

describe('every drawing', () => {
  test.each(drawings)('%s is well-formed XML with a title and a view box, and no number went wrong', (_, svg) => {
    expect(create(svg).root().node.nodeName).toBe('svg');
    expect(svg).toMatch(/viewBox="0 0 \d+ \d+"/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  test.each(drawings)('%s asks for nothing from outside', (_, svg) => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href=|url\(/);
  });

  test.each(drawings)('%s is no wider than a reader can follow', (_, svg) => {
    expect(Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1])).toBeLessThan(2_700);
  });

  test('escapes names', () => {
    const hostile = { ...chain, name: '<script>' };
    for (const [, text] of siteDrawings(hostile, planLimits(hostile))) expect(text).not.toContain('<script');
  });
});

describe('the files of drawings', () => {
  test('are of what the site has', () => {
    const filesOf = (site: SitePlan): string[] => [...siteDrawings(site, planLimits(site)).keys()].sort();
    expect(filesOf(siteOf(SMALL))).toEqual(['limits.csv', 'limits.svg']);
    expect(filesOf(chain)).toEqual(['failures.csv', 'failures.svg', 'limits.csv', 'limits.svg', 'one-line.svg']);
    expect(filesOf(cooled)).toEqual(['cooling.svg', 'limits.csv', 'limits.svg']);
    expect(filesOf(phased)).toEqual(['limits.csv', 'limits.svg', 'phases.svg']);
  });

  test('are the same bytes each time', () => {
    expect([...siteDrawings(chain, planLimits(chain))]).toEqual([
      ...siteDrawings(chainSite(), planLimits(chainSite())),
    ]);
  });
});

describe('the one-line diagram', () => {
  test('gives each of few nodes a box, sources on top and zones at the bottom', () => {
    const items = oneLineItems(chain.power);
    expect(
      items.map(({ parts: [part], layer }) => [
        part?.kind === 'node' ? part.node.name : part?.kind === 'zone' ? part.zone.name : undefined,
        layer,
      ]),
    ).toEqual([
      ['grid', 0],
      ['tx-A', 1],
      ['gen-A', 1],
      ['ats-A', 2],
      ['msb-A', 3],
      ['tx-B', 1],
      ['gen-B', 1],
      ['ats-B', 2],
      ['msb-B', 3],
      ['zone-a', 4],
      ['zone-b', 4],
    ]);
  });

  test('says load, rating and share, and the worst single loss', () => {
    // 127 x 14.3 kW + 56 x 1.7 kW = 1,911.3 kW; half of it on each path of 1.5 MW, and all of it when the other is lost: 127.4 %.
    const texts = textsOf(renderOneLineSvg(overloaded));
    expect(texts.filter((text) => text === '955.6 kW of 1.5 MW (64 %)')).toHaveLength(6);
    expect(texts.filter((text) => text === '127.4 % when ats-B is lost')).toHaveLength(3);
  });

  test('draws a reserve thinner: the generator behind a transformer', () => {
    const ats = oneLineItems(chain.power)[3];
    expect(ats?.above).toEqual([
      { item: 1, isReserve: false },
      { item: 2, isReserve: true },
    ]);
  });

  test('lets nodes share a box that are alike and fed alike, with the range of their shares', () => {
    const texts = textsOf(renderOneLineSvg(alike));
    // 33.7 kW of 50 kW = 67 % on the first busway of each path, nothing on the others.
    expect(texts.filter((text) => text === '196 x busway')).toHaveLength(2);
    expect(texts.filter((text) => text === '0-67 % of 50 kW each')).toHaveLength(2);
  });

  test('lets nodes of a kind and feed share a box where their ratings are all unlike', () => {
    const texts = textsOf(renderOneLineSvg(unlike));
    expect(texts.filter((text) => text === '196 x busway')).toHaveLength(2);
    expect(texts).not.toContain('bus-A-1');
  });

  test('shows every node once, in a box of its own or a shared one', () => {
    for (const site of [chain, alike, unlike]) {
      const names = oneLineItems(site.power).flatMap(({ parts }) =>
        parts.flatMap((part) => (part.kind === 'node' ? [part.node.name] : [])),
      );
      expect(names.sort()).toEqual((site.power.chain?.nodes ?? []).map(({ name }) => name).sort());
    }
  });
});

describe('the drawing of failures', () => {
  test('tells overloads with what a node may carry, and how many states do nothing', () => {
    const texts = textsOf(renderFailuresSvg(overloaded));
    expect(texts).toContain('tx-B 127.4 %: 1.911 MW, may carry 1.5 MW (and 2 more)');
    expect(texts).toContain('6 states without any effect.');
  });
});

describe('the drawing of cooling', () => {
  test('follows the heat to the outside', () => {
    const texts = textsOf(coolingOf(cooled));
    // 67.4 kW of 2 x 50 kW; with one lost 17.4 kW are short. Water of 26 °C and an approach of 3 K give air of 29 °C, and 12 K more return.
    expect(texts).toContain('heat 67.4 kW of 100 kW (67 %)');
    expect(texts).toContain('supply 29 °C, return 41 °C');
    expect(texts.find((text) => text.startsWith('each at 67 %; one lost: 17.4 kW short'))).toBeDefined();
    expect(texts).toContain('Outside');
  });

  test('lets loops share a box that are alike', () => {
    expect(textsOf(coolingOf(cooledSite(30)))).toContain('31 x technology loop');
  });
});

describe('the drawing of limits', () => {
  test('shows what runs out first on top', () => {
    const limits = planLimits(chain);
    const texts = textsOf(renderLimitsSvg(limits));
    const titles = limits.levels.map(({ domain, level }) => `${domain}: ${level}`);
    expect(texts.filter((text) => titles.includes(text))).toEqual(titles);
  });
});

describe('the drawing of phases', () => {
  test('tells load beside the powers of a phase, and what had to be ordered before the evaluation date', () => {
    const svg = renderPhasesSvg(phased);
    const texts = textsOf(svg);
    expect(texts).toEqual(expect.arrayContaining(['25 MW', '40 MW', '30 MW', '20 MW', '2 systems, 16 GPUs']));
    expect(texts).toEqual(expect.arrayContaining(['transformer &#39;tx-2&#39;', '2026-06-15', 'judged 2026-11-24']));
    expect(svg).toContain('128 weeks, order by 2026-06-15 for 2028-12-01');
  });

  test('draws phases without purchases', () => {
    const texts = textsOf(renderPhasesSvg({ ...phased, phases: PHASES.slice(0, 1) }));
    expect(texts).not.toContain('Last order dates');
  });
});

describe('the drawing of phases', () => {
  const late = { leadTimeWeeks: 128, phase: 'last', lastOrderDate: '2026-06-15' };
  const likeRows = (count: number): PurchasePlan[] =>
    Array.from({ length: count }, (_, index) => ({
      ...late,
      name: `transformer 'tx-${String(index + 1).padStart(2, '0')}'`,
      path: `stack/tx-${index + 1}`,
    }));
  const withPurchases = (purchases: readonly PurchasePlan[]): SitePlan => ({
    ...phased,
    phases: PHASES.map((phase, index) => (index === 1 ? { ...phase, purchases } : phase)),
  });

  test('tells 30 like purchases as one row, which names them, and counts them all', () => {
    const svg = renderPhasesSvg(withPurchases(likeRows(30)));
    expect(svg.match(/order by 2026-06-15 for 2028-12-01/g)).toHaveLength(1);
    expect(svg).toContain('30 x transformer: tx-01, tx-02, tx-03 and 27 more');
    expect(svg).toContain('transformer &#39;tx-30&#39;: 128 weeks, order by 2026-06-15 for 2028-12-01');
    expect(textsOf(svg)).toContain('2 phases, 30 purchases with a lead time; judged as of 2026-11-24.');
  });

  test('keeps apart what differs in kind, lead time or phase', () => {
    const [one, other] = likeRows(2);
    const rows: PurchasePlan[] = [
      ...(one === undefined || other === undefined ? [] : [one, { ...other, leadTimeWeeks: 127 }]),
      { ...late, name: "generator 'g-1'", path: 'stack/g-1' },
    ];
    expect(groupPurchases(rows).map(({ names }) => names.length)).toEqual([1, 1, 1]);
    expect(renderPhasesSvg(withPurchases(rows)).match(/order by 2026-06-15/g)).toHaveLength(3);
  });

  test('says how many purchases it does not show, not how many groups', () => {
    const unlike = Array.from({ length: 41 }, (_, index) =>
      likeRows(2).map((purchase) => ({ ...purchase, leadTimeWeeks: 50 + index })),
    ).flat();
    expect(textsOf(renderPhasesSvg(withPurchases(unlike)))).toContain('and 2 more purchases');
  });
});
