import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planPower } from '../../src/design/power/plan-power';
import { renderSiteJson } from '../../src/report/site/site-json';
import type { SitePlan } from '../../src/model/site-plan';
import { temporaryFolder } from '../constructs/temporary-folder';
import { siteOf } from '../report/site-fixture';
import { run, type CliRun } from './run-in-process';

const BEFORE = siteOf({ systems: 40, rows: 2, racksPerRow: 12 });
const AFTER = siteOf({ systems: 41, rows: 2, racksPerRow: 12 });

function diff(before: SitePlan, after: SitePlan, options = ''): Promise<CliRun> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'old.json'), renderSiteJson(before));
  writeFileSync(join(cwd, 'new.json'), renderSiteJson(after));
  return run(`diff old.json new.json${options}`, { cwd });
}

test('a system more shows in totals, limits, loads, devices and cables, and moves no cable', async () => {
  const { code, out } = await diff(BEFORE, AFTER);
  expect(code).toBe(0);
  expect(out).toContain('# Changes of site gasan');
  expect(out).toMatch(/\| systems +\| 40 +\| 41 +\| \+1 +\|/);
  expect(out).toMatch(/\| GPUs +\| 320 +\| 328 +\| \+8 +\|/);
  expect(out).toContain('## What runs out first');
  expect(out).toMatch(/## Devices added\n\n1 device: haein-041\.\n/);
  expect(out).toMatch(/\| compute +\| 8 +\| 0 +\| 0 +\|/);
  expect(out).not.toContain('## Cables that move or go');
});

test('the way back takes the same out', async () => {
  const { out } = await diff(AFTER, BEFORE);
  expect(out).toMatch(/## Devices taken out\n\n1 device: haein-041\.\n/);
  expect(out).toMatch(/\| compute +\| 0 +\| 8 +\| 0 +\|/);
});

test('two plans that are alike change nothing', async () => {
  const { out } = await diff(BEFORE, BEFORE);
  expect(out).toMatch(/^# Changes of site gasan\n\nThe totals stay as they are\.\n\n## What runs out first\n\n[^#]*$/);
});

test('JSON holds the same', async () => {
  const { out } = await diff(BEFORE, AFTER, ' --json');
  expect(JSON.parse(out)).toMatchObject({ site: 'gasan', devicesAdded: ['haein-041'], devicesRemoved: [] });
});

test('fails for plans of two sites', async () => {
  const { code, err } = await diff(BEFORE, { ...AFTER, name: 'ulsan' });
  expect([code, err]).toEqual([
    2,
    "error: 'old.json' is of site 'gasan', and 'new.json' of 'ulsan'\n  remedy: give two plans of one site\n",
  ]);
});

test('what a change makes not known is told, and is neither a note nor left out', async () => {
  const devices = BEFORE.devices.map(({ psus: _psus, ...device }) => device);
  const power = planPower({ zones: BEFORE.power.zones, placement: BEFORE.placement, devices });
  const { out } = await diff(BEFORE, { ...BEFORE, devices, power });
  const come = out.slice(out.indexOf('## Findings that come'));
  expect(come).toMatch(/^- `power\/[a-z-]+`: .*not known: /m);
  expect(come).not.toMatch(/^- info .*not known: /m);
});
