import { App } from 'cdktf';
import { Mass } from 'cdktf-ai-factory';
import type { SitePlan } from 'cdktf-ai-factory';
import fc from 'fast-check';
import { convergedPair } from '../../../examples/converged-pair/main';
import { nvl72 } from '../../../examples/nvl72/main';
import {
  recordId,
  type NetboxInput,
  type NetboxModel,
  type NetboxRecord,
} from '../../../src/export/netbox/netbox-record';
import { netboxRecords } from '../../../src/export/netbox/netbox-records';
import { grownSite } from '../../constructs/grown-site';
import { temporaryFolder } from '../../constructs/temporary-folder';

const INPUT: NetboxInput = {
  level: 'cables',
  siteName: 'Lab',
  siteSlug: 'lab',
  tags: ['factory'],
  slugs: {},
  rackTypes: {},
  interfaceTypes: {},
  models: new Map(),
};

function planOf(props: NonNullable<Parameters<typeof grownSite>[0]['props']> = {}, count = 4): SitePlan {
  return grownSite({ outdir: temporaryFolder(), members: [{ name: 'alpha', count }], props }).site.plan;
}

function recordsOf(plan: SitePlan, input: Partial<NetboxInput> = {}): ReadonlyMap<string, NetboxRecord> {
  return new Map(netboxRecords(plan, { ...INPUT, ...input }).map((record) => [recordId(record), record]));
}

function ofModel(records: ReadonlyMap<string, NetboxRecord>, model: NetboxModel): NetboxRecord[] {
  return [...records.values()].filter((record) => record.model === model);
}

const plan = planOf();
const records = recordsOf(plan);

describe('racks and devices', () => {
  test('stand where the plan puts them', () => {
    const { rack = '', u } = plan.placement.positions.get('alpha-001') ?? {};
    expect(records.get('device alpha-001')?.fields).toMatchObject({
      name: 'alpha-001',
      rack: { model: 'rack', key: [rack] },
      position: u,
      face: 'front',
      status: 'planned',
      location: { key: ['hall-1', 'A'] },
    });
    expect(ofModel(records, 'device')).toHaveLength(plan.devices.length);
    expect(ofModel(records, 'rack')).toHaveLength(plan.totals.racksUsed);
  });

  test('carry what NetBox has no field for as custom fields', () => {
    expect(records.get('rack A01')?.fields['custom_fields']).toEqual({
      map: { rack_power_budget_watts: '44000', power_zone: 'zone-a' },
    });
    expect(records.get('device compute-alpha-leaf-su01-r3')?.fields['custom_fields']).toEqual({
      map: { scalable_unit: 'alpha/su-01', rail: '3' },
    });
  });

  test('have types where the vendor of the rack is known, and a weight limit beside the weight alone', () => {
    const rackTypes = {
      '48 U rack': { manufacturer: 'Vendor', formFactor: '4-post-cabinet', widthInches: 19 },
    } as const;
    const known = recordsOf(plan, { rackTypes });
    expect(known.get('rack-type 48 U rack, 48 U')?.fields).toMatchObject({ width: 19, u_height: 48, starting_unit: 1 });
    expect(known.get('rack A01')?.fields['u_height']).toBeUndefined();
    expect(records.get('rack A01')?.fields['u_height']).toBe(48);
  });

  test('have weight and body of the rack where they are known, on type and rack alike', () => {
    const limits = {
      maxLoadGrams: 1_200_000,
      body: { weightGrams: 170_000, widthMillimetres: 600, depthMillimetres: 1_200 },
    };
    const racks = plan.placement.racks.map((rack) => ({ ...rack, limits: { ...rack.limits, ...limits } }));
    const rackTypes = {
      '48 U rack': { manufacturer: 'Vendor', formFactor: '4-post-cabinet', widthInches: 19 },
    } as const;
    const known = recordsOf({ ...plan, placement: { ...plan.placement, racks } }, { rackTypes });
    const body = {
      weight: 170,
      max_weight: 1_200,
      weight_unit: 'kg',
      outer_width: 600,
      outer_depth: 1_200,
      outer_unit: 'mm',
    };
    expect(known.get('rack-type 48 U rack, 48 U, 1200 kg')?.fields).toMatchObject(body);
    expect(known.get('rack A01')?.fields).toMatchObject(body);
  });

  test('say what the asset file says', () => {
    const asset = { device: 'alpha-001', state: 'in-service', serial: 'SN-1', assetTag: 'T-1' } as const;
    const standing = recordsOf({ ...plan, assets: new Map([['alpha-001', asset]]) });
    expect(standing.get('device alpha-001')?.fields).toMatchObject({
      status: 'active',
      serial: 'SN-1',
      asset_tag: 'T-1',
    });
    expect(standing.get('rack A01')?.fields['status']).toBe('active');
    expect(standing.get('rack A02')?.fields['status']).toBe('planned');
    expect(standing.get('site lab')?.fields['status']).toBe('active');
  });

  test.each([
    ['planned', 'planned'],
    ['delivered', 'inventory'],
    ['racked', 'staged'],
    ['cabled', 'staged'],
    ['accepted', 'staged'],
    ['in-service', 'active'],
    ['failed', 'failed'],
    ['retired', 'decommissioning'],
  ] as const)('a device that is %s is %s in NetBox', (state, status) => {
    const assets = new Map([['alpha-001', { device: 'alpha-001', state }]]);
    expect(recordsOf({ ...plan, assets }).get('device alpha-001')?.fields['status']).toBe(status);
  });

  test('of one tenant belong to it', () => {
    const rented = recordsOf(planOf({ tenants: ['rental'] }));
    expect(rented.get('device alpha-001')?.fields['tenant']).toEqual({ model: 'tenant', key: ['rental'] });
    expect(rented.get('device compute-alpha-leaf-su01-r3')?.fields['tenant']).toBeUndefined();
  });
});

