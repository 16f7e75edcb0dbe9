import { DataRate, Power } from 'cdktf-ai-factory';
import { AwsZone, DirectConnect } from 'cdktf-ai-factory/aws';
import { awsLab, blockOf, blocksOf, jsonOf, labCluster, type AwsLab, type Block } from './aws-stack';

const POOLS = [
  { name: 'nodes', purpose: 'in-band', cidr: '10.20.0.0/22' },
  { name: 'pods', purpose: 'pods', cidr: '10.24.0.0/16' },
] as const;

/** A lab whose network knows a way to the site. */
function connectedLab(): AwsLab {
  const lab = awsLab(2, {}, { addressPools: POOLS });
  new DirectConnect(lab.stack, 'line', {
    site: lab.site,
    vpcs: [lab.vpc],
    connections: [
      { name: 'first', location: 'LGU57', rate: DataRate.gigabitsPerSecond(10), vlan: 101, bgpAsn: 65_010 },
    ],
    gatewayAsn: 64_512,
    transitAsn: 64_513,
    sitePools: ['nodes', 'pods'],
  });
  return lab;
}

function hybridLab(): AwsLab {
  const lab = connectedLab();
  labCluster(lab, {
    hybrid: {
      nodePools: ['nodes'],
      podPools: ['pods'],
      credentials: { kind: 'ssm', registrationLimit: 16, expires: '2027-01-31T00:00:00Z' },
    },
  });
  return lab;
}

/** Statements of the policies of a role, by the end of its name. */
function statementsOf(lab: AwsLab, name: string): Block[] {
  const policy = blocksOf(lab, 'aws_iam_role_policy').find((one) => one['name'] === name);
  return (JSON.parse(String(policy?.['policy'])) as { readonly Statement: Block[] }).Statement;
}

describe('a cluster', () => {
  test('is reached from its network alone, by entries, with its secrets encrypted, all logs, and protected', () => {
    const lab = awsLab(2);
    labCluster(lab);
    expect(blockOf(lab, 'aws_eks_cluster')).toMatchObject({
      name: 'lab-ai',
      version: '1.34',
      bootstrap_self_managed_addons: false,
      deletion_protection: true,
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      encryption_config: { resources: ['secrets'] },
      kubernetes_network_config: { ip_family: 'ipv4', service_ipv4_cidr: '172.20.0.0/16' },
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      lifecycle: { prevent_destroy: true },
    });
    expect(blockOf(lab, 'aws_eks_cluster')).not.toHaveProperty('remote_network_config');
    expect(blockOf(lab, 'aws_eks_access_entry')).toMatchObject({
      principal_arn: 'arn:aws:iam::111122223333:role/platform',
    });
  });

  test('has its network add-on and pod identities before any node, and its DNS after', () => {
    const lab = awsLab(2);
    labCluster(lab);
    const addons = blocksOf(lab, 'aws_eks_addon');
    expect(addons.map((one) => one['addon_name']).sort()).toEqual([
      'coredns',
      'eks-node-monitoring-agent',
      'eks-pod-identity-agent',
      'kube-proxy',
      'vpc-cni',
    ]);
    const nodes = blockOf(lab, 'aws_eks_node_group');
    expect(nodes['depends_on']).toEqual(
      expect.arrayContaining([
        expect.stringContaining('aws_eks_addon.ai_addon-vpc-cni'),
        expect.stringContaining('aws_eks_addon.ai_addon-eks-pod-identity-agent'),
      ]),
    );
    const dns = addons.find((one) => one['addon_name'] === 'coredns');
    expect(dns?.['depends_on']).toEqual([expect.stringContaining('aws_eks_node_group.ai_system-nodes')]);
  });

  test('gives nodes three policies and no key of SSH, and the network add-on its own role', () => {
    const lab = awsLab(2);
    labCluster(lab);
    const attached = blocksOf(lab, 'aws_iam_role_policy_attachment').map(
      (one) => String(one['policy_arn']).split('/')[1],
    );
    expect(attached.sort()).toEqual([
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSClusterPolicy',
      'AmazonEKSWorkerNodePolicy',
      'AmazonEKS_CNI_Policy',
      'AmazonSSMManagedInstanceCore',
    ]);
    expect(JSON.stringify(jsonOf(lab))).not.toContain('key_name');
  });

  test('does not count the zones that EKS cannot use', () => {
    const lab = awsLab(2);
    const { stack, site, region } = lab;
    const dedicated = new AwsZone(stack, 'ulsan', {
      site,
      region,
      kind: 'dedicated',
      zoneName: 'ulsan-1',
      sitePower: Power.megawatts(3),
    });
    expect(dedicated.argument).toEqual({ availabilityZone: 'ulsan-1' });
    labCluster(lab);
    expect((blockOf(lab, 'aws_eks_cluster')['vpc_config'] as Block)['subnet_ids']).toHaveLength(2);
    expect(site.plan.aws?.onSiteWatts).toBe(3_000_000);
  });
});

