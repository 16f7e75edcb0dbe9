import { Testing } from 'cdktf';
import { DataRate, EthernetFabric, GpuCluster, InfinibandFabric, ManagementNetwork, Power } from 'cdktf-ai-factory';
import { defineSystem, switches, systems } from 'cdktf-ai-factory/catalog';
import { cableRows } from '../../src/model/site-cables';
import { renderSiteBook } from '../../src/report/book/render-site-book';
import { HALL, smallSite, smallZone } from './small-site';

const RACK = { model: '48 U rack', units: 48, power: Power.kilowatts(140) };

/** A published unit: 8 GB200 racks of 18 trays, which are 144 hosts and 576 GPUs. */
function unit() {
  const lab = smallSite({ halls: [{ ...HALL, rack: RACK }] });
  const { site, stack } = lab;
  smallZone(lab, { rating: Power.megawatts(1.4) });
  const racks = new GpuCluster(stack, 'gb', {
    site,
    system: systems.GB200_NVL72,
    systemPower: Power.kilowatts(132),
    count: 8,
  });
  const switchPower = Power.watts(1_700);
  const compute = new InfinibandFabric(stack, 'compute', {
    site,
    hosts: [racks],
    switch: switches.QM9700,
    switchPower,
  });
  return { ...lab, racks, compute, switchPower };
}

describe('systems that are whole racks', () => {
  test('are a published unit of 8 racks, 144 trays and 576 GPUs on 4 rails', () => {
    const { racks, compute } = unit();
    expect([racks.unitSystems, racks.gpus, racks.deviceNames.length]).toEqual([8, 576, 8]);
    const { counts, rails } = compute.plan;
    // A rail has 144 ports: 5 leaves with 29 at most. 30 uplinks carry them and spread evenly: 20 leaves x 30 up / 64 = 9.4, so 10 spines.
    expect([counts.hosts, counts.units, rails, counts.hostLinks]).toEqual([144, 1, 4, 576]);
    expect([counts.leaf, counts.spine]).toEqual([20, 10]);
  });

  test('are placed as one device each, and hold their trays', () => {
    const { site, compute, racks } = unit();
    expect(site.plan.placement.unplaced).toEqual([]);
    expect(new Set(racks.deviceNames.map((name) => site.plan.placement.positions.get(name)?.rack)).size).toBe(8);
    expect(site.plan.devices.filter(({ kind }) => kind === 'system').map(({ heightU }) => heightU)).toEqual(
      Array<number>(8).fill(48),
    );
    const domains = compute.plan.endpoints.map(({ name, device }) => [name, device]);
    expect(domains[0]).toEqual(['gb-001-t01', 'gb-001']);
    expect(domains[18]).toEqual(['gb-002-t01', 'gb-002']);
    expect(site.plan.clusters[0]?.scaleUpDomains?.map(({ name, hosts }) => [name, hosts.length, hosts[17]])).toEqual(
      racks.deviceNames.map((name) => [name, 18, `${name}-t18`]),
    );
  });

  test('count the 9 switch trays of each rack beside its 18 compute trays: in the plan, the book and the resource', () => {
    const { site, stack, racks } = unit();
    // 8 racks x 9 = 72 switch trays, 8 x 18 = 144 compute trays; the fabric has no more switches for them.
    expect(racks.scaleUpSwitches).toBe(72);
    expect(site.plan.clusters[0]?.scaleUpDomains?.map(({ switches: each }) => each)).toEqual(Array<number>(8).fill(9));
    expect(site.plan.totals.switches).toBe(20 + 10);
    const book = renderSiteBook(site.plan);
    expect(book).toContain('Scale-up switch trays');
    expect(book).toMatch(
      /GB200 NVL72<\/td><td[^>]*>8<\/td><td[^>]*>576<\/td><td[^>]*>8<\/td><td[^>]*>144<\/td><td[^>]*>72</,
    );
    expect(Testing.synth(stack)).toContain('"scale_up_switches": 72');
  });

  test('have no switch trays where nobody states how many', () => {
    const lab = smallSite({ halls: [{ ...HALL, rack: RACK }] });
    smallZone(lab, { rating: Power.megawatts(1.4) });
    const { scaleUpSwitches: known, ...unstated } = systems.GB200_NVL72;
    expect(known?.value).toBe(9);
    const racks = new GpuCluster(lab.stack, 'gb', {
      site: lab.site,
      system: defineSystem({ ...unstated, id: 'own-nvl72' }),
      systemPower: Power.kilowatts(132),
      count: 1,
    });
    expect(racks.scaleUpSwitches).toBeUndefined();
    expect(lab.site.plan.clusters[0]?.scaleUpDomains).toEqual([
      { name: 'gb-001', hosts: expect.arrayContaining(['gb-001-t01', 'gb-001-t18']) as string[] },
    ]);
    expect(renderSiteBook(lab.site.plan)).not.toMatch(/<td[^>]*>18<\/td><td[^>]*>[1-9]/);
  });

  test('give the cables of a tray the rack that holds it', () => {
    const { site, compute } = unit();
    const { placement, cables } = site.plan;
    const [table] = cables;
    if (table === undefined) throw new Error('no cables');
    const rows = [...cableRows(compute.plan, table, placement)].filter(({ a }) => a.device.startsWith('gb-003-t'));
    expect(rows).toHaveLength(18 * 4);
    expect(new Set(rows.map(({ a }) => a.rack))).toEqual(new Set([placement.positions.get('gb-003')?.rack]));
    expect(rows.every(({ lengthMillimetres }) => lengthMillimetres > 0)).toBe(true);
  });

  test('have a management port and an in-band port on each tray', () => {
    const { site, stack, racks, switchPower } = unit();
    const oob = new ManagementNetwork(stack, 'oob', {
      site,
      manages: [racks],
      switch: switches.SN2201,
      spineSwitch: switches.SN5600,
      switchPower,
    });
    const inBand = new EthernetFabric(stack, 'in-band', {
      site,
      hosts: [racks],
      role: 'in-band',
      switch: switches.SN5600,
      switchPower,
      portsPerHost: 2,
      portRate: DataRate.gigabitsPerSecond(200),
    });
    expect([oob.plan.counts.hosts, inBand.plan.counts.hosts]).toEqual([144, 144]);
    expect(oob.plan.endpoints[143]).toMatchObject({ name: 'gb-008-t18', device: 'gb-008' });
  });
});
