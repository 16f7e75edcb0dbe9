import { EKS_ADDONS, hasEfaDra, LUSTRE_ADDON } from '../../design/aws/cluster-nodes';
import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import { parseCidr } from '../../model/address-block';
import type { AwsEfaDriver } from '../../model/aws-plan';
import type { HybridCredentials } from '../../targets/aws/hybrid-resources';
import { checkProps } from '../props/check-props';
import { countErrors } from '../props/prop-values';
import { type PropNames } from '../props/prop-rule';
import type { ScopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import { checkKinds } from './aws-construct';
import { type AwsVpc, logDaysErrors, VPC_OF_SCOPE } from './aws-vpc';
import { OF_SITE } from '../site/site-construct';

/** Names of the props of an `AwsGpuCluster`. */
export const CLUSTER_PROP_NAMES: PropNames<AwsGpuClusterProps> = {
  site: OF_SITE,
  vpc: VPC_OF_SCOPE,
  version: 'required',
  admins: 'required',
  systemNodes: 'required',
  serviceCidr: 'optional',
  hybrid: 'optional',
  logDays: 'optional',
  addonVersions: 'optional',
  efaDriver: 'optional',
  efaDevicePluginVersion: 'optional',
};

/** Names of the members of `systemNodes`. */
const SYSTEM_NODES_NAMES: PropNames<SystemNodesProps> = {
  instanceType: 'required',
  count: 'required',
  podsPerNode: 'required',
  architecture: 'optional',
};

/** Names of the members of `hybrid`. */
const HYBRID_NAMES: PropNames<AwsHybridProps> = {
  nodePools: 'required',
  podPools: 'required',
  credentials: 'required',
};

/** Nodes for what a cluster itself runs: without any, its DNS waits for ever. */
export interface SystemNodesProps {
  /** For example `m7i.xlarge`. */
  readonly instanceType: string;
  /** Nodes, spread over the zones. */
  readonly count: number;
  /** Pods of one node; their addresses are in its subnets. */
  readonly podsPerNode: number;
  /**
   * Processor architecture of the type.
   *
   * @default 'x86_64'
   */
  readonly architecture?: 'x86_64' | 'arm64';
}

/** Systems on the site as nodes of the cluster. */
export interface AwsHybridProps {
  /** Names of the site's address pools that its nodes have their addresses from. */
  readonly nodePools: readonly string[];
  /** Names of the site's address pools for pods there. */
  readonly podPools: readonly string[];
  /** How nodes prove who they are: Systems Manager, or certificates of the site's own authority. */
  readonly credentials: HybridCredentials;
}

/** Properties of an `AwsGpuCluster`. */
export interface AwsGpuClusterProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Network with two availability zones or more.
   *
   * @default - the network that it is created in
   */
  readonly vpc?: AwsVpc;
  /** Kubernetes version such as `1.34`. */
  readonly version: string;
  /** Names (ARN) of roles or users that administer it; nobody else does, not even who deploys it. */
  readonly admins: readonly string[];
  /** Nodes for what the cluster itself runs. */
  readonly systemNodes: SystemNodesProps;
  /**
   * Addresses of services inside the cluster.
   *
   * @default '172.20.0.0/16'
   */
  readonly serviceCidr?: string;
  /**
   * Systems on the site as nodes of the cluster.
   *
   * @default - nodes in AWS alone
   */
  readonly hybrid?: AwsHybridProps;
  /**
   * Days that logs of the control plane are kept; of those that CloudWatch takes.
   *
   * @default 365
   */
  readonly logDays?: number;
  /**
   * Versions of add-ons, such as `{ 'vpc-cni': 'v1.20.4-eksbuild.2' }`. Without one EKS takes the version that is its default on the day that the add-on is made:
   * two clusters of one program then differ.
   *
   * @default - none is pinned, and reported as such
   */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /**
   * How pods ask for EFA devices: as the resource `vpc.amazonaws.com/efa` of the device plugin, or by a claim of the device class `efa.networking.k8s.aws`
   * (dynamic resource allocation, from Kubernetes 1.34). One of them is installed, never both.
   *
   * @default - a claim from Kubernetes 1.34, the resource before it or where `efaDevicePluginVersion` is given
   */
  readonly efaDriver?: AwsEfaDriver;
  /**
   * Version of the EFA device plugin, where one is used instead of the DRA driver.
   *
   * @default - the DRA driver from Kubernetes 1.34, else not known
   */
  readonly efaDevicePluginVersion?: string;
}