describe('hybrid nodes', () => {
  test('take their networks from the address plan of the site', () => {
    const lab = hybridLab();
    expect(blockOf(lab, 'aws_eks_cluster')['remote_network_config']).toEqual({
      remote_node_networks: { cidrs: ['10.20.0.0/22'] },
      remote_pod_networks: { cidrs: ['10.24.0.0/16'] },
    });
    const entries = blocksOf(lab, 'aws_eks_access_entry').map((one) => one['type']);
    expect(entries).toEqual([undefined, 'HYBRID_LINUX']);
    const opened = blocksOf(lab, 'aws_vpc_security_group_ingress_rule').filter(
      (one) => one['description'] === 'Nodes and pods on the site',
    );
    expect(opened.map((one) => [one['cidr_ipv4'], one['from_port'], one['to_port']])).toEqual([
      ['10.20.0.0/22', 443, 443],
      ['10.24.0.0/16', 443, 443],
    ]);
  });

  test('may describe their cluster, and deregister nodes of it alone', () => {
    const statements = statementsOf(hybridLab(), 'lab-ai_hybrid');
    expect(statements.map(({ Action, Condition }) => [Action, Condition === undefined])).toEqual([
      [['eks:DescribeCluster'], true],
      [['ssm:DescribeInstanceInformation'], true],
      [['ssm:DeregisterManagedInstance'], false],
    ]);
  });

  test('are taken by Systems Manager of this account alone', () => {
    const lab = hybridLab();
    const role = blocksOf(lab, 'aws_iam_role').find((one) => one['name'] === 'lab-ai_hybrid');
    const { Statement } = JSON.parse(String(role?.['assume_role_policy'])) as { readonly Statement: Block[] };
    expect(Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'ssm.amazonaws.com' },
        Action: ['sts:AssumeRole'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': expect.stringContaining('account_id') },
          ArnEquals: { 'aws:SourceArn': expect.stringContaining(':ssm:ap-northeast-2:') },
        },
      },
    ]);
  });

  test('have their NodeConfig as an output that is marked as sensitive', () => {
    expect(jsonOf(hybridLab())['output']?.['lab_ai_node_config']).toMatchObject({
      sensitive: true,
      value: expect.stringContaining('node.eks.aws/v1alpha1'),
    });
  });

  test('with certificates have no secret, and trust the name in each certificate', () => {
    const lab = connectedLab();
    labCluster(lab, {
      hybrid: {
        nodePools: ['nodes'],
        podPools: ['pods'],
        credentials: {
          kind: 'roles-anywhere',
          authority: { privateCaArn: 'arn:aws:acm-pca:ap-northeast-2:111122223333:certificate-authority/a' },
          sessionSeconds: 3_600,
        },
      },
    });
    expect(blockOf(lab, 'aws_rolesanywhere_profile')).toMatchObject({
      accept_role_session_name: true,
      duration_seconds: 3_600,
    });
    const role = blocksOf(lab, 'aws_iam_role').find((one) => one['name'] === 'lab-ai_hybrid');
    expect(role).toMatchObject({ max_session_duration: 7_200 });
    // Terraform writes `$${` as `${`.
    expect(role?.['assume_role_policy']).toContain('$${aws:PrincipalTag/x509Subject/CN}');
    expect(jsonOf(lab)['output']?.['lab_ai_node_config']).not.toHaveProperty('sensitive', true);
  });
});
