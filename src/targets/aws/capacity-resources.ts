import type { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
import type { Construct, TerraformResource } from '../../host';
import { present } from '../../units/present';
import { awsBinding, type AwsContext } from './bindings';

/** A reservation that is to be made with the pool. */
export interface NewReservation {
  readonly instanceType: string;
  readonly count: number;
  /** Name of the zone in this account, often a token. */
  readonly availabilityZone: string;
  readonly outpostArn?: string;
}

/** How the capacity of a pool is had. */
export interface CapacityInput {
  /** Name of the pool. */
  readonly name: string;
  /** A placement group of the pool's own. */
  readonly hasGroup: boolean;
  /** Name of the group that a reservation was made in. */
  readonly groupName?: string;
  /** Names (ARN) of on-demand reservations that stand. */
  readonly reservationArns: readonly string[];
  /** On-demand reservation that is made for it. Absent: none. */
  readonly newReservation?: NewReservation;
  /** Id of a capacity block that was bought. */
  readonly blockId?: string;
}

/** What a launch template says of capacity. */
export interface CapacityArguments {
  readonly placement?: { readonly groupName: string };
  readonly capacityReservationSpecification?: {
    readonly capacityReservationTarget: {
      readonly capacityReservationId?: string;
      readonly capacityReservationResourceGroupArn?: string;
    };
  };
  readonly instanceMarketOptions?: { readonly marketType: string };
}

/** Capacity of a pool. */
export interface CapacityResources {
  readonly placementGroup: PlacementGroup | undefined;
  readonly reservation: TerraformResource | undefined;
  readonly launch: CapacityArguments;
}

/**
 * Makes the placement group and the reservation of a pool. Reservations are collected in a resource group, so that capacity grows without a new
 * launch template; a reservation that is new is made inside the placement group.
 */
export function addCapacity(scope: Construct, context: AwsContext, input: CapacityInput): CapacityResources {
  const { provider } = context;
  const { name, blockId } = input;
  const group = input.hasGroup ? addPlacementGroup(scope, context, name) : undefined;
  const groupName = group?.name ?? input.groupName;
  const placement = present({ placement: groupName === undefined ? undefined : { groupName } });
  if (blockId !== undefined) {
    return {
      placementGroup: group,
      reservation: undefined,
      launch: {
        ...placement,
        capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: blockId } },
        instanceMarketOptions: { marketType: 'capacity-block' },
      },
    };
  }
  const reservation = addReservation(scope, context, input, group);
  const members = [
    ...input.reservationArns.map((arn) => ({ id: arn.split('/').at(-1) ?? '', arn })),
    ...(reservation === undefined ? [] : [{ id: 'own', arn: reservation.arn }]),
  ];
  if (members.length === 0) return { placementGroup: group, reservation: undefined, launch: placement };
  const { ResourcegroupsGroup } = awsBinding('resourcegroups-group');
  const pool = new ResourcegroupsGroup(scope, 'reservations', {
    provider,
    name: `${name}_reservations`,
    configuration: [
      { type: 'AWS::EC2::CapacityReservationPool' },
      {
        type: 'AWS::ResourceGroups::Generic',
        parameters: [{ name: 'allowed-resource-types', values: ['AWS::EC2::CapacityReservation'] }],
      },
    ],
  });
  const { ResourcegroupsResource } = awsBinding('resourcegroups-resource');
  for (const { id, arn } of members) {
    new ResourcegroupsResource(scope, `member-${id}`, { provider, groupArn: pool.arn, resourceArn: arn });
  }
  return {
    placementGroup: group,
    reservation,
    launch: {
      ...placement,
      capacityReservationSpecification: {
        capacityReservationTarget: { capacityReservationResourceGroupArn: pool.arn },
      },
    },
  };
}

function addPlacementGroup(scope: Construct, { provider }: AwsContext, name: string): PlacementGroup {
  const { PlacementGroup: Group } = awsBinding('placement-group');
  return new Group(scope, 'placement', { provider, name, strategy: 'cluster' });
}

function addReservation(
  scope: Construct,
  { provider }: AwsContext,
  { newReservation, name }: CapacityInput,
  group: PlacementGroup | undefined,
): (TerraformResource & { readonly arn: string }) | undefined {
  if (newReservation === undefined) return undefined;
  const { instanceType, count, availabilityZone, outpostArn } = newReservation;
  const { Ec2CapacityReservation } = awsBinding('ec2-capacity-reservation');
  return new Ec2CapacityReservation(scope, 'reservation', {
    provider,
    instanceType,
    instanceCount: count,
    instancePlatform: 'Linux/UNIX',
    availabilityZone,
    instanceMatchCriteria: 'targeted',
    endDateType: 'unlimited',
    ...present({ placementGroupArn: group?.arn, outpostArn }),
    tags: { Name: name },
  });
}