const VERSION = /^1\.\d{2}$/;

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

const TYPE = /^[a-z0-9-]+\.[a-z0-9-]+$/;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

const PLUGIN = /^\d+\.\d+\.\d+$/;

const ADDON_VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

/** Sessions that Roles Anywhere gives, s. */
const SHORTEST_SESSION = 900;

const LONGEST_SESSION = 43_200;

/** Nodes that one activation registers at most. */
const MOST_REGISTRATIONS = 1_000;

const EFA_DRIVERS: readonly string[] = ['dra', 'device-plugin'];

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of a cluster in themselves. */
export function clusterErrors(owner: string, props: ScopedProps<AwsGpuClusterProps>): DesignError[] {
  const { version, admins, systemNodes, serviceCidr, hybrid, vpc, efaDevicePluginVersion } = props;
  checkProps(`'systemNodes' of ${owner}`, systemNodes, SYSTEM_NODES_NAMES);
  checkKinds(`'systemNodes' of ${owner}`, systemNodes, {
    instanceType: 'text',
    count: 'number',
    podsPerNode: 'number',
    architecture: 'text',
  });
  if (hybrid !== undefined) {
    checkProps(`'hybrid' of ${owner}`, hybrid, HYBRID_NAMES);
    checkKinds(`'hybrid' of ${owner}`, hybrid, { nodePools: ['text'], podPools: ['text'], credentials: 'object' });
    checkCredentials(`'credentials' of ${owner}`, hybrid.credentials);
  }
  const errors = [
    ...countErrors('aws/bad-count', `'systemNodes' of ${owner}`, {
      count: systemNodes.count,
      podsPerNode: systemNodes.podsPerNode,
    }),
  ];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (!VERSION.test(version)) {
    refuse('aws/eks-version', `'version' is '${version}'`, "write it as '1.34'");
  }
  if (admins.length === 0) {
    refuse('aws/eks-no-admin', "'admins' is empty", 'give the ARN of a role: without one nobody can use the cluster');
  }
  if (new Set(admins).size < admins.length) refuse('aws/eks-admin-twice', "'admins' names one twice", 'name each once');
  for (const admin of admins) {
    if (PRINCIPAL.test(admin)) continue;
    refuse(
      'aws/eks-bad-admin',
      `'admins' has '${admin}'`,
      "give the ARN of a role or user, 'arn:aws:iam::<account>:role/<name>'",
    );
  }
  if (!TYPE.test(systemNodes.instanceType)) {
    const what = `'instanceType' of 'systemNodes' is '${systemNodes.instanceType}'`;
    refuse('aws/bad-instance-type', what, "write it as 'm7i.xlarge'");
  }
  const zones = vpc.zones.filter(({ kind }) => kind === 'availability-zone');
  if (zones.length < 2) {
    const what = `network '${vpc.name}' spans ${zones.length === 1 ? '1 availability zone' : `${zones.length} availability zones`}, and EKS needs 2`;
    refuse(
      'aws/eks-zones',
      what,
      "add a zone to 'zones' of the network: nothing but the control plane need stand there",
    );
  }
  const service = serviceCidr === undefined ? undefined : parseCidr(serviceCidr);
  if (serviceCidr !== undefined && service?.address.bits !== 32) {
    refuse('aws/eks-service-block', `'serviceCidr' is '${serviceCidr}'`, "write a network of IPv4 as '172.20.0.0/16'");
  }
  if (efaDevicePluginVersion !== undefined && !PLUGIN.test(efaDevicePluginVersion)) {
    const what = `'efaDevicePluginVersion' is '${efaDevicePluginVersion}'`;
    refuse('aws/bad-plugin-version', what, "write it as '0.5.10'");
  }
  errors.push(...logDaysErrors(owner, 'logDays', props.logDays));
  checkAddons(props, refuse);
  checkEfaDriver(props, refuse);
  if (hybrid !== undefined) checkHybrid(props.site, hybrid, refuse);
  return errors;
}

function checkAddons({ addonVersions = {} }: AwsGpuClusterProps, refuse: Refuse): void {
  const known = [...EKS_ADDONS, LUSTRE_ADDON];
  for (const [name, version] of Object.entries(addonVersions)) {
    if (!known.some((one) => one === name)) {
      const hint = spellingHint(name, known);
      refuse(
        'aws/unknown-addon',
        `'addonVersions' names '${name}', which a cluster does not have`,
        hint === undefined ? `name one of ${known.join(', ')}` : `did you mean '${hint}'?`,
      );
    }
    if (ADDON_VERSION.test(version)) continue;
    refuse('aws/addon-version', `version of '${name}' is '${version}'`, "write it as EKS does, 'v1.20.4-eksbuild.2'");
  }
}

