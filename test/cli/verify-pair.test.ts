import { App } from 'cdktf';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { convergedPair } from '../../examples/converged-pair/main';
import type { Asset } from '../../src/model/asset';
import type { LinkEnd } from '../../src/model/fabric-plan';
import { type SiteLink, siteNetworks } from '../../src/model/site-links';
import { renderSiteJson } from '../../src/report/site/site-json';
import { run } from './run-in-process';

const SITE = convergedPair(new App()).plan;
const [PAIR] = siteNetworks(SITE);
const LINKS: readonly SiteLink[] = [...(PAIR?.links() ?? [])];
const [one, other] = LINKS.filter(({ kind }) => kind === 'gpu');
if (one === undefined || other === undefined) throw new Error('the pair has links of its systems');

type Wires = readonly (readonly [LinkEnd, LinkEnd])[];

const AS_PLANNED: Wires = LINKS.map(({ a, b }) => [a, b]);

/** What a switch hears. */
function lldp(device: string, wires: Wires): string {
  const heard = wires.flatMap(([a, b]): object[] => {
    if (a.device !== device && b.device !== device) return [];
    const [own, far] = a.device === device ? [a, b] : [b, a];
    const chassis = { [far.device]: { id: { type: 'mac', value: '44:38:39:00:00:01' } } };
    return [{ [own.port]: { chassis, port: { id: { type: 'ifname', value: far.port } } } }];
  });
  return JSON.stringify({ lldp: { interface: heard } });
}

const SWITCHES = ['core-01', 'core-02', 'oob-switch-01', 'oob-switch-02', 'oob-switch-03'];
const rewired = (wire: (link: SiteLink) => readonly [LinkEnd, LinkEnd] | undefined): Wires =>
  LINKS.flatMap((link) => {
    const ends = wire(link);
    return ends === undefined ? [] : [ends];
  });
const DUMPS: Readonly<Record<string, Wires>> = {
  planned: AS_PLANNED,
  swapped: rewired((link) => [link.a, link === one ? other.b : link === other ? one.b : link.b]),
  // The first link of each kind is wrong in its own way; port 48 of both cores is kept empty.
  odd: rewired((link) => {
    if (link === one) return [link.a, { device: 'core-01', port: 'swp48' }];
    if (link.label === 'core/node-003:B3220 PCIe Slot 1 Port 1') return undefined;
    return link.label === 'core/core-01:swp28s0' ? undefined : [link.a, link.b];
  }),
  foreign: rewired(({ a, b }) => [{ ...a, port: a.port.replace('B3220 PCIe Slot 1 Port ', 'enp1s0f') }, b]),
};

