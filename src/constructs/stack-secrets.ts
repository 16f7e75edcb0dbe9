import { TerraformDataSource, TerraformOutput, TerraformResource, type IConstruct, type TerraformStack } from '../host';

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
