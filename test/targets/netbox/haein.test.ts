import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing, TerraformStack } from 'cdktf';
import { netboxResourceCounts, Site } from 'cdktf-ai-factory';
import { netboxSchema, providerProblems } from 'cdktf-ai-factory/testing';
import { gasanHaeinNetbox } from '../../../stacks/gasan-haein-netbox';
import { temporaryFolder } from '../../constructs/temporary-folder';

type Stack = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

const app = new App({ outdir: temporaryFolder() });
const own = gasanHaeinNetbox(app);
const site = own.node.children.find((child) => child instanceof Site) as Site;
const stacks = new Map(
  app.node.children
    .filter((child): child is TerraformStack => child instanceof TerraformStack)
    .map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack)) as Stack]),
);

describe('Haein in NetBox', () => {
  test('every resource is what the provider takes', () => {
    const schema = netboxSchema();
    for (const [name, stack] of stacks) expect({ [name]: providerProblems(stack, schema) }).toEqual({ [name]: [] });
  });

  test('holds as many resources in each stack as the plan says', () => {
    const counts = Object.fromEntries(site.plan.stacks.map(({ name, resources }) => [name, resources]));
    const found = [...stacks].map(([name, { resource = {} }]) => [
      name,
      Object.values(resource).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0),
    ]);
    // What belongs to all of NetBox is in no stack of the site.
    expect(found.find(([name]) => name === 'netbox-shared')).toEqual(['netbox-shared', 211]);
    expect(Object.fromEntries(found.filter(([name]) => name !== 'netbox-shared'))).toEqual(counts);
    expect(counts).toMatchSnapshot();
  });

  test('registers as much at each level as the pages say', () => {
    const inventory = { power: { voltage: 400, amperage: 63, phase: 'three-phase', supply: 'ac' } } as const;
    const pdu = { manufacturer: 'the PDU supplier', model: 'rack PDU 63 A' };
    const rackTypes = {
      '48 U rack': { manufacturer: 'the rack supplier', formFactor: '4-post-cabinet', width: 19 },
    } as const;
    const levels = netboxResourceCounts(site, {
      power: { ...inventory.power, pdu },
      rackTypes,
      region: 'Seoul',
    });
    expect(levels.map(({ level, resources }) => [level, resources])).toEqual([
      ['racks', 187],
      ['devices', 508],
      ['interfaces', 5_495],
      ['cables', 9_815],
    ]);
    const pages = ['README.md', 'docs/netbox.md'].map((page) =>
      readFileSync(join(__dirname, '../../..', page), 'utf8'),
    );
    for (const page of pages) expect(page).toMatch(/\|\s+187 \|\s+508 \|\s+5,495 \|\s+9,815 \|/);
  });
});
