import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { AwsConsumer, AwsGpuPool, AwsRegion, AwsVpc, AwsZone, instances } from 'cdktf-ai-factory/aws';

/** Four p5en in Seoul, with 16 EFA interfaces each. */
export function awsEfaPool(app: App): Site {
  const stack = new TerraformStack(app, 'aws-efa-pool');
  new LocalBackend(stack, { path: '../../../terraform.aws-efa-pool.tfstate' });
  const site = new Site(stack, 'efa', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const zone = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
  const vpc = new AwsVpc(stack, 'gpu', { site, region, zones: [zone], cidrs: ['10.64.0.0/16'] });
  const consumer = AwsConsumer.ec2({ imageId: 'ami-0123456789abcdef0' });
  const instance = instances.P5EN_48XLARGE;
  new AwsGpuPool(stack, 'train', { site, vpc, zone, instance, count: 4, consumer });
  return site;
}

if (require.main === module) {
  const app = new App();
  awsEfaPool(app);
  app.synth();
}
