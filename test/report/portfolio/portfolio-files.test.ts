import { planPortfolio } from '../../../src/design/portfolio/plan-portfolio';
import type { PortfolioInput } from '../../../src/model/portfolio';
import { filesOfPortfolio, problemsOfPortfolio } from '../../../src/report/portfolio/portfolio-files';
import { HOSTILE_TEXTS } from '../../support/hostile-texts';

const input = (name: string): PortfolioInput => ({
  name,
  from: '2027-10-01',
  until: '2028-03-31',
  measure: 'gpus',
  linkShare: 0.8,
  sites: [
    {
      name,
      power: [],
      blocks: [{ name, itWatts: 20e6, gpus: 10_000, handOver: '2027-10-01' }],
      orders: [{ name, lastOrderDate: '2026-01-01' }],
    },
    { name: 'other', power: [], blocks: [] },
  ],
  links: [{ name, from: name, to: 'other', routeMetres: 10_000, bitsPerSecond: 400e9, count: 1 }],
  demands: [{ name, kind: 'other', amount: 12_000, since: '2028-01-01', survivesSite: true }],
  ingests: [{ name, from: 'other', to: name, bytes: 1e15, withinSeconds: 3_600, since: '2027-10-01' }],
  jobs: [],
  options: [{ name, adds: 512, leadTimeWeeks: 30, source: name }],
  asOf: '2026-12-01',
});

test('what does not fit is said in one sentence each', () => {
  expect(problemsOfPortfolio(planPortfolio(input('southwest')))).toEqual([
    "portfolio 'southwest': from 2028-01-01 to the end, 2028-03-31 demand is above supply, by up to 2,000 GPUs on 2028-01-01",
    "portfolio 'southwest': with site 'southwest' lost, what must go on lacks up to 12,000 GPUs, first on 2028-01-01",
    "portfolio 'southwest': with site 'other' lost, what must go on lacks up to 2,000 GPUs, first on 2028-01-01",
    "portfolio 'southwest': ingest 'southwest' does not fit: 320 Gb/s, needs 2.22 Tb/s; with one 'southwest' lost 0 Gb/s",
    "portfolio 'southwest': southwest of site 'southwest' was to be ordered by 2026-01-01",
  ]);
});

test('hostile names stay text in every file', () => {
  for (const text of HOSTILE_TEXTS) {
    const files = filesOfPortfolio(planPortfolio(input(text)));
    expect(files.get('supply-and-demand.svg')).not.toMatch(/<script|onload=|<img/i);
    expect(files.get('portfolio.md')).not.toMatch(/(?<!\\)<script/i);
    expect(JSON.parse(files.get('portfolio.json') ?? '')).toMatchObject({ name: text });
    expect(files.get('quarters.csv')?.split('\n')[0]).not.toMatch(/,[=+@-]/);
  }
});
