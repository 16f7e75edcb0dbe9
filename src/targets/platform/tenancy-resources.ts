import { createHash } from 'node:crypto';
import type { TenancyPlan } from '../../design/tenancy/plan-tenancy';
import type { Tenancy } from '../../design/tenancy/tenancy';
import { DesignError } from '../../errors/design-error';
import { gpusOf, leased } from '../../export/tenancy/tenant-nodes';
import type { PartitionTable } from '../../export/tenancy/partition-members';
import { hostlist } from '../../export/schedulers/scheduler-tree';
import { addTo, present } from '../../units/present';
import { terraformData, terraformText } from '../terraform-text';

/** A UFM, and how the provider reaches it. */
export interface UfmServer {
  /** Fabric that it manages. */
  readonly fabric: string;
  /** Address, `https://ufm.example.com`. */
  readonly uri: string;
}

/** Terraform's JSON of a part of a stack. */
export type TerraformBlocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Provider of `restapi_object`, and the version that its arguments are of. */
const RESTAPI = { source: 'Mastercard/restapi', version: '~> 2.0.1' };

const HASH_LENGTH = 8;

/** Provider of `helm_release`, and the version that its arguments are of. */
const HELM = { source: 'hashicorp/helm', version: '~> 3.1' };

/** Word of Terraform: letters, digits, `_` and `-`. What loses a letter gets the end of a hash: names of another script stay apart. */
function word(text: string): string {
  const plain = text.replace(/[^\w-]/g, '_');
  if (plain === text) return plain;
  return `${plain}_${createHash('sha256').update(text).digest('hex').slice(0, HASH_LENGTH)}`;
}

/** Resources by name; two of one name are refused, for one of them would be lost. */
function byName(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    if (Object.hasOwn(named, name)) {
      throw new DesignError('tenancy/two-resources', {
        problem: `two resources of the tenancy would have the name '${name}'`,
        remedy: "rename a tenant: a name with '-' may be those of a tenant and a node joined",
        object: name,
      });
    }
    named[name] = value;
  }
  return named;
}

/** Who has what on the day, a resource a tenant and a pool. It holds no resource of the site. */
export function tenancyData(tenancy: Tenancy, plan: TenancyPlan): TerraformBlocks {
  const tenants = tenancy.tenants.map(({ name, isolation, pkey, vni, vlan, namespace, account, nvlink, ...more }) => {
    const nodes = leased(plan, name);
    const shares = (plan.pools ?? []).flatMap(({ pool, shares: all }) =>
      all.filter(({ tenant }) => tenant === name).map(({ guaranteed, ceiling }) => ({ pool, guaranteed, ceiling })),
    );
    const input = {
      isolation: [...isolation],
      ...present({ pkey, vni, vlan, namespace, account, nvlink, export: more.export }),
      gpus: gpusOf(nodes),
      nodes: hostlist(nodes.map(({ node }) => node)),
      ...(shares.length === 0 ? {} : { shares }),
    };
    return [`tenant-${word(name)}`, { input: terraformData(input) }] as const;
  });
  const pools = (plan.pools ?? []).map(({ pool, usable, guaranteed, rest }) => {
    const nodes = plan.nodes.filter((node) => node.use === 'shared' && node.pool === pool);
    const input = { usable, guaranteed, rest, nodes: hostlist(nodes.map(({ node }) => node)) };
    return [`pool-${word(pool)}`, { input: terraformData(input) }] as const;
  });
  return { resource: { terraform_data: byName([...tenants, ...pools]) } };
}

/**
 * Partitions of tenants by the REST interface of UFM: an empty partition a tenant, and a resource a device for its GUIDs. Members come and go one by one, by the calls that add and
 * remove GUIDs, so that no call replaces all of them. What the server says of a partition is not compared: it answers with another form, and with none for one that is unknown.
 * The user and password are variables, which stand in no state.
 *
 * @see https://docs.nvidia.com/networking/
 */
