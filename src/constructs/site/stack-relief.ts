import type { NetboxRecord } from '../../export/netbox/netbox-record';
import {
  type IConstruct,
  TerraformDataSource,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
} from '../../host';
import { RESOURCE_BUDGET } from '../../model/site-input';
import type { EmbeddedResource } from '../../targets/embedded/embedded-inventory';

/** Resources up to which a stack has room. */
const ROOM = RESOURCE_BUDGET * 0.8;

/** What a stack of the embedded inventory holds. */
export interface StackLoad {
  readonly resources: readonly EmbeddedResource[];
  /** Resources that constructs make themselves, such as those of AWS. */
  readonly others: number;
  /** Row of a rack, `hall/row`. */
  readonly rowOf: (rack: string) => string;
}

/** What makes a stack smaller that holds too much, in words of the props. */
export function embeddedRelief({ resources, others, rowOf }: StackLoad): string {
  const racks = resources.filter(({ kind }) => kind === 'rack').map(({ name }) => rowOf(name));
  const rest = resources.length - racks.length + others;
  if (rest > ROOM) return moveConstructs(resources, others);
  const rows = counted(racks);
  const [largestRow = '', most = 0] = largest(rows);
  const halls = counted(racks.map((row) => row.slice(0, row.indexOf('/'))));
  const [, mostOfHall = 0] = largest(halls);
  if (mostOfHall <= ROOM && (halls.size > 1 || rest > 0)) return split('hall');
  if (most <= ROOM && (rows.size > 1 || rest > 0)) return split('row');
  return `make two rows of row '${largestRow}', which has ${counts(most)} racks in use, and give 'inventory: Inventory.embedded({ split: 'row' })'`;
}

/** What makes a stack of a NetBox inventory smaller, in words of the props. */
export function netboxRelief(records: readonly NetboxRecord[], isByRack: boolean): string {
  const places = records.flatMap(({ place }) => (place === undefined ? [] : [`${place.hall}/${place.row}`]));
  const rows = counted(places);
  const [row = ''] = largest(rows);
  const withIds = "with the ids of what stands as 'imports'";
  if (rows.size > 1) return `give the NetBox inventory 'split: 'row'', ${withIds}`;
  const cables = records.filter(({ domain }) => domain === 'cables').length;
  if (cables > records.length / 2 && !isByRack) return `name the row in 'rowsByRack: ['${row}']', ${withIds}`;
  if (cables > records.length / 2) return "register no cables: 'level: 'interfaces'' of the NetBox inventory";
  if (rows.size === 1)
    return `make two rows of row '${row}', or register less with a lower 'level' of the NetBox inventory`;
  return "register less with a lower 'level' of the NetBox inventory";
}

function split(by: string): string {
  return `give 'inventory: Inventory.embedded({ split: '${by}' })': racks come to further stacks, and none is destroyed`;
}

function moveConstructs(resources: readonly EmbeddedResource[], others: number): string {
  const kinds = counted(resources.map(({ kind }) => kind));
  kinds.set('resources of other constructs', others);
  const [kind = '', most = 0] = largest(kinds);
  const what = kind.startsWith('resources') ? `${counts(most)} ${kind}` : `${counts(most)} resources of kind '${kind}'`;
  return `create some of its constructs in a further TerraformStack, for it holds ${what}: the scope of a construct is its stack, and 'site' names its site`;
}

