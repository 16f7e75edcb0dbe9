import { GpuCluster, Power } from 'cdktf-ai-factory';
import { systems } from 'cdktf-ai-factory/catalog';
import { AwsConsumer, AwsGpuPool, AwsRegion, AwsVpc, AwsZone, instances } from 'cdktf-ai-factory/aws';
import { smallSite, smallZone } from '../small-site';

/** A site with DGX H200 in its hall, and a pool of p5en that takes work from them. */
function twins(hasTopologyLabels: boolean): AwsGpuPool {
  const lab = smallSite();
  const { stack, site } = lab;
  const zone = smallZone(lab);
  const cluster = new GpuCluster(stack, 'haein', {
    site,
    system: systems.DGX_H200,
    count: 4,
    unitSystems: 32,
    powerZones: [zone],
    systemPower: Power.kilowatts(10.2),
  });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const az = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
  const vpc = new AwsVpc(stack, 'gpu', { site, region, zones: [az], cidrs: ['10.64.0.0/16'] });
  return new AwsGpuPool(stack, 'burst', {
    site,
    vpc,
    zone: az,
    instance: instances.P5EN_48XLARGE,
    count: 2,
    consumer: AwsConsumer.ec2({ imageId: 'ami-0123456789abcdef0' }),
    twinOf: cluster,
    hasTopologyLabels,
  });
}

// Both have 8 H200 a node; one has 16 EFA interfaces, the other 8 links of its compute fabric.
test('one report speaks of the hall and of AWS, and of what differs between them', () => {
  const pool = twins(true);
  expect(pool.plan.twin).toMatchObject({ cluster: 'haein', system: 'dgx-h200', gpusPerHost: 8 });
  const { findings, rules } = pool.site.evaluation;
  const parity = findings.find(({ ruleId }) => ruleId === 'aws/pool-parity');
  expect(parity?.object).toBe("pool 'burst' of p5en.48xlarge and cluster 'haein' of dgx-h200");
  expect(rules.filter(({ result }) => result !== 'not-applicable').map(({ pack }) => pack)).toEqual(
    expect.arrayContaining(['power', 'space', 'aws']),
  );
  expect(pool.site.plan.totals.gpus).toBe(32);
});

test('labels of the network that are missing are a difference', () => {
  const parity = twins(false).site.evaluation.findings.find(({ ruleId }) => ruleId === 'aws/pool-parity');
  expect(parity?.found).toContain('no labels of the network');
});
