import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { AwsRegion, AwsVpc, AwsZone } from 'cdktf-ai-factory/aws';

/** A network without a way to the internet: endpoints of AWS services in two zones. */
export function awsClosedNetwork(app: App): Site {
  const stack = new TerraformStack(app, 'aws-closed-network');
  new LocalBackend(stack, { path: '../../../terraform.aws-closed-network.tfstate' });
  const site = new Site(stack, 'closed', { addressPools: [], cableSlack: Length.metres(2), lockFile: false });
  const region = new AwsRegion(stack, 'seoul', { site, region: 'ap-northeast-2' });
  const zones = [1, 3].map(
    (number) => new AwsZone(stack, `az${number}`, { site, region, zoneId: `apne2-az${number}` }),
  );
  new AwsVpc(stack, 'gpu', {
    site,
    region,
    zones,
    cidrs: ['10.64.0.0/16'],
    endpoints: ['ec2', 'ecr.api', 'ecr.dkr', 'sts', 'logs', 'ssm', 'ssmmessages', 'ec2messages', 'kms'],
  });
  return site;
}

if (require.main === module) {
  const app = new App();
  awsClosedNetwork(app);
  app.synth();
}
