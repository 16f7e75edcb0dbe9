import type { FsxLustreFileSystem } from '@cdktf/provider-aws/lib/fsx-lustre-file-system';
import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { LustreSizing } from '../../model/aws-plan';
import type { Construct } from '../../host';
import { awsBinding, type AwsContext } from './bindings';
import { addKey, addGroupRule, addSecurityGroup, selfRules } from './access-resources';

/** Ports of Lustre. */
const PORTS = [
  [988, 988],
  [1_018, 1_023],
] as const;

/** What a file system is made from. */
export interface LustreResourcesInput {
  /** Name that ids and tags begin with. */
  readonly name: string;
  /** Network that it stands in. */
  readonly vpcId: string;
  /** Subnet that it stands in. */
  readonly subnetId: string;
  /** Its size. */
  readonly sizing: LustreSizing;
  /** Groups of the pools that it serves, by pool. */
  readonly clients: ReadonlyMap<string, string>;
  /** Bucket that it is linked to, as a path in S3. */
  readonly repository?: string;
}

/** A file system. */
export interface LustreResources {
  readonly fileSystem: FsxLustreFileSystem;
  readonly group: SecurityGroup;
}

/** Makes a file system with a key and a group of its own, open to the groups of its clients alone, and its link to S3. */
export function addLustre(scope: Construct, context: AwsContext, input: LustreResourcesInput): LustreResources {
  const { provider } = context;
  const { name, sizing } = input;
  const key = addKey(scope, 'key', context, { name: `${name}_lustre`, description: `File system ${name}` });
  const group = addSecurityGroup(scope, 'group', context, {
    name: `${name}_lustre`,
    description: 'FSx for Lustre',
    vpcId: input.vpcId,
  });
  openPorts(scope, context, group.id, input);
  const { FsxLustreFileSystem: FileSystem } = awsBinding('fsx-lustre-file-system');
  const fileSystem = new FileSystem(scope, 'file-system', {
    provider,
    deploymentType: 'PERSISTENT_2',
    storageType: 'SSD',
    storageCapacity: sizing.storageGibibytes,
    perUnitStorageThroughput: sizing.perTebibyte,
    subnetIds: [input.subnetId],
    securityGroupIds: [group.id],
    kmsKeyId: key.arn,
    ...(sizing.hasEfa ? { efaEnabled: true } : {}),
    metadataConfiguration: { mode: 'AUTOMATIC' },
    tags: { Name: name },
    // Systems with EFA take longer than the 30 minutes that the provider waits.
    timeouts: { create: '3h', delete: '1h', update: '3h' },
    lifecycle: { preventDestroy: true },
  });
  if (input.repository !== undefined) addRepository(scope, context, fileSystem.id, input.repository);
  return { fileSystem, group };
}

function addRepository(scope: Construct, context: AwsContext, fileSystemId: string, path: string): void {
  const { FsxDataRepositoryAssociation } = awsBinding('fsx-data-repository-association');
  const events = ['NEW', 'CHANGED', 'DELETED'];
  new FsxDataRepositoryAssociation(scope, 'repository', {
    provider: context.provider,
    fileSystemId,
    fileSystemPath: '/data',
    dataRepositoryPath: path,
    batchImportMetaDataOnCreate: true,
    s3: { autoImportPolicy: { events }, autoExportPolicy: { events } },
  });
}

function openPorts(
  scope: Construct,
  context: AwsContext,
  groupId: string,
  { clients, sizing }: LustreResourcesInput,
): void {
  // With EFA the servers speak to one another and to clients over every protocol.
  if (sizing.hasEfa) {
    for (const rule of selfRules(groupId, 'EFA between file servers'))
      addGroupRule(scope, 'servers', context, groupId, rule);
  } else {
    for (const [from, to] of PORTS)
      addPorts(scope, context, { owner: groupId, peer: groupId, id: 'servers', from, to });
  }
  for (const [pool, peer] of clients) {
    for (const [from, to] of PORTS) {
      addPorts(scope, context, { owner: groupId, peer, id: pool, from, to });
      addPorts(scope, context, { owner: peer, peer: groupId, id: `${pool}_clients`, from, to });
    }
    if (!sizing.hasEfa) continue;
    for (const [owner, other, id] of [
      [groupId, peer, pool],
      [peer, groupId, `${pool}_clients`],
    ] as const) {
      for (const { id: rule, direction } of selfRules(other, '')) {
        addGroupRule(scope, id, context, owner, {
          id: rule.replace('self', 'efa'),
          direction,
          protocol: '-1',
          peer: { group: other },
          description: 'EFA of Lustre',
        });
      }
    }
  }
}

function addPorts(
  scope: Construct,
  context: AwsContext,
  rule: {
    readonly owner: string;
    readonly peer: string;
    readonly id: string;
    readonly from: number;
    readonly to: number;
  },
): void {
  for (const direction of ['ingress', 'egress'] as const) {
    addGroupRule(scope, rule.id, context, rule.owner, {
      id: `${direction}-${rule.from}`,
      direction,
      protocol: 'tcp',
      fromPort: rule.from,
      toPort: rule.to,
      peer: { group: rule.peer },
      description: 'Lustre',
    });
  }
}