function checkEfaDriver({ efaDriver, efaDevicePluginVersion, version }: AwsGpuClusterProps, refuse: Refuse): void {
  if (efaDriver === undefined) return;
  if (!EFA_DRIVERS.includes(efaDriver)) {
    refuse('aws/efa-driver', `'efaDriver' is '${efaDriver}'`, "give 'dra' or 'device-plugin'");
  } else if (efaDriver === 'dra' && VERSION.test(version) && !hasEfaDra(version)) {
    const what = `'efaDriver' is 'dra' on Kubernetes ${version}, and EKS has it from 1.34`;
    refuse('aws/efa-driver', what, "raise 'version', or leave 'efaDriver' out");
  } else if (efaDriver === 'dra' && efaDevicePluginVersion !== undefined) {
    const what = "'efaDriver' is 'dra', and 'efaDevicePluginVersion' is given: the two exclude each other";
    refuse('aws/efa-driver', what, 'give one of them');
  }
}

function checkHybrid(site: Site, { nodePools, podPools, credentials }: AwsHybridProps, refuse: Refuse): void {
  const names = site.addressPools.map(({ name }) => name);
  if (nodePools.length === 0)
    refuse('aws/hybrid-no-pool', "'nodePools' of 'hybrid' is empty", 'name an address pool of the site');
  for (const [prop, pools] of Object.entries({ nodePools, podPools })) {
    for (const pool of pools) {
      if (names.includes(pool)) continue;
      const hint = spellingHint(pool, names);
      refuse(
        'aws/unknown-pool',
        `'${prop}' of 'hybrid' names address pool '${pool}', which the site does not have`,
        hint === undefined ? "add it to 'addressPools' of the site" : `did you mean '${hint}'?`,
      );
    }
  }
  if (credentials.kind === 'ssm') {
    const { registrationLimit, expires } = credentials;
    if (!Number.isSafeInteger(registrationLimit) || registrationLimit < 1 || registrationLimit > MOST_REGISTRATIONS) {
      const what = `'registrationLimit' is ${registrationLimit}`;
      refuse('aws/hybrid-registrations', what, `give the number of nodes, 1 to ${MOST_REGISTRATIONS}`);
    }
    if (!INSTANT.test(expires) || Number.isNaN(Date.parse(expires))) {
      refuse('aws/bad-instant', `'expires' is '${expires}'`, "write it as '2026-12-31T00:00:00Z'");
    }
    return;
  }
  const { sessionSeconds } = credentials;
  if (
    !Number.isSafeInteger(sessionSeconds) ||
    sessionSeconds < SHORTEST_SESSION ||
    sessionSeconds > LONGEST_SESSION - 3_600
  ) {
    refuse(
      'aws/hybrid-session',
      `'sessionSeconds' is ${sessionSeconds}`,
      `give ${SHORTEST_SESSION} to ${LONGEST_SESSION - 3_600}: the role's own session must be longer, and has ${LONGEST_SESSION} at most`,
    );
  }
}

/** Refuses credentials that lack something, before any of it is read. */
function checkCredentials(owner: string, credentials: HybridCredentials): void {
  switch (credentials.kind) {
    case 'ssm':
      checkProps(owner, credentials, { kind: 'required', registrationLimit: 'required', expires: 'required' });
      checkKinds(owner, credentials, { registrationLimit: 'number', expires: 'text' });
      return;
    case 'roles-anywhere':
      checkProps(owner, credentials, { kind: 'required', authority: 'required', sessionSeconds: 'required' });
      checkKinds(owner, credentials, { authority: 'object', sessionSeconds: 'number' });
      if ('privateCaArn' in credentials.authority || 'bundle' in credentials.authority) return;
      throw new DesignError('aws/hybrid-authority', {
        problem: `${owner}: 'authority' has neither 'privateCaArn' nor 'bundle'`,
        remedy: 'give one of them',
      });
    default:
      throw new DesignError('aws/hybrid-credentials', {
        problem: `${owner}: 'kind' is '${(credentials as { readonly kind?: string }).kind ?? ''}'`,
        remedy: "give 'ssm' or 'roles-anywhere'",
      });
  }
}