function counted(names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

function largest(map: ReadonlyMap<string, number>): readonly [string, number] | readonly [] {
  return [...map].reduce<readonly [string, number] | readonly []>(
    (most, each) => (most[1] === undefined || each[1] > most[1] ? each : most),
    [],
  );
}

function counts(count: number): string {
  return count.toLocaleString('en-US');
}

/** Attributes that a state holds in clear: `always`, for the provider fills them in, or where the program gives them. */
interface SecretAttributes {
  readonly always?: readonly string[];
  readonly given?: readonly string[];
}

const BGP_KEY: SecretAttributes = { always: ['bgp_auth_key'] };

const PASSWORD: SecretAttributes = { given: ['password'] };

const MASTER_PASSWORD: SecretAttributes = { given: ['master_password'] };

const PRIVATE_KEY: SecretAttributes = { given: ['private_key'] };

const SECRET_DATA: SecretAttributes = { given: ['data', 'binary_data'] };

/**
 * Secrets of kinds of resource. Terraform keeps all attributes of a resource in its state, those that are marked as sensitive too.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data
 */
const OF_RESOURCES: Readonly<Record<string, SecretAttributes>> = {
  aws_acm_certificate: PRIVATE_KEY,
  aws_db_instance: PASSWORD,
  aws_directory_service_directory: PASSWORD,
  aws_docdb_cluster: MASTER_PASSWORD,
  aws_dx_bgp_peer: BGP_KEY,
  aws_dx_hosted_private_virtual_interface: BGP_KEY,
  aws_dx_hosted_public_virtual_interface: BGP_KEY,
  aws_dx_hosted_transit_virtual_interface: BGP_KEY,
  aws_dx_macsec_key_association: { given: ['cak'] },
  aws_dx_private_virtual_interface: BGP_KEY,
  aws_dx_public_virtual_interface: BGP_KEY,
  aws_dx_transit_virtual_interface: BGP_KEY,
  aws_elasticache_replication_group: { given: ['auth_token'] },
  aws_fsx_ontap_file_system: { given: ['fsx_admin_password'] },
  aws_iam_access_key: { always: ['secret'] },
  aws_iam_server_certificate: PRIVATE_KEY,
  aws_iam_service_specific_credential: { always: ['service_password'] },
  aws_iam_user_login_profile: { always: ['password'] },
  aws_opensearch_domain: { given: ['advanced_security_options'] },
  aws_rds_cluster: MASTER_PASSWORD,
  aws_redshift_cluster: MASTER_PASSWORD,
  aws_secretsmanager_secret_version: { given: ['secret_string', 'secret_binary'] },
  aws_ssm_activation: { always: ['activation_code'] },
  aws_ssm_parameter: { given: ['value'] },
  aws_vpn_connection: { always: ['tunnel1_preshared_key', 'tunnel2_preshared_key'] },
  helm_release: { given: ['set_sensitive'] },
  kubernetes_secret: SECRET_DATA,
  kubernetes_secret_v1: SECRET_DATA,
  kubernetes_token_request_v1: { always: ['token'] },
  local_sensitive_file: { given: ['content', 'content_base64'] },
  netbox_token: { always: ['key'] },
  netbox_user: PASSWORD,
  random_password: { always: ['result'] },
  tls_private_key: { always: ['private_key_pem'] },
};

const OF_DATA_SOURCES: Readonly<Record<string, SecretAttributes>> = {
  aws_ecr_authorization_token: { always: ['password'] },
  aws_eks_cluster_auth: { always: ['token'] },
  aws_kms_secrets: { always: ['plaintext'] },
  aws_secretsmanager_secret_version: { always: ['secret_string'] },
  aws_ssm_parameter: { always: ['value'] },
};

/** Secrets that the state of a stack will hold, of what its constructs made: address and attribute, sorted. */
export function secretsOf(stack: TerraformStack): readonly string[] {
  return stack.node
    .findAll()
    .flatMap((construct) => secretsOfConstruct(construct))
    .sort();
}

function secretsOfConstruct(construct: IConstruct): readonly string[] {
  if (TerraformOutput.isTerraformOutput(construct)) {
    return construct.sensitive === true ? [`output.${construct.friendlyUniqueId}`] : [];
  }
  const isResource = TerraformResource.isTerraformResource(construct);
  if (!isResource && !TerraformDataSource.isTerraformDataSource(construct)) return [];
  const { terraformResourceType: type, friendlyUniqueId: name } = construct;
  const { always = [], given = [] } = (isResource ? OF_RESOURCES : OF_DATA_SOURCES)[type] ?? {};
  const address = `${isResource ? '' : 'data.'}${type}.${name}`;
  return [...always, ...given.filter((attribute) => isGiven(construct, attribute))].map(
    (attribute) => `${address}.${attribute}`,
  );
}

/** Bindings keep what the program gave under `<attribute>Input`, in camel case. */
function isGiven(construct: object, attribute: string): boolean {
  const name = attribute.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return (construct as Readonly<Record<string, unknown>>)[`${name}Input`] !== undefined;
}