describe('interfaces', () => {
  test('of a switch come with its type, all of them; those of a host are declared', () => {
    const templates = ofModel(records, 'interface-template').filter(({ key }) => key[1]?.startsWith('qm9700'));
    // 32 cages of two ports.
    expect(templates).toHaveLength(64);
    const ofLeaf = ofModel(records, 'interface').filter(({ key: [device] }) => device === 'compute-alpha-leaf-su01-r1');
    expect(ofLeaf.map(({ key: [, port] }) => port)).toEqual(['bmc']);
    expect(
      ofModel(records, 'interface')
        .map(({ key }) => key.join(' '))
        .filter((key) => key.startsWith('alpha-001')),
    ).toEqual([
      'alpha-001 bmc',
      'alpha-001 compute-1/1',
      'alpha-001 compute-1/2',
      'alpha-001 compute-2/1',
      'alpha-001 compute-2/2',
      'alpha-001 compute-3/1',
      'alpha-001 compute-3/2',
      'alpha-001 compute-4/1',
      'alpha-001 compute-4/2',
      'alpha-001 in-band',
      'alpha-001 in-band-1',
      'alpha-001 in-band-2',
    ]);
  });

  test('have the types of their protocol and rate', () => {
    expect(records.get('interface alpha-001 | compute-1/1')?.fields['type']).toBe('infiniband-ndr');
    expect(records.get('interface alpha-001 | bmc')?.fields).toMatchObject({ type: '1000base-t', mgmt_only: true });
    expect(records.get('interface alpha-001 | in-band')?.fields['type']).toBe('virtual');
  });

  test('have the types that the user chose, the most exact one first', () => {
    const interfaceTypes = { 'dgx-b200': { 'in-band*': '200gbase-x-qsfp56', 'in-band': 'lag' } };
    const chosen = recordsOf(plan, { interfaceTypes });
    expect(chosen.get('interface alpha-001 | in-band-1')?.fields['type']).toBe('200gbase-x-qsfp56');
    expect(chosen.get('interface alpha-001 | in-band')?.fields['type']).toBe('lag');
  });

  test('carry their addresses; the first is in-band, the one out of band that of the BMC', () => {
    const primary = records.get('primary-ip alpha-001')?.fields['ip_address'];
    expect(primary).toEqual({ model: 'ip-address', key: ['alpha-001', 'in-band'] });
    expect(records.get('oob-ip alpha-001')?.fields['ip_address']).toEqual({
      model: 'ip-address',
      key: ['alpha-001', 'bmc'],
    });
    expect(
      records.get('ip-address in-band-leaf-1 | lo')?.fields ??
        records.get('ip-address in-band-leaf-su01-1 | lo')?.fields,
    ).toMatchObject({
      role: 'loopback',
    });
  });
});

