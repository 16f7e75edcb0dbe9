import type { InstanceSpec } from '../../catalog/aws/instance-spec';
import type { AwsEfaDriver, EfaLayout } from '../../model/aws-plan';

/** A toleration of a pod, and the taint of a node that it is for. */
export interface PoolToleration {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** What a pod on the pool must say: without limits it sees no EFA, without the toleration it never starts. */
export interface PodSettings {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly PoolToleration[];
  /** Limits of a pod that takes a whole node. */
  readonly limits: Readonly<Record<string, number>>;
  /** Requests of a `ResourceClaimTemplate` (`spec.spec.devices.requests`) for a whole node; empty where limits say it all. */
  readonly deviceRequests: readonly DeviceRequest[];
  readonly variables: Readonly<Record<string, string>>;
}

/** Devices that a claim of dynamic resource allocation asks for. */
export interface DeviceRequest {
  readonly name: string;
  readonly exactly: { readonly deviceClassName: string; readonly count: number };
}

/** Extended resource of the EFA device plugin, and device class of the DRA driver. */
const EFA_RESOURCE = 'vpc.amazonaws.com/efa';
const EFA_DEVICE_CLASS = 'efa.networking.k8s.aws';

/** Labels of nodes that say what they hold. */
export function nodeLabels({ acceleratorMaker }: InstanceSpec, { efaInterfaces }: EfaLayout): Record<string, string> {
  return {
    ...(acceleratorMaker === 'nvidia' ? { 'nvidia.com/gpu.present': 'true' } : {}),
    ...(efaInterfaces > 0 ? { 'vpc.amazonaws.com/efa.present': 'true' } : {}),
  };
}

/**
 * What a pod on nodes of a type must say. The device plugin knows nothing of claims, and the DRA driver nothing of the resource: a pod that asks in the words of
 * the other never starts.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
 */
export function podSettings(
  instance: InstanceSpec,
  { efaInterfaces }: EfaLayout,
  driver: AwsEfaDriver = 'device-plugin',
): PodSettings {
  const device = instance.acceleratorMaker === 'nvidia' ? 'nvidia.com/gpu' : 'aws.amazon.com/neuron';
  return {
    nodeSelector: { 'node.kubernetes.io/instance-type': instance.id },
    tolerations: [{ key: device, operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
    limits: {
      [device]: instance.accelerators.value,
      ...(efaInterfaces > 0 && driver === 'device-plugin' ? { [EFA_RESOURCE]: efaInterfaces } : {}),
    },
    deviceRequests:
      efaInterfaces > 0 && driver === 'dra'
        ? [{ name: 'efa', exactly: { deviceClassName: EFA_DEVICE_CLASS, count: efaInterfaces } }]
        : [],
    // Processes that fork after libfabric took huge pages fail without it.
    variables: efaInterfaces > 0 ? { FI_EFA_USE_HUGE_PAGE: '0' } : {},
  };
}
