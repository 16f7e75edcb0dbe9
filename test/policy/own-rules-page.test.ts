import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { App, TerraformStack } from 'cdktf';
import * as library from 'cdktf-ai-factory';
import { GpuCluster, Mass, Power, PowerZone, type Rule, Site, type SiteProps } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { evaluate } from 'cdktf-ai-factory/engines';
import ts from 'typescript';

import { RACK } from '../constructs/small-site';
import { temporaryFolder } from '../constructs/temporary-folder';

interface Page {
  readonly airPerRack: Rule;
  readonly knownWeight: Rule;
  readonly policy: NonNullable<SiteProps['policy']>;
  readonly acceptForNow: (site: Site) => void;
}

function page(): Page {
  const text = readFileSync(join(__dirname, '../../docs/own-rules.md'), 'utf8');
  const code = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exported = {};
  // The page's own code, read from the repository.
  new Function('exports', 'require', outputText)(exported, () => library);
  return exported as Page;
}

const { airPerRack, knownWeight, policy, acceptForNow } = page();

function lab(systemsPerRack: number, more: Partial<typeof RACK & { weight: Mass }> = {}): { app: App; site: Site } {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'lab-stack');
  const rack = { ...RACK, power: Power.kilowatts(60), ...more };
  const halls = [{ name: 'hall-1', rack, rows: [{ name: 'A', racks: 4 }] }];
  const site = new Site(stack, 'lab', { halls, lockFile: false, policy });
  new PowerZone(site, 'zone-a', { rating: Power.kilowatts(200), rows: ['A'], rackFeed: 'static-switch' });
  new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count: 4, systemsPerRack });
  return { app, site };
}

const judged = (site: Site, rule: Rule): unknown =>
  evaluate(site.plan, { rules: [rule] }).rules.find(({ id }) => id === rule.id)?.result;

test('the rule of the page fails for a rack beyond the limit, and its remedy cures it', () => {
  // 3 x 14.3 kW are 42.9 kW, 2 are 28.6 kW.
  expect(judged(lab(3).site, airPerRack)).toBe('failed');
  expect(judged(lab(2).site, airPerRack)).toBe('passed');
});

test('what is not known is told as such, and not at all once it is given', () => {
  expect(judged(lab(2).site, knownWeight)).toBe('indeterminate');
  expect(judged(lab(2, { weight: Mass.kilograms(150) }).site, knownWeight)).toBe('passed');
});

test('the rules are in the report of the site, and an acknowledgement covers one', () => {
  const { site } = lab(3);
  acceptForNow(site);
  const { rules, acknowledged } = site.evaluation;
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['house/air-per-rack', 'house/known-weight']));
  expect(acknowledged.map(({ ruleId }) => ruleId)).toContain('house/air-per-rack');
});
