import type { InstanceSpec } from '../../catalog/aws/instance-spec';
import type { EfaLayout } from '../../design/aws/efa-layout';

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
  readonly variables: Readonly<Record<string, string>>;
}

/** Labels of nodes that say what they hold. */
export function nodeLabels({ acceleratorMaker }: InstanceSpec, { efaInterfaces }: EfaLayout): Record<string, string> {
  return {
    ...(acceleratorMaker === 'nvidia' ? { 'nvidia.com/gpu.present': 'true' } : {}),
    ...(efaInterfaces > 0 ? { 'vpc.amazonaws.com/efa.present': 'true' } : {}),
  };
}

/** What a pod on nodes of a type must say. */
export function podSettings(instance: InstanceSpec, layout: EfaLayout): PodSettings {
  const device = instance.acceleratorMaker === 'nvidia' ? 'nvidia.com/gpu' : 'aws.amazon.com/neuron';
  return {
    nodeSelector: { 'node.kubernetes.io/instance-type': instance.id },
    tolerations: [{ key: device, operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
    limits: {
      [device]: instance.accelerators.value,
      ...(layout.efaInterfaces > 0 ? { 'vpc.amazonaws.com/efa': layout.efaInterfaces } : {}),
    },
    // Processes that fork after libfabric took huge pages fail without it.
    variables: layout.efaInterfaces > 0 ? { FI_EFA_USE_HUGE_PAGE: '0' } : {},
  };
}