export function ufmResources(servers: readonly UfmServer[], tables: readonly PartitionTable[]): TerraformBlocks {
  const objects: (readonly [string, unknown])[] = [];
  for (const { fabric } of servers) {
    for (const { tenant, pkey, members } of tables.filter((table) => table.fabric === fabric)) {
      const partition = `${word(fabric)}-${word(tenant)}`;
      const provider = `restapi.${word(fabric)}`;
      const path = '/ufmRest/resources/pkeys';
      objects.push([
        partition,
        {
          provider,
          path,
          object_id: pkey,
          create_path: `${path}/add`,
          read_path: `${path}/{id}`,
          destroy_path: `${path}/{id}`,
          ignore_all_server_changes: true,
          force_new: [pkey],
          data: terraformText(JSON.stringify({ pkey, partition_name: tenant, index0: false, ip_over_ib: true })),
        },
      ]);
      const byDevice = new Map<string, (typeof members)[number][]>();
      for (const member of members) addTo(byDevice, member.device, member);
      for (const [device, own] of byDevice) {
        const guids = own.map(({ guid }) => guid.replace(/^0x/, ''));
        const data = { pkey, guids, membership: own[0]?.membership ?? 'limited', index0: false, ip_over_ib: true };
        const id = `${pkey}/guids/${guids.join(',')}`;
        objects.push([
          `${partition}-${word(device)}`,
          {
            provider,
            path,
            object_id: id,
            create_path: `${path}/`,
            read_path: `${path}/${pkey}?guids_data=true`,
            destroy_path: `${path}/{id}`,
            ignore_all_server_changes: true,
            // Another key or other GUIDs are another membership: the old one is removed by its own call.
            force_new: [id, data.membership],
            data: terraformText(JSON.stringify(data)),
            depends_on: [`restapi_object.${partition}`],
          },
        ]);
      }
    }
  }
  const secret = (name: string, of: string): readonly [string, object] => [
    name,
    { type: 'string', sensitive: true, ephemeral: true, description: terraformText(of) },
  ];
  return {
    terraform: { required_providers: { restapi: RESTAPI } },
    provider: {
      restapi: servers.map(({ fabric, uri }) => ({
        alias: word(fabric),
        uri: terraformText(uri),
        username: `\${var.ufm_${word(fabric)}_username}`,
        password: `\${var.ufm_${word(fabric)}_password}`,
        write_returns_object: false,
      })),
    },
    variable: Object.fromEntries(
      servers.flatMap(({ fabric }) => [
        secret(`ufm_${word(fabric)}_username`, `user of the UFM of fabric ${fabric}`),
        secret(`ufm_${word(fabric)}_password`, `password of the UFM of fabric ${fabric}`),
      ]),
    ),
    resource: { restapi_object: byName(objects) },
  };
}

/** A release of a chart. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  /** Name of a chart, or a path below the folder of the stack. */
  readonly chart: string;
  /** Where the chart is. Absent: in a folder. */
  readonly repository?: string;
  readonly version?: string;
  /** Values of the chart. */
  readonly values?: object;
  /** Names of releases that must be there before. */
  readonly after?: readonly string[];
}

/** Releases of charts in a cluster whose configuration a variable names. */
export function helmResources(releases: readonly HelmRelease[]): TerraformBlocks {
  return {
    terraform: { required_providers: { helm: HELM } },
    provider: { helm: [{ kubernetes: { config_path: '${var.kubeconfig}' } }] },
    variable: { kubeconfig: { type: 'string', description: 'path of the configuration of the cluster' } },
    resource: {
      helm_release: Object.fromEntries(
        releases.map(({ name, namespace, chart, repository, version, values, after = [] }) => [
          name,
          {
            name,
            namespace,
            create_namespace: true,
            chart,
            ...present({ repository: repository === undefined ? undefined : terraformText(repository), version }),
            ...(values === undefined ? {} : { values: [terraformText(`${JSON.stringify(values, undefined, 2)}\n`)] }),
            ...(after.length === 0 ? {} : { depends_on: after.map((each) => `helm_release.${each}`) }),
          },
        ]),
      ),
    },
  };
}

/** Blocks of several parts in one. */
export function mergedBlocks(...parts: readonly TerraformBlocks[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const part of parts) merge(merged, part);
  return merged;
}

function merge(into: Record<string, unknown>, from: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    const isTree = (each: unknown): each is Record<string, unknown> =>
      typeof each === 'object' && each !== null && !Array.isArray(each);
    if (isTree(known) && isTree(value)) merge(known, value);
    else into[key] = isTree(value) ? structuredClone(value) : value;
  }
}
