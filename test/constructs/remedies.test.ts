import { App, TerraformStack } from 'cdktf';
import {
  AddressPlan,
  EthernetFabric,
  type Finding,
  GpuCluster,
  InfinibandFabric,
  Length,
  ManagementNetwork,
  Power,
  PowerZone,
  Site,
  type SiteProps,
} from 'cdktf-ai-factory';
import { switches, systems } from 'cdktf-ai-factory/catalog';
import { evaluate } from 'cdktf-ai-factory/engines';

import { RACK } from './small-site';
import { temporaryFolder } from './temporary-folder';

const WATTS = Power.watts(1_500);

interface Change {
  readonly site?: SiteProps;
  readonly rackFeed?: 'static-switch';
}

/** What the rules find of a small site. */
function findings(change: Change = {}): readonly Finding[] {
  const { site: more = {}, rackFeed } = change;
  const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab-stack');
  const rows = [
    { name: 'A', racks: 4 },
    { name: 'N', racks: 10, accepts: ['switch' as const] },
  ];
  const addressPlan = AddressPlan.within('10.64.0.0/16');
  const site = new Site(stack, 'lab', {
    halls: [{ name: 'hall-1', rack: RACK, rows }],
    lockFile: false,
    addressPlan,
    ...more,
  });
  const feed = rackFeed === undefined ? {} : { rackFeed };
  new PowerZone(site, 'zone-a', { rating: Power.megawatts(1), rows: ['A', 'N'], ...feed });
  const cluster = new GpuCluster(site, 'gpu', { system: systems.DGX_B200, count: 4, unitSystems: 4 });
  new InfinibandFabric(site, 'compute', { hosts: [cluster], switch: switches.QM9700, switchPower: WATTS });
  const storage = new EthernetFabric(site, 'storage', {
    role: 'storage',
    hosts: [cluster],
    switch: switches.SN5600,
    switchPower: WATTS,
    portsPerHost: 2,
    downPerLeaf: 8,
    tiers: 2,
  });
  new ManagementNetwork(site, 'oob', { manages: [cluster, storage], switch: switches.SN2201, switchPower: WATTS });
  return evaluate(site.plan).findings;
}

/** The finding of a rule on an object; undefined where the rule holds. */
function found(rule: string, object: string, change: Change = {}): Finding | undefined {
  return findings(change).find((one) => one.ruleId === rule && one.object.includes(object));
}

const ONE_LINK = { linksPerCable: 1, linksPerATransceiver: 1, linksPerBTransceiver: 1 };

test('a cable that nothing reaches: the entry of the rate and reach that the remedy names', () => {
  const rule = 'cabling/unreached';
  const far = { cableSlack: Length.kilometres(3) };
  const { remedy = '' } = found(rule, "fabric 'compute'", { site: far }) ?? {};
  const named = /add an entry for (\d+) Gb\/s with a reach of ([\d.]+) km or more to 'media'/.exec(remedy) ?? [];
  const [rate = 0, kilometres = 0] = named.slice(1).map(Number);
  const entry = { medium: 'single-mode', rateBits: rate * 1e9, cablePart: 'OS2', ...ONE_LINK } as const;
  const media = [{ ...entry, reachMillimetres: Math.round(kilometres * 1_000_000) }];
  expect(found(rule, "fabric 'compute'", { site: { ...far, media } })).toBeUndefined();
});

test('host ports without a VLAN: the VLAN in the block that carved the pool', () => {
  const rule = 'addressing/host-port-vlan';
  expect(found(rule, "fabric 'storage'")?.remedy).toBe("'vlans' of 'addressPlan' for pool 'storage'");
  const addressPlan = AddressPlan.within('10.64.0.0/16', { vlans: { storage: 120 } });
  expect(found(rule, "fabric 'storage'", { site: { addressPlan } })).toBeUndefined();
});

test('a tenant without a pool: a pool by hand, or the block that carves one', () => {
  const rule = 'addressing/tenant-without-pool';
  const by = (
    purpose: 'oob' | 'storage' | 'loopback',
    cidr: string,
  ): NonNullable<SiteProps['addressPools']>[number] => ({
    name: purpose,
    purpose,
    cidr,
  });
  const addressPools = [by('oob', '10.0.0.0/24'), by('storage', '10.0.1.0/24'), by('loopback', '10.0.2.0/24')];
  const site = { tenants: ['acme'], addressPools };
  const byHand = { ...site, addressPlan: undefined } as unknown as SiteProps;
  expect(found(rule, "'acme'", { site: byHand })?.remedy).toBe(
    "add a pool of purpose 'tenant' with 'tenant: acme' to 'addressPools', or let 'addressPlan' carve one",
  );
  expect(found(rule, "'acme'", { site })).toBeUndefined();
  const own = { name: 'acme', purpose: 'tenant', tenant: 'acme', cidr: '10.0.3.0/24' } as const;
  expect(found(rule, "'acme'", { site: { ...byHand, addressPools: [...addressPools, own] } })).toBeUndefined();
});

test('systems that a feed takes down: the static switch of the racks', () => {
  const down = (change: Change = {}): readonly Finding[] =>
    findings(change).filter(({ ruleId, outcome }) => ruleId === 'power/down-on-feed-loss' && outcome === 'failed');
  for (const { remedy } of down()) expect(remedy).toContain("set 'rackFeed' to 'static-switch'");
  expect(down()).not.toEqual([]);
  expect(down({ rackFeed: 'static-switch' })).toEqual([]);
});
