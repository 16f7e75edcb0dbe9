import { EKS_ADDONS, hasEfaDra, LUSTRE_ADDON } from '../../design/aws/aws-capacity';
import { DesignError, spellingHint } from '../../errors/design-error';
import { parseCidr } from '../../model/address-plan';
import type { AwsEfaDriver } from '../../model/aws-plan';
import type { HybridCredentials } from '../../targets/aws/hybrid-resources';
import { Duration } from '../../units/duration';
import { nameOf, optional, POOLS_OF_SITE, type PropNames, renamed, required, TEXT, written } from '../props/prop-rule';
import { shown } from '../props/prop-values';
import { plainProps, type ScopedProps } from '../props/scoped-props';
import type { Site } from '../site/site';
import type { AddressPoolProps } from '../site/site-props';
import { COUNT } from './aws-construct';
import { type AwsVpc, LOG_DAYS, VPC_OF_SCOPE } from './aws-vpc';
import { OF_SITE } from '../site/site-construct';

const VERSION = /^1\.\d{2}$/;

const PRINCIPAL = /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/;

const TYPE = /^[a-z0-9-]+\.[a-z0-9-]+$/;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** What an instant is to look like. */
const AN_INSTANT = "write it as '2026-12-31T00:00:00Z'";

const PLUGIN = /^\d+\.\d+\.\d+$/;

const ADDON_VERSION = /^v\d+\.\d+\.\d+-eksbuild\.\d+$/;

/** Sessions that Roles Anywhere gives, s. */
const SHORTEST_SESSION = 900;

const LONGEST_SESSION = 43_200;

/** Nodes that one activation registers at most. */
const MOST_REGISTRATIONS = 1_000;

const EFA_DRIVERS: readonly string[] = ['dra', 'device-plugin'];

/** Names of the members of `systemNodes`. */
const SYSTEM_NODES_NAMES: PropNames<SystemNodesProps> = {
  instanceType: required(written(TYPE, 'aws/bad-instance-type', "write it as 'm7i.xlarge'")),
  count: required(COUNT),
  podsPerNode: required(COUNT),
  architecture: optional({ choices: ['x86_64', 'arm64'] }),
};

/** Certificates in PEM. */
const CERTIFICATES = written(
  /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/,
  'props/out-of-range',
  "give certificates in PEM, '-----BEGIN CERTIFICATE-----' and on",
);

const SESSION = renamed(
  'session',
  'sessionSeconds',
  Duration,
  'seconds',
  {
    number: { least: SHORTEST_SESSION, most: LONGEST_SESSION - 3_600, step: 1 },
    code: 'aws/hybrid-session',
    remedy: `give ${SHORTEST_SESSION} to ${LONGEST_SESSION - 3_600}: the role's own session must be longer, and has ${LONGEST_SESSION} at most`,
  },
  "give 15 min to 11 h, in whole seconds: the role's own session must be longer, and has 12 h at most",
);

/** How nodes on the site prove who they are, by kind. */
const CREDENTIALS_NAMES = {
  ssm: {
    kind: required(TEXT),
    registrationLimit: required({
      number: { least: 1, most: MOST_REGISTRATIONS, step: 1 },
      code: 'aws/hybrid-registrations',
      remedy: `give the number of nodes, 1 to ${MOST_REGISTRATIONS}`,
    }),
    expires: required(written(INSTANT, 'aws/bad-instant', AN_INSTANT)),
  },
  'roles-anywhere': {
    kind: required(TEXT),
    authority: required({ of: { privateCaArn: optional(TEXT), bundle: optional(CERTIFICATES) } }),
    ...SESSION,
    session: { ...SESSION.session, isNeeded: true },
  },
} as const;

/** Names of the members of `hybrid`. */
const HYBRID_NAMES: PropNames<AwsHybridProps> = {
  nodePools: required({
    ...POOLS_OF_SITE,
    filled: { code: 'aws/hybrid-no-pool', remedy: 'name an address pool of the site' },
  }),
  podPools: required(POOLS_OF_SITE),
  credentials: required({ ofKind: CREDENTIALS_NAMES, code: 'aws/hybrid-credentials' }),
};

/** Names of the props of an `AwsGpuCluster`. */
export const CLUSTER_PROP_NAMES: PropNames<AwsGpuClusterProps> = {
  site: OF_SITE,
  vpc: VPC_OF_SCOPE,
  version: required(written(VERSION, 'aws/eks-version', "write it as '1.34'")),
  admins: required({
    isList: true,
    each: written(
      PRINCIPAL,
      'aws/eks-bad-admin',
      "give the ARN of a role or user, 'arn:aws:iam::<account>:role/<name>'",
    ),
    filled: { code: 'aws/eks-no-admin', remedy: 'give the ARN of a role: without one nobody can use the cluster' },
  }),
  systemNodes: required({ of: SYSTEM_NODES_NAMES }),
  serviceCidr: optional(TEXT),
  hybrid: optional({ of: HYBRID_NAMES }),
  ...renamed('logRetention', 'logDays', Duration, 'days', LOG_DAYS),
  addonVersions: optional({
    isMap: true,
    each: written(ADDON_VERSION, 'aws/addon-version', "write it as EKS does, 'v1.20.4-eksbuild.2'"),
  }),
  efaDriver: optional({ choices: EFA_DRIVERS, code: 'aws/efa-driver', remedy: "give 'dra' or 'device-plugin'" }),
  efaDevicePluginVersion: optional(written(PLUGIN, 'aws/bad-plugin-version', "write it as '0.5.10'")),
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
  /** The site's address pools, or their names, that its nodes have their addresses from. */
  readonly nodePools: readonly (AddressPoolProps | string)[];
  /** The site's address pools, or their names, for pods there. */
  readonly podPools: readonly (AddressPoolProps | string)[];
  /** How nodes prove who they are: Systems Manager, or certificates of the site's own authority. */
  readonly credentials: HybridCredentialsProps;
}