describe('power', () => {
  const feed = { volts: 400, amperes: 63, phase: 'three-phase', supply: 'ac' } as const;
  const pdu = { manufacturer: 'Vendor', model: 'PDU' };
  const powered = recordsOf(plan, { feed, pdu });

  // A DGX B200 draws 14,300 W over six supplies, of which five carry it: 2 x 2,384 + 4 x 2,383 = 14,300; 14,300 / 5 = 2,860.
  test('is allocated to supplies in watts that add up to the draw', () => {
    const supplies = ofModel(powered, 'power-port').filter(({ key: [device] }) => device === 'alpha-001');
    expect(supplies.map(({ fields }) => fields['allocated_draw'])).toEqual([2_384, 2_384, 2_383, 2_383, 2_383, 2_383]);
    expect(new Set(supplies.map(({ fields }) => fields['maximum_draw']))).toEqual(new Set([2_860]));
  });

  test('runs from panel to feed to PDU to supply', () => {
    const supply = powered.get('cable power/alpha-001:PSU2')?.fields;
    expect(supply?.['a_terminations']).toEqual([{ model: 'power-port', key: ['alpha-001', 'PSU2'] }]);
    expect(supply?.['b_terminations']).toEqual([{ model: 'power-outlet', key: ['a01-pdu-b', 'alpha-001 PSU2'] }]);
    expect(powered.get('power-outlet a01-pdu-b | alpha-001 PSU2')?.fields['power_port']).toEqual({
      model: 'power-port',
      key: ['a01-pdu-b', 'inlet'],
    });
    expect(powered.get('cable power/a01-pdu-b:inlet')?.fields['b_terminations']).toEqual([
      { model: 'power-feed', key: ['A01', 'B'] },
    ]);
    expect(powered.get('power-feed A01 | B')?.fields).toMatchObject({
      power_panel: { model: 'power-panel', key: ['zone-a', 'B'] },
      voltage: 400,
      amperage: 63,
      type: 'redundant',
      max_utilization: 80,
    });
  });

  test('has panels alone where nobody states a voltage, and supplies without outlets where nobody names a PDU', () => {
    expect(ofModel(records, 'power-panel')).toHaveLength(2);
    expect(ofModel(records, 'power-feed')).toEqual([]);
    expect(ofModel(records, 'power-outlet')).toEqual([]);
    expect(ofModel(records, 'power-port').length).toBeGreaterThan(0);
  });
});

describe('cables', () => {
  test('are one a cable of the plan', () => {
    const cables = ofModel(records, 'cable');
    expect(cables).toHaveLength(plan.totals.cables);
  });

  test('over patch panels end in front and rear ports', () => {
    const panels = { model: 'panel of 24 ports', heightU: 1, ports: 24, weight: Mass.kilograms(5) };
    const patched = recordsOf(planOf({ patching: [{ between: ['N', 'A'], panels }] }));
    const label = 'compute-alpha/alpha-001:compute-1/1';
    const ends = [1, 2, 3].map((segment) => {
      const { a_terminations: a, b_terminations: b } = patched.get(`cable ${label}#${segment}`)?.fields ?? {};
      return [a, b].flat().map((ref) => recordId(ref as never));
    });
    expect(ends).toEqual([
      ['interface alpha-001 | compute-1/1', 'front-port panel-A-N-01 | 1'],
      ['rear-port panel-A-N-01 | 1', 'rear-port panel-N-A-01 | 1'],
      ['front-port panel-N-A-01 | 1', 'interface compute-alpha-leaf-su01-r1 | 1/1'],
    ]);
    expect(patched.get('front-port panel-A-N-01 | 1')?.fields).toMatchObject({
      type: 'mpo',
      rear_port: { model: 'rear-port', key: ['panel-A-N-01', '1'] },
    });
    expect(patched.get(`cable ${label}#2`)?.domain).toBe('patching');
  });

  test('of trays end in devices that stand in their rack at no unit', () => {
    const app = new App({ outdir: temporaryFolder() });
    const trays = recordsOf(nvl72(app).plan);
    const { fields } = trays.get('device gb200-001-t01') ?? {};
    expect(fields).toMatchObject({ role: { key: ['compute-tray'] }, rack: { model: 'rack' } });
    expect(fields?.['position']).toBeUndefined();
    const cables = ofModel(trays, 'cable').flatMap(({ fields: { a_terminations: ends } }) => ends);
    expect(cables).toContainEqual({ model: 'interface', key: ['gb200-001-t01', 'compute-1'] });
  });

  test('of a pair of cores are there too', () => {
    const app = new App({ outdir: temporaryFolder() });
    const pair = convergedPair(app).plan;
    expect(ofModel(recordsOf(pair), 'cable')).toHaveLength(pair.totals.cables);
  });
});

describe('the records of a site', () => {
  test('name nothing that is not there, but ports that come with a type', () => {
    const refs = [...records.values()].flatMap(({ fields, after = [] }) => [
      ...after,
      ...Object.values(fields).flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value])),
    ]);
    const missing = refs.filter(
      (value): value is never =>
        typeof value === 'object' && value !== null && 'model' in value && !records.has(recordId(value as never)),
    );
    expect(new Set(missing.map(({ model }) => model))).toEqual(new Set(['interface']));
  });

  test('are as many for each system, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (count) => {
        const found = recordsOf(planOf({}, count));
        // Eight ports for compute, two in-band and their bond, one BMC.
        const own = ofModel(found, 'interface').filter(({ key: [device = ''] }) => /^alpha-\d+$/.test(device));
        expect(own).toHaveLength(12 * count);
        const supplies = ofModel(found, 'power-port').filter(({ key: [device = ''] }) => /^alpha-\d+$/.test(device));
        expect(supplies).toHaveLength(6 * count);
      }),
      { numRuns: 8 },
    );
  });
});