/** Core 1 with its cages split as planned, but for cage 6. */
const CONFIG = JSON.stringify([
  {
    set: {
      system: { hostname: 'core-01' },
      interface: {
        'swp1-5,swp26-27': { link: { breakout: { '4x': {} } } },
        swp6: { link: { breakout: { '4x': {} } } },
        'swp7-25,swp28-47': { link: { breakout: { '2x': {} } } },
        'swp49-64': { link: { breakout: { '8x': {} } } },
        swp7s1: { link: { speed: '200G' } },
      },
    },
  },
]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aifactory-pair-'));
  writeFileSync(join(folder, 'site.json'), renderSiteJson(SITE));
  const assets = SITE.devices.map(({ name }): [string, Asset] => [
    name,
    { device: name, state: name === 'node-003' ? 'racked' : 'cabled' },
  ]);
  writeFileSync(join(folder, 'cabled.json'), renderSiteJson({ ...SITE, assets: new Map(assets) }));
  writeFileSync(join(folder, 'core-01.config'), CONFIG);
  for (const [name, wires] of Object.entries(DUMPS)) {
    for (const device of SWITCHES) writeFileSync(join(folder, `${name}-${device}.json`), lldp(device, wires));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verify(
  name: string,
  rest = '',
  switches = SWITCHES,
): Promise<{ out: string; code: number; err: string }> {
  const files = switches.map((device) => `${name}-${device}.json`).join(' ');
  return run(`verify --site site.json --discovered ${files} --device s/^${name}-(.*).json$/$1/${rest}`, {
    cwd: folder,
  });
}

describe('cables of a pair of cores', () => {
  test('are as planned where all switches hear what they should', async () => {
    expect(await verify('planned')).toEqual({
      code: 0,
      err: '',
      out: 'fabric core: 356 cables planned, 356 as planned, 0 not, 0 extra\n',
    });
  });

  test('are not judged where no dump tells of either end', async () => {
    const { out, code } = await verify('planned', '', ['core-01']);
    expect(code).toBe(0);
    expect(out).toMatch(/, 142 as planned, .*\n {2}214 cables not judged: no dump tells of either end\n$/);
  });

  test('tell of two that are swapped once', async () => {
    const { out, code } = await verify('swapped', ' --json');
    expect(code).toBe(1);
    const { fabrics } = JSON.parse(out) as { fabrics: { fabric: string; counts: object; findings: object[] }[] };
    expect(fabrics).toMatchObject([
      {
        fabric: 'core',
        counts: { planned: 356, asPlanned: 354, differing: 2, extra: 0 },
        findings: [{ kind: 'swapped', label: one.label, partner: { label: other.label } }],
      },
    ]);
  });

  test('tell of one in a free port, one that is gone and one of a cage that is half up', async () => {
    const { out } = await verify('odd');
    expect(
      out
        .split('\n')
        .filter((line) => /^ {2}\w/.test(line))
        .map((line) => line.trim().split(': rack')[0]),
    ).toEqual([
      `misplaced  cable ${one.label}`,
      'missing    cable core/node-003:B3220 PCIe Slot 1 Port 1',
      'half-down  cable core/core-01:swp28s0',
    ]);
  });

  test('are asked for by name, by part and by the asset file', async () => {
    expect((await verify('swapped', ' --fabric core')).code).toBe(1);
    expect((await verify('swapped', ' --fabric cor')).err).toContain("did you mean 'core'?");
    expect((await verify('swapped', ' --only device=node-020')).code).toBe(0);
    const files = SWITCHES.map((device) => `odd-${device}.json`).join(' ');
    const { out } = await run(`verify --site cabled.json --discovered ${files} --device s/^odd-(.*).json$/$1/`, {
      cwd: folder,
    });
    expect(out).toContain('not due: an end is not cabled yet');
  });

  test('take no order of adapters for an order of ports of several kinds', async () => {
    const { code, err } = await verify('foreign', '', ['core-01', 'core-02']);
    expect(code).toBe(2);
    expect(err).toContain("the hosts of 'support' show 2 adapters (enp1s0f1, enp1s0f2) for 6 ports");
    expect(err).toContain('of several kinds');
    expect(err).toContain("give it with '--ports'");
    writeFileSync(
      join(folder, 'ports.csv'),
      'port,adapter\nB3220 PCIe Slot 1 Port 1,enp1s0f1\nB3220 PCIe Slot 1 Port 2,enp1s0f2\n',
    );
    expect((await verify('foreign', ' --ports ports.csv', ['core-01', 'core-02'])).code).toBe(0);
  });

  test('are part of the nightly check', async () => {
    const { out } = await run(
      'drift --site site.json --discovered swapped-core-01.json --device s/^swapped-(.*).json$/$1/',
      { cwd: folder },
    );
    expect(out).toContain(`cable ${one.label}`);
  });
});

test('the configuration of a core is held against its cages', async () => {
  const { out, code } = await run('verify --site site.json --config core-01.config', { cwd: folder });
  expect(code).toBe(1);
  expect(out.split('\n').slice(1, -1)).toEqual([
    expect.stringMatching(/^ {2}breakout .* core-01 cage 6 should give 2 ports, but the configuration gives 4$/),
    expect.stringMatching(/^ {2}speed .* core-01 port swp7s1 should run at 400 Gb\/s, but is set to 200 Gb\/s$/),
  ]);
});
