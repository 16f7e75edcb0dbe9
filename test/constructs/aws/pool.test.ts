import { AwsCapacity, AwsConsumer, defineInstance, instances } from 'cdktf-ai-factory/aws';
import { awsLab, blockOf, blocksOf, jsonOf, labCluster, labPool, type AwsLab, type Block } from './aws-stack';

const RESERVATION = 'arn:aws:ec2:ap-northeast-2:111122223333:capacity-reservation/cr-0123456789abcdef0';

function interfacesOf(lab: AwsLab): string[] {
  return (blockOf(lab, 'aws_launch_template')['network_interfaces'] as Block[]).map(
    (one) => `${String(one['network_card_index'])}.${String(one['device_index'])} ${String(one['interface_type'])}`,
  );
}

describe('the launch template', () => {
  // 1 ENA and 1 EFA-only on card 0, then one EFA-only on each of the 15 further cards: 17.
  test('of p5en has ENA, then EFA-only on each card', () => {
    const lab = awsLab();
    labPool(lab);
    expect(interfacesOf(lab)).toEqual([
      '0.0 interface',
      '0.1 efa-only',
      ...Array.from({ length: 15 }, (_, index) => `${index + 1}.0 efa-only`),
    ]);
  });

  // 17 cards, card 0 without EFA: 1 ENA and 16 EFA-only.
  test('of p6-b300 has no EFA on card 0', () => {
    const lab = awsLab();
    const zone = { ...instances.P6_B300_48XLARGE, zoneIds: instances.P5EN_48XLARGE.zoneIds! };
    labPool(lab, { instance: defineInstance(zone) });
    expect(interfacesOf(lab)).toEqual([
      '0.0 interface',
      ...Array.from({ length: 16 }, (_, index) => `${index + 1}.0 efa-only`),
    ]);
  });

  test('asks for session tokens, encrypts its volume and gives no public address', () => {
    const lab = awsLab();
    labPool(lab);
    const template = blockOf(lab, 'aws_launch_template');
    expect(template['metadata_options']).toEqual({
      http_endpoint: 'enabled',
      http_put_response_hop_limit: 1,
      http_tokens: 'required',
    });
    expect(template['block_device_mappings']).toEqual([
      {
        device_name: '/dev/xvda',
        ebs: { delete_on_termination: 'true', encrypted: 'true', volume_size: 300, volume_type: 'gp3' },
      },
    ]);
    expect(JSON.stringify(template)).not.toContain('associate_public_ip_address');
    expect(template['vpc_security_group_ids']).toBeUndefined();
  });

  test('makes one volume of the local disks and turns huge pages of EFA off at the start', () => {
    const lab = awsLab();
    labPool(lab);
    const script = Buffer.from(String(blockOf(lab, 'aws_launch_template')['user_data']), 'base64').toString();
    expect(script).toContain('mdadm --create /dev/md0');
    expect(script).toContain('FI_EFA_USE_HUGE_PAGE=0');
  });
});

describe('the group of a pool', () => {
  test('lets its members reach each other over every protocol, both ways', () => {
    const lab = awsLab();
    labPool(lab);
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']) {
      const self = blocksOf(lab, type).filter(
        (rule) => rule['ip_protocol'] === '-1' && rule['referenced_security_group_id'] === rule['security_group_id'],
      );
      expect(self).toHaveLength(1);
      expect(self[0]).not.toHaveProperty('from_port');
    }
  });
});

