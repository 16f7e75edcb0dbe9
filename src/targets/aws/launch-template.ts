import type { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import type { EfaLayout } from '../../model/aws-plan';
import type { Construct } from '../../host';
import type { AwsContext } from './aws-context';
import { awsBinding } from './bindings';
import type { CapacityArguments } from './capacity-resources';

export type { LaunchTemplate };

/** What a launch template is made from. */
export interface LaunchTemplateInput {
  readonly name: string;
  readonly instanceType: string;
  /** Image; absent where the consumer chooses it. */
  readonly imageId?: string;
  readonly layout: EfaLayout;
  readonly securityGroupIds: readonly string[];
  /** Subnet inside the interfaces, for consumers that give none of their own. */
  readonly subnetId?: string;
  /** Name of an instance profile; absent where the consumer gives one. */
  readonly instanceProfile?: string;
  readonly hopLimit: number;
  readonly rootDevice: string;
  readonly rootGibibytes: number;
  /** Key of the root volume. Absent: the account's key for volumes. */
  readonly volumeKeyArn?: string;
  /** Absent: nothing beside the image. */
  readonly userData?: string;
  readonly capacity: CapacityArguments;
}

/**
 * Makes the launch template of a pool: interfaces by the layout with the groups inside them, metadata with session tokens alone, and an encrypted
 * root volume. Nothing gets a public address.
 */
export function addLaunchTemplate(
  scope: Construct,
  id: string,
  context: AwsContext,
  input: LaunchTemplateInput,
): LaunchTemplate {
  const { LaunchTemplate: Template } = awsBinding('launch-template');
  const { name, layout } = input;
  return new Template(scope, id, {
    provider: context.provider,
    name,
    instanceType: input.instanceType,
    ...(input.imageId === undefined ? {} : { imageId: input.imageId }),
    ...(input.instanceProfile === undefined ? {} : { iamInstanceProfile: { name: input.instanceProfile } }),
    updateDefaultVersion: true,
    networkInterfaces: layout.interfaces.map(({ card, device, kind }) => ({
      networkCardIndex: card,
      deviceIndex: device,
      interfaceType: kind,
      securityGroups: [...input.securityGroupIds],
      deleteOnTermination: 'true',
      ...(input.subnetId === undefined ? {} : { subnetId: input.subnetId }),
      // With several interfaces EC2 refuses the argument, whatever it says.
      ...(layout.interfaces.length === 1 ? { associatePublicIpAddress: 'false' } : {}),
    })),
    metadataOptions: {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: input.hopLimit,
    },
    blockDeviceMappings: [
      {
        deviceName: input.rootDevice,
        ebs: {
          encrypted: 'true',
          volumeType: 'gp3',
          volumeSize: input.rootGibibytes,
          deleteOnTermination: 'true',
          ...(input.volumeKeyArn === undefined ? {} : { kmsKeyId: input.volumeKeyArn }),
        },
      },
    ],
    ...input.capacity,
    ...(input.userData === undefined ? {} : { userData: Buffer.from(input.userData, 'utf8').toString('base64') }),
    // Tags of the provider stop at the template itself.
    tagSpecifications: ['instance', 'volume', 'network-interface'].map((resourceType) => ({
      resourceType,
      tags: { ...context.tags, Name: name },
    })),
    tags: { Name: name },
  });
}