/** How nodes on the site prove who they are: by an activation of Systems Manager, or by certificates of an authority of the site. */
export type HybridCredentialsProps = Extract<HybridCredentials, { readonly kind: 'ssm' }> | RolesAnywhereProps;

/** Certificates of an authority of the site, and sessions that they give. */
export interface RolesAnywhereProps extends Omit<
  Extract<HybridCredentials, { readonly kind: 'roles-anywhere' }>,
  'sessionSeconds'
> {
  /**
   * How long a session lasts, 15 min to 11 h: `Duration.hours(1)`. It must be given.
   *
   * @default - `sessionSeconds`
   */
  readonly session?: Duration;
  /**
   * Former name of `session`, in seconds.
   *
   * @default - `session`
   * @deprecated give `session`
   */
  readonly sessionSeconds?: number;
}

/** Credentials as the resources take them. */
export function hybridCredentials(credentials: HybridCredentialsProps): HybridCredentials {
  if (credentials.kind === 'ssm') return credentials;
  const { kind, authority, session } = plainProps(credentials, CREDENTIALS_NAMES['roles-anywhere']);
  return { kind, authority, sessionSeconds: session?.inSeconds ?? 0 };
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
   * Time that logs of the control plane are kept: days, of those that CloudWatch takes.
   *
   * @default Duration.days(365)
   */
  readonly logRetention?: Duration;
  /**
   * Former name of `logRetention`, in days.
   *
   * @default - `logRetention`
   * @deprecated give `logRetention`
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

type Refuse = (code: string, problem: string, remedy: string) => void;

/** What is wrong with the props of a cluster in themselves. */
export function clusterErrors(owner: string, props: ScopedProps<AwsGpuClusterProps>): DesignError[] {
  const { admins, serviceCidr, hybrid, vpc } = props;
  const errors: DesignError[] = [];
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem: `${owner}: ${problem}`, remedy }));
  };
  if (new Set(admins).size < admins.length) refuse('aws/eks-admin-twice', "'admins' names one twice", 'name each once');
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
    refuse(
      'aws/eks-service-block',
      `'serviceCidr' is ${shown(serviceCidr)}`,
      "write a network of IPv4 as '172.20.0.0/16'",
    );
  }
  checkAddons(props, refuse);
  checkEfaDriver(props, refuse);
  if (hybrid !== undefined) checkHybrid(props.site, hybrid, refuse);
  return errors;
}

function checkAddons({ addonVersions = {} }: AwsGpuClusterProps, refuse: Refuse): void {
  const known = [...EKS_ADDONS, LUSTRE_ADDON];
  for (const name of Object.keys(addonVersions).filter((one) => !known.some((other) => other === one))) {
    const hint = spellingHint(name, known);
    refuse(
      'aws/unknown-addon',
      `'addonVersions' names ${shown(name)}, which a cluster does not have`,
      hint === undefined ? `name one of ${known.join(', ')}` : `did you mean '${hint}'?`,
    );
  }
}

function checkEfaDriver({ efaDriver, efaDevicePluginVersion, version }: AwsGpuClusterProps, refuse: Refuse): void {
  if (efaDriver === 'dra' && VERSION.test(version) && !hasEfaDra(version)) {
    const what = `'efaDriver' is 'dra' on Kubernetes ${version}, and EKS has it from 1.34`;
    refuse('aws/efa-driver', what, "raise 'version', or leave 'efaDriver' out");
  } else if (efaDriver === 'dra' && efaDevicePluginVersion !== undefined) {
    const what = "'efaDriver' is 'dra', and 'efaDevicePluginVersion' is given: the two exclude each other";
    refuse('aws/efa-driver', what, 'give one of them');
  }
}

function checkHybrid(site: Site, { nodePools, podPools, credentials }: AwsHybridProps, refuse: Refuse): void {
  const names = site.addressPools.map(({ name }) => name);
  for (const [prop, pools] of Object.entries({ nodePools, podPools })) {
    for (const pool of pools.map(nameOf)) {
      if (names.includes(pool)) continue;
      const hint = spellingHint(pool, names);
      refuse(
        'aws/unknown-pool',
        `'${prop}' of 'hybrid' names address pool ${shown(pool)}, which the site does not have`,
        hint === undefined ? "add it to 'addressPools' of the site" : `did you mean '${hint}'?`,
      );
    }
  }
  if (credentials.kind === 'ssm') {
    const { expires } = credentials;
    // One that is written in another way is refused by the table.
    if (INSTANT.test(expires) && Number.isNaN(Date.parse(expires))) {
      refuse('aws/bad-instant', `'expires' is '${expires}'`, AN_INSTANT);
    }
  } else if (!('privateCaArn' in credentials.authority) && !('bundle' in credentials.authority)) {
    refuse('aws/hybrid-authority', "'authority' has neither 'privateCaArn' nor 'bundle'", 'give one of them');
  }
}
