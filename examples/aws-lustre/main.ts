import { App, LocalBackend, TerraformStack } from 'cdktf';
import { DataRate, DataSize, Length, Site } from 'cdktf-ai-factory';
import {
  AwsBucket,
  AwsConsumer,
  AwsGpuPool,
  AwsLustre,
  AwsRegion,
  AwsVpc,
  AwsZone,
  instances,
} from 'cdktf-ai-factory/aws';

/** A file system that reads 40 GB/s over EFA beside eight p5en, linked to a bucket. */
export function awsLustre(app: App): Site {
  const stack = new TerraformStack(app, 'aws-lustre');
  new LocalBackend(stack, { path: '../../../terraform.aws-lustre.tfstate' });
  const site = new Site(stack, 'lustre', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const zone = new AwsZone(stack, 'az1', { site, region, zoneId: 'apne2-az1' });
  const vpc = new AwsVpc(stack, 'gpu', { site, region, zones: [zone], cidrs: ['10.64.0.0/16'] });
  const pool = new AwsGpuPool(stack, 'train', {
    site,
    vpc,
    zone,
    instance: instances.P5EN_48XLARGE,
    count: 8,
    consumer: AwsConsumer.parallelCluster(),
  });
  const bucket = new AwsBucket(stack, 'data', { site, region, bucketName: 'example-lustre-data' });
  new AwsLustre(stack, 'scratch', {
    site,
    serves: [pool],
    capacity: DataSize.tebibytes(60),
    rate: DataRate.gigabytesPerSecond(40),
    bucket,
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  awsLustre(app);
  app.synth();
}
