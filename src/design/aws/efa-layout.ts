import { DesignError } from '../../errors/design-error';
import type { EfaInterface, EfaLayout, AwsEfaDriver, AwsHybridPlan } from '../../model/aws-plan';

/** What a layout follows from. */
interface EfaLayoutInput {
  /** Instance type, for messages. */
  readonly instance: string;
  readonly cards: number;
  /** EFA interfaces; 0 for a type without. */
  readonly efaInterfaces: number;
  readonly isCard0Efa: boolean;
  /** Interfaces that card 0 takes. */
  readonly card0Interfaces: number;
  /** Interfaces that each further card takes. */
  readonly cardInterfaces: number;
  /** IPv4 addresses of one interface. */
  readonly addressesPerInterface: number;
  /** `efa-only` takes no address; AWS PCS knows `efa` alone. */
  readonly kind: 'efa-only' | 'efa';
}

/**
 * Lays the interfaces of an instance out. Card 0 begins with ENA, which alone can be the primary interface; its second is EFA where the card takes
 * one; each further card has one EFA interface, until the type has no more. At most one a card.
 *
 * @throws DesignError `aws/efa-does-not-fit` for more EFA interfaces than the cards take
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export function planEfaLayout(input: EfaLayoutInput): EfaLayout {
  const interfaces = input.kind === 'efa' ? efaWithAddress(input) : efaOnly(input);
  const efa = interfaces.filter(({ kind }) => kind !== 'interface');
  if (efa.length < input.efaInterfaces) {
    throw new DesignError('aws/efa-does-not-fit', {
      problem: `instance type '${input.instance}': ${input.efaInterfaces} EFA interfaces on ${input.cards} network cards, which take ${efa.length}`,
      remedy: 'correct the facts of the type: a card takes one EFA interface',
      object: input.instance,
      value: String(input.efaInterfaces),
      limit: String(efa.length),
    });
  }
  return describeLayout(interfaces, input);
}

/** A layout that is given, with what follows from it. */
export function describeLayout(
  interfaces: readonly EfaInterface[],
  { card0Interfaces, addressesPerInterface }: Pick<EfaLayoutInput, 'card0Interfaces' | 'addressesPerInterface'>,
): EfaLayout {
  const onCard0 = interfaces.filter(({ card, kind }) => card === 0 && kind === 'efa-only').length;
  return {
    interfaces,
    efaInterfaces: interfaces.filter(({ kind }) => kind !== 'interface').length,
    addresses: interfaces.filter(({ kind }) => kind !== 'efa-only').length,
    // As Karpenter counts: the first address of each interface is its own; two pods use the host's network.
    podsByInterface: (card0Interfaces - onCard0) * (addressesPerInterface - 1) + 2,
  };
}

function efaOnly({ cards, efaInterfaces, isCard0Efa, card0Interfaces }: EfaLayoutInput): EfaInterface[] {
  const interfaces: EfaInterface[] = [{ card: 0, device: 0, kind: 'interface' }];
  let left = efaInterfaces;
  if (left > 0 && isCard0Efa && card0Interfaces > 1) {
    interfaces.push({ card: 0, device: 1, kind: 'efa-only' });
    left -= 1;
  }
  for (let card = 1; card < cards && left > 0; card += 1, left -= 1) {
    interfaces.push({ card, device: 0, kind: 'efa-only' });
  }
  return interfaces;
}

/** Where card 0 takes EFA, its primary interface is one, and further cards count their devices from 1, as P5 and P5en are launched. */
function efaWithAddress({ cards, efaInterfaces, isCard0Efa }: EfaLayoutInput): EfaInterface[] {
  const isPrimaryEfa = efaInterfaces > 0 && isCard0Efa;
  const interfaces: EfaInterface[] = [{ card: 0, device: 0, kind: isPrimaryEfa ? 'efa' : 'interface' }];
  let left = efaInterfaces - (isPrimaryEfa ? 1 : 0);
  for (let card = 1; card < cards && left > 0; card += 1, left -= 1) {
    interfaces.push({ card, device: isCard0Efa ? 1 : 0, kind: 'efa' });
  }
  return interfaces;
}

/** Add-ons of EKS that a cluster has, in order of their making. */
export const EKS_ADDONS = [
  'eks-pod-identity-agent',
  'vpc-cni',
  'kube-proxy',
  'coredns',
  'eks-node-monitoring-agent',
] as const;

/** Add-on by which pods mount file systems of FSx for Lustre. */
export const LUSTRE_ADDON = 'aws-fsx-csi-driver';

/** First minor version of Kubernetes on which EKS has the driver of EFA for dynamic resource allocation. */
const DRA_MINOR = 34;

/** Whether EKS has the driver of EFA for dynamic resource allocation on a version such as `1.34`. */
export function hasEfaDra(version: string): boolean {
  return Number(version.split('.')[1]) >= DRA_MINOR;
}

/**
 * How pods of a cluster ask for EFA devices where nothing is said: by dynamic resource allocation from Kubernetes 1.34, as AWS advises, and before it by the device
 * plugin, whose version also says so.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/device-management-efa.html
 */
export function efaDriverFor(version: string, pluginVersion: string | undefined): AwsEfaDriver {
  return pluginVersion === undefined && hasEfaDra(version) ? 'dra' : 'device-plugin';
}

/**
 * Services that nodes on the site call, by their credentials. The gateway endpoint of S3 is reached from inside a network alone, so S3 is among them.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html
 */
export const HYBRID_ENDPOINTS: Readonly<Record<AwsHybridPlan['credentials'], readonly string[]>> = {
  ssm: ['ec2messages', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 's3', 'ssm', 'ssmmessages'],
  'roles-anywhere': ['ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'rolesanywhere', 's3'],
};

/**
 * Days that an activation of Systems Manager lives at most.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
 */
export const LONGEST_ACTIVATION_DAYS = 30;

const MILLISECONDS_PER_DAY = 86_400_000;

/** Days from a day, `YYYY-MM-DD`, to the end of an activation; below 0 where it ended before. */
export function activationDays(asOf: string, ends: string): number {
  return (Date.parse(ends) - Date.parse(`${asOf}T00:00:00Z`)) / MILLISECONDS_PER_DAY;
}
