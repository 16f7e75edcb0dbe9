import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdktf';
import { powerProfile, systems } from 'cdktf-ai-factory/catalog';
import { planEnvelopes } from 'cdktf-ai-factory/dsx';
import { powerEnvelope } from '../../../examples/power-envelope/main';
import { defaultRules, rulePacks } from '../../../src/policy/rule-packs';
import { temporaryFolder } from '../temporary-folder';

const page = readFileSync(join(__dirname, '../../../docs/dsx.md'), 'utf8');

test('the page names every rule of the pack, and no other', () => {
  const named = new Set([...page.matchAll(/`(dsx\/[a-z-]+)`/g)].map(([, id]) => id));
  expect([...named].sort()).toEqual(rulePacks.dsx.map(({ id }) => id).sort());
  expect(defaultRules.filter(({ pack }) => pack === 'dsx')).toHaveLength(named.size);
});

test('the numbers of the page are those of the catalogue', () => {
  expect(powerProfile(systems.VR_NVL72, 'MaxP').inKilowatts).toBe(227);
  // Three racks of GB300 as four: 3 x 142 / 4 = 106.5 kW; 142 kW at 54 and 800 V, the loss with the square of the current.
  expect((3 * (systems.GB300_NVL72.maxPower?.value.inKilowatts ?? 0)) / 4).toBe(106.5);
  expect([Math.round(142_000 / 54), Math.round(142_000 / 800), Math.floor((800 / 54) ** 2)]).toEqual([2_630, 178, 219]);
});

test('the example holds its envelope in every rule', () => {
  const { plan, evaluation } = powerEnvelope(new App({ outdir: temporaryFolder() }));
  expect(evaluation.findings.filter(({ pack }) => pack === 'dsx')).toEqual([]);
  expect(evaluation.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [envelope] = planEnvelopes(plan).envelopes;
  // 12 x 130, 12 x 220 and 12 x 60 kW; 12 x 227 kW by nameplate.
  expect(envelope).toMatchObject({ activeWatts: 1_560_000, highestWatts: 2_640_000, lowestWatts: 720_000 });
  expect(plan.devices.reduce((sum, { maxWatts }) => sum + maxWatts, 0)).toBe(2_724_000);
});
