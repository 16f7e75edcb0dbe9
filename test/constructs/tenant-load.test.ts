import { Testing } from 'cdktf';
import { Power, PowerZone, TenantLoad, type TenantLoadProps } from 'cdktf-ai-factory';
import { HALL, type SmallSite, smallSite, smallZone } from './small-site';

function block({ stack, site }: SmallSite, props: Partial<TenantLoadProps> = {}): TenantLoad {
  return new TenantLoad(stack, 'neighbour', {
    site,
    racks: 4,
    rows: ['T'],
    power: Power.kilowatts(400),
    liquidShare: 0.8,
    ...props,
  });
}

/** A row A of the site's own and a row T of four racks. */
const halls = [{ ...HALL, rows: [...(HALL.rows ?? []), { name: 'T', racks: 4 }] }];

test("a tenant's block takes power of its zone, counts in the totals and is a resource of its own", () => {
  const small = smallSite({ halls });
  smallZone(small);
  new PowerZone(small.stack, 'zone-t', { site: small.site, rating: Power.kilowatts(600), rows: ['T'] });
  const load = block(small);
  expect(load.resourceAddress).toBe('terraform_data.lab-tenant-neighbour');
  const { plan } = small.site;
  expect(plan.power.tenantLoads).toEqual([
    {
      name: 'neighbour',
      path: 'lab-stack/neighbour',
      racks: 4,
      rows: ['hall-1/T'],
      loadWatts: 400_000,
      liquidShare: 0.8,
    },
  ]);
  expect(plan.power.zones.map(({ name, loadWatts, tenantWatts }) => [name, loadWatts, tenantWatts])).toEqual([
    ['zone-a', 0, undefined],
    ['zone-t', 400_000, 400_000],
  ]);
  expect(plan.totals.loadWatts).toBe(400_000);
  const resources = JSON.parse(Testing.synth(small.stack)) as { resource: { terraform_data: Record<string, unknown> } };
  expect(resources.resource.terraform_data['lab-tenant-neighbour']).toMatchObject({
    input: { racks: 4, rows: 'hall-1/T', load: '400 kW', liquid_share: 0.8 },
  });
});

test('fails for props that are wrong in themselves, all at once', () => {
  const small = smallSite({ halls });
  expect(() => block(small, { racks: 0, rows: ['T', 'T'], power: Power.watts(0), liquidShare: 1.1 })).toThrow(
    [
      '4 problems [design/several]',
      "- tenant load 'neighbour': 'racks' is 0; give a whole number of at least 1 [tenant-load/bad-count]",
      "- tenant load 'neighbour': 'power' is 0 W; give the draw of all its racks together [tenant-load/bad-power]",
      "- tenant load 'neighbour': 'liquidShare' is 1.1; give a share from 0 to 1 [tenant-load/bad-share]",
      "- tenant load 'neighbour': 'rows' names 'T' twice; name each row once [tenant-load/row-twice]",
    ].join('\n'),
  );
});

test('fails without a row, and for a power that is none', () => {
  const small = smallSite({ halls });
  expect(() => block(small, { rows: [], power: 400 as never })).toThrow(
    [
      '2 problems [design/several]',
      "- tenant load 'neighbour': 'rows' is empty; name the rows that it takes [tenant-load/no-rows]",
      "- tenant load 'neighbour': 'power' is 400; give a Power, such as Power.kilowatts(14) [tenant-load/bad-power]",
    ].join('\n'),
  );
});

test('fails at the plan for more racks than its rows hold', () => {
  const small = smallSite({ halls });
  smallZone(small, { rows: ['A', 'T'] });
  block(small, { racks: 5 });
  expect(() => small.site.plan).toThrow(
    "tenant load 'neighbour' has 5 racks, and its row 'hall-1/T' holds 4; name further rows in 'rows', or lower 'racks' [space/tenant-too-large]",
  );
});