describe('capacity', () => {
  test('on demand stands in a cluster placement group of its own', () => {
    const lab = awsLab();
    labPool(lab);
    expect(blockOf(lab, 'aws_placement_group')).toMatchObject({ name: 'lab-train', strategy: 'cluster' });
    expect(blockOf(lab, 'aws_launch_template')['placement']).toEqual({
      group_name: '${aws_placement_group.train_placement_C1CEC66C.name}',
    });
  });

  test('of reservations that stand is a resource group, without a placement group', () => {
    const lab = awsLab();
    labPool(lab, { capacity: AwsCapacity.reservations({ arns: [RESERVATION] }) });
    expect(blocksOf(lab, 'aws_placement_group')).toEqual([]);
    expect(blockOf(lab, 'aws_resourcegroups_group')['configuration']).toEqual([
      { type: 'AWS::EC2::CapacityReservationPool' },
      {
        parameters: [{ name: 'allowed-resource-types', values: ['AWS::EC2::CapacityReservation'] }],
        type: 'AWS::ResourceGroups::Generic',
      },
    ]);
    expect(blockOf(lab, 'aws_resourcegroups_resource')['resource_arn']).toBe(RESERVATION);
    expect(JSON.stringify(blockOf(lab, 'aws_launch_template')['capacity_reservation_specification'])).toContain(
      'capacity_reservation_resource_group_arn',
    );
  });

  test('of a new reservation is made inside the placement group, targeted', () => {
    const lab = awsLab();
    labPool(lab, { capacity: AwsCapacity.newReservation() });
    expect(blockOf(lab, 'aws_ec2_capacity_reservation')).toMatchObject({
      instance_count: 4,
      instance_match_criteria: 'targeted',
      instance_type: 'p5en.48xlarge',
      availability_zone: expect.stringMatching(/^\$\{data\.aws_availability_zone\./),
      placement_group_arn: expect.stringMatching(/^\$\{aws_placement_group\./),
    });
  });

  test('of a block names it in the template, begins empty, and is never bought', () => {
    const lab = awsLab(2);
    const cluster = labCluster(lab);
    labPool(lab, {
      consumer: AwsConsumer.eks(cluster),
      capacity: AwsCapacity.capacityBlock({ id: 'cr-0123456789abcdef0', starts: '2026-12-01', ends: '2026-12-15' }),
    });
    const template = blocksOf(lab, 'aws_launch_template').find((one) => one['instance_type'] === 'p5en.48xlarge');
    expect(template).toMatchObject({
      capacity_reservation_specification: {
        capacity_reservation_target: { capacity_reservation_id: 'cr-0123456789abcdef0' },
      },
      instance_market_options: { market_type: 'capacity-block' },
    });
    const group = blocksOf(lab, 'aws_eks_node_group').find((one) => one['node_group_name'] === 'lab-train');
    expect(group).toMatchObject({
      capacity_type: 'CAPACITY_BLOCK',
      scaling_config: { desired_size: 0, max_size: 4, min_size: 0 },
      subnet_ids: [expect.stringMatching(/^\$\{aws_subnet\.gpu_subnet-train/)],
      lifecycle: { ignore_changes: ['scaling_config[0].desired_size'] },
    });
    expect(group).not.toHaveProperty('instance_types');
    expect(
      blocksOf(lab, 'aws_autoscaling_schedule').map((one) => [one['start_time'], one['desired_capacity']]),
    ).toEqual([
      ['2026-12-01T12:00:00Z', 4],
      ['2026-12-15T10:45:00Z', 0],
    ]);
    expect(jsonOf(lab)['resource']).not.toHaveProperty('aws_ec2_capacity_block_reservation');
    expect(blocksOf(lab, 'aws_placement_group')).toEqual([]);
  });
});

describe('consumers', () => {
  test('plain instances are a group of one subnet that no new template restarts', () => {
    const lab = awsLab();
    labPool(lab, { maxCount: 8 });
    const group = blockOf(lab, 'aws_autoscaling_group');
    expect(group).toMatchObject({ min_size: 4, max_size: 8, desired_capacity: 4 });
    expect(group['vpc_zone_identifier']).toHaveLength(1);
    expect(group).not.toHaveProperty('instance_refresh');
  });

  test('EKS nodes carry labels, the taint of GPUs, and as many pods as the subnet has addresses for', () => {
    const lab = awsLab(2);
    const pool = labPool(lab, { consumer: AwsConsumer.eks(labCluster(lab)), podsPerNode: 60 });
    const group = blocksOf(lab, 'aws_eks_node_group').find((one) => one['node_group_name'] === 'lab-train');
    expect(group).toMatchObject({
      ami_type: 'AL2023_x86_64_NVIDIA',
      labels: { 'nvidia.com/gpu.present': 'true', 'vpc.amazonaws.com/efa.present': 'true' },
      node_repair_config: { enabled: true },
      taint: [{ effect: 'NO_SCHEDULE', key: 'nvidia.com/gpu', value: 'true' }],
    });
    const template = blocksOf(lab, 'aws_launch_template').find((one) => one['name'] === 'lab-train');
    expect(template).not.toHaveProperty('iam_instance_profile');
    expect(JSON.stringify(template?.['network_interfaces'])).not.toContain('subnet_id');
    const config = Buffer.from(String(template?.['user_data']), 'base64').toString();
    expect(config).toContain('strategy: RAID0');
    expect(config).toContain('maxPods: 60');
    // 4 x (1 + 60) = 244 addresses: a /24 has 251.
    expect(pool.subnet.plan).toMatchObject({ wanted: 244, usable: 251, cidr: '10.64.1.0/24' });
    expect(pool.podSettings).toEqual({
      nodeSelector: { 'node.kubernetes.io/instance-type': 'p5en.48xlarge' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
      limits: { 'nvidia.com/gpu': 8 },
      deviceRequests: [{ name: 'efa', exactly: { deviceClassName: 'efa.networking.k8s.aws', count: 16 } }],
      variables: { FI_EFA_USE_HUGE_PAGE: '0' },
    });
  });

  test('PCS gets EFA with addresses, subnets in the interfaces, and no updates by themselves', () => {
    const lab = awsLab();
    const pool = labPool(lab, {
      consumer: AwsConsumer.pcs({
        clusterId: 'pcs_0123456789',
        imageId: 'ami-0123456789abcdef0',
        securityGroupId: 'sg-0123456789abcdef0',
      }),
    });
    expect(interfacesOf(lab)).toEqual(['0.0 efa', ...Array.from({ length: 15 }, (_, index) => `${index + 1}.1 efa`)]);
    // 4 x 16 addresses.
    expect(pool.subnet.plan.wanted).toBe(64);
    const template = blockOf(lab, 'aws_launch_template');
    expect((template['network_interfaces'] as Block[]).every((one) => 'subnet_id' in one)).toBe(true);
    expect(template['metadata_options']).toMatchObject({ http_put_response_hop_limit: 4 });
    expect(Buffer.from(String(template['user_data']), 'base64').toString()).toContain('unattended-upgrades');
    expect(blocksOf(lab, 'aws_cloudcontrolapi_resource').map((one) => one['type_name'])).toEqual([
      'AWS::PCS::ComputeNodeGroup',
      'AWS::PCS::Queue',
    ]);
  });

  test('HyperPod is a cluster through Cloud Control, without a template', () => {
    const lab = awsLab();
    labPool(lab, { consumer: AwsConsumer.hyperPod({ scripts: 's3://sagemaker-lab/scripts/' }) });
    expect(blocksOf(lab, 'aws_launch_template')).toEqual([]);
    const { type_name, desired_state } = blockOf(lab, 'aws_cloudcontrolapi_resource');
    expect(type_name).toBe('AWS::SageMaker::Cluster');
    expect(desired_state).toContain('"InstanceType" = "ml.p5en.48xlarge"');
  });

  test('ParallelCluster is handed the settings of its own file', () => {
    const lab = awsLab();
    const pool = labPool(lab, { consumer: AwsConsumer.parallelCluster() });
    expect(pool.instances.settings).toMatchObject({
      InstanceType: 'p5en.48xlarge',
      MinCount: 4,
      MaxCount: 4,
      Efa: { Enabled: true },
      PlacementGroup: { Enabled: true },
    });
    expect(pool.runner).toBeUndefined();
    expect(blocksOf(lab, 'aws_launch_template')).toEqual([]);
  });
});
