import { AwsAccountChecks } from 'cdktf-ai-factory/aws';
import { awsLab, jsonOf, labPool } from './aws-stack';

interface Check {
  readonly data: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly assert: readonly { readonly condition: string; readonly error_message: string }[];
}

/** Checks of a pool of four p5en, by the ends of their names. */
function checks(): readonly Check[] {
  const lab = awsLab();
  const { stack, site, region } = lab;
  new AwsAccountChecks(stack, 'account', { site, region, pools: [labPool(lab)] });
  return Object.values(jsonOf(lab)['check'] as unknown as Record<string, Check>);
}

// 4 x 17 interfaces and 4 x 192 vCPU.
test('compares interfaces and vCPU of pools with quotas of the account', () => {
  const asked = checks().flatMap(({ data, assert }) =>
    Object.values(data['aws_servicequotas_service_quota'] ?? {}).map((quota) => [
      quota['service_code'],
      quota['quota_code'],
      assert.map(({ condition }) => condition),
    ]),
  );
  expect(asked).toEqual([
    ['ec2', 'L-417A185B', ['${data.aws_servicequotas_service_quota.l_417a185b.value >= 768}']],
    ['vpc', 'L-DF5E4CA3', ['${data.aws_servicequotas_service_quota.l_df5e4ca3.value >= 68}']],
  ]);
});

test('says in words what is too low', () => {
  expect(checks()[0]?.assert[0]?.error_message).toBe(
    'vCPU of on-demand P instances: the design takes 768 and quota L-417A185B (On-Demand P vCPU) of ap-northeast-2 is lower; ask for more before the deployment',
  );
});

test('asks the zone whether it sells the type', () => {
  const [offering] = checks().filter(({ data }) => 'aws_ec2_instance_type_offerings' in data);
  expect(offering?.data['aws_ec2_instance_type_offerings']?.['offer_train']).toMatchObject({
    location_type: 'availability-zone-id',
    filter: [
      { name: 'instance-type', values: ['p5en.48xlarge'] },
      { name: 'location', values: ['apne2-az1'] },
    ],
  });
});

test('a site whose quotas Terraform compares leaves none unknown', () => {
  const lab = awsLab();
  const { stack, site, region } = lab;
  new AwsAccountChecks(stack, 'account', { site, region, pools: [labPool(lab, { ofiNcclVersion: '1.16.0' })] });
  const found = site.evaluation.findings.filter(({ ruleId }) => ruleId.startsWith('aws/'));
  // One pool is in one zone: that is told, and no quota is not known.
  expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([['aws/one-zone', 'info']]);
});
