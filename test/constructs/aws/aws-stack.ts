import { App, TerraformStack } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import type { SiteProps } from 'cdktf-ai-factory';
import { AwsConsumer, AwsGpuCluster, AwsGpuPool, AwsRegion, AwsVpc, AwsZone, instances } from 'cdktf-ai-factory/aws';
import type { AwsGpuClusterProps, AwsGpuPoolProps, AwsVpcProps } from 'cdktf-ai-factory/aws';
import { synthesized } from 'cdktf-ai-factory/testing';
import { temporaryFolder } from '../temporary-folder';

/** Arguments of a block. */
export type Block = Readonly<Record<string, unknown>>;

/** A site in Seoul with a network over one zone or more. */
export interface AwsLab {
  readonly stack: TerraformStack;
  readonly site: Site;
  readonly region: AwsRegion;
  readonly zones: readonly AwsZone[];
  readonly vpc: AwsVpc;
}

/** Zones that `awsLab` makes. */
export const ZONE_IDS = ['apne2-az1', 'apne2-az2', 'apne2-az3'];

/** A site in Seoul, with a network over so many zones. */
export function awsLab(zones = 1, vpc: Partial<AwsVpcProps> = {}, props: Partial<SiteProps> = {}): AwsLab {
  const app = new App({ outdir: temporaryFolder() });
  const stack = new TerraformStack(app, 'aws');
  const site = new Site(stack, 'lab', { addressPools: [], cableSlack: Length.metres(2), lockFile: false, ...props });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const made = ZONE_IDS.slice(0, zones).map(
    (zoneId, index) => new AwsZone(stack, `az${index + 1}`, { site, region, zoneId }),
  );
  return {
    stack,
    site,
    region,
    zones: made,
    vpc: new AwsVpc(stack, 'gpu', { site, region, zones: made, cidrs: ['10.64.0.0/16'], ...vpc }),
  };
}

/** Plain instances of an image. */
export const EC2 = AwsConsumer.ec2({ imageId: 'ami-0123456789abcdef0' });

/** A pool of four p5en in the first zone of a lab. */
export function labPool({ stack, site, vpc, zones }: AwsLab, props: Partial<AwsGpuPoolProps> = {}): AwsGpuPool {
  const [zone] = zones;
  return new AwsGpuPool(stack, 'train', {
    site,
    vpc,
    zone: zone!,
    instance: instances.P5EN_48XLARGE,
    count: 4,
    consumer: EC2,
    ...props,
  });
}

/** A cluster in a lab of two zones. */
export function labCluster(
  { stack, site, vpc }: AwsLab,
  props: Partial<AwsGpuClusterProps> = {},
  name = 'ai',
): AwsGpuCluster {
  return new AwsGpuCluster(stack, name, {
    site,
    vpc,
    version: '1.34',
    admins: ['arn:aws:iam::111122223333:role/platform'],
    systemNodes: { instanceType: 'm7i.xlarge', count: 2, podsPerNode: 30 },
    ...props,
  });
}

/** The stack of a lab as plain data. */
export function jsonOf({ stack }: Pick<AwsLab, 'stack'>): Record<string, Record<string, Record<string, Block>>> {
  return synthesized(stack) as Record<string, Record<string, Record<string, Block>>>;
}

/** All blocks of one type. */
export function blocksOf(lab: Pick<AwsLab, 'stack'>, type: string): Block[] {
  return Object.values(jsonOf(lab)['resource']?.[type] ?? {});
}

/** The one block of a type. */
export function blockOf(lab: Pick<AwsLab, 'stack'>, type: string): Block {
  const blocks = blocksOf(lab, type);
  if (blocks.length !== 1) throw new Error(`${blocks.length} blocks of ${type}`);
  return blocks[0]!;
}
