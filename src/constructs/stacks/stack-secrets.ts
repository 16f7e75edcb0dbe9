import {
  type IConstruct,
  TerraformDataSource,
  TerraformOutput,
  TerraformResource,
  type TerraformStack,
  TerraformVariable,
  Tokenization,
} from '../../host';

/** Attributes that a state holds in clear and whose names do not say so: `always`, for the provider fills them in, or where the program gives them. */
interface SecretAttributes {
  readonly always?: readonly string[];
  readonly given?: readonly string[];
}

const BGP_KEY: SecretAttributes = { always: ['bgp_auth_key'] };

const SECRET_DATA: SecretAttributes = { given: ['data', 'binary_data'] };

/**
 * Secrets of kinds of resource beside those whose names say it. Terraform keeps all attributes of a resource in its state, those that are marked as
 * sensitive too.
 *
 * @see https://developer.hashicorp.com/terraform/language/manage-sensitive-data
 */
const OF_RESOURCES: Readonly<Record<string, SecretAttributes>> = {
  aws_api_gateway_api_key: { always: ['value'] },
  aws_appsync_api_key: { always: ['key'] },
  aws_cognito_identity_provider: { given: ['provider_details'] },
  aws_dx_bgp_peer: BGP_KEY,
  aws_dx_hosted_private_virtual_interface: BGP_KEY,
  aws_dx_hosted_public_virtual_interface: BGP_KEY,
  aws_dx_hosted_transit_virtual_interface: BGP_KEY,
  aws_dx_private_virtual_interface: BGP_KEY,
  aws_dx_public_virtual_interface: BGP_KEY,
  aws_dx_transit_virtual_interface: BGP_KEY,
  aws_grafana_workspace_api_key: { always: ['key'] },
  aws_grafana_workspace_service_account_token: { always: ['key'] },
  aws_instance: { given: ['fetch_password_data', 'get_password_data'] },
  aws_spot_instance_request: { given: ['fetch_password_data', 'get_password_data'] },
  aws_ssm_activation: { always: ['activation_code'] },
  aws_ssm_parameter: { given: ['value'] },
  aws_vpn_connection: { always: ['tunnel1_preshared_key', 'tunnel2_preshared_key', 'customer_gateway_configuration'] },
  helm_release: { given: ['set_sensitive'] },
  kubernetes_secret: SECRET_DATA,
  kubernetes_secret_v1: SECRET_DATA,
  local_sensitive_file: { given: ['content', 'content_base64'] },
  netbox_token: { always: ['key'] },
  random_bytes: { always: ['hex'] },
  random_password: { always: ['result'] },
  tls_private_key: { always: ['private_key_pem'] },
};

const OF_DATA_SOURCES: Readonly<Record<string, SecretAttributes>> = {
  aws_api_gateway_api_key: { always: ['value'] },
  aws_instance: { given: ['fetch_password_data', 'get_password_data'] },
  aws_kms_secrets: { always: ['plaintext'] },
  aws_ssm_parameter: { always: ['value'] },
  aws_ssm_parameters_by_path: { always: ['values'] },
  vault_generic_secret: { always: ['data'] },
  vault_kv_secret_v2: { always: ['data'] },
};

/** Names, in camel case, that say of an attribute that it is a secret: a suffix, so that ARNs, ids, versions and write-only arguments are none. */
const SECRET_NAME =
  /(^|[a-z0-9])(passwords?|passwordV4|passphrase|plaintext|secret|secretKey|secretString|secretBinary|accessKey|privateKeys?|privateKeyPem|privateKeyOpenssh|pre-?sharedKey|authKey|apiKey|tokenKey|token|cak|activationCode|(basicAuth|serviceAccount|authentication)Credentials?|platformCredential)$/i;

/** Names that end like a secret and are none. */
const NO_SECRET =
  /^(client|creation|lock|update|version|grant|sync|verification|policyUpdate|eventSource|continuation|next)Token$|^encrypted|^(generate|manage|allow|expire|force|fetch|has|no|min|max)[A-Z].*$|^masterUserSecret$/;

/** Secrets that the state of a stack will hold, of what its constructs made: address and attribute, sorted. */
export function secretsOf(stack: TerraformStack): readonly string[] {
  const constructs = stack.node.findAll();
  const variables = new Set(
    constructs
      .filter((construct): construct is TerraformVariable => construct instanceof TerraformVariable)
      .filter(({ sensitive }) => sensitive === true)
      .map(({ friendlyUniqueId }) => `var.${friendlyUniqueId}`),
  );
  return constructs.flatMap((construct) => secretsOfConstruct(construct, variables)).sort();
}

function secretsOfConstruct(construct: IConstruct, variables: ReadonlySet<string>): readonly string[] {
  if (TerraformOutput.isTerraformOutput(construct)) {
    return construct.sensitive === true ? [`output.${construct.friendlyUniqueId}`] : [];
  }
  const isResource = TerraformResource.isTerraformResource(construct);
  if (!isResource && !TerraformDataSource.isTerraformDataSource(construct)) return [];
  const { terraformResourceType: type, friendlyUniqueId: name } = construct;
  const { always = [], given = [] } = (isResource ? OF_RESOURCES : OF_DATA_SOURCES)[type] ?? {};
  const members = construct as unknown as Readonly<Record<string, unknown>>;
  const getters = gettersOf(construct);
  const known = given.filter((attribute) => isGiven(members[`${camelCase(attribute)}Input`]));
  const inputs = [...getters].filter((getter) => getter.endsWith('Input'));
  const byName = inputs.flatMap((getter) => {
    return secretsIn(getter.slice(0, -'Input'.length), members[getter], variables);
  });
  // What a provider computes has no input.
  const computed = [...getters].filter((getter) => isSecretName(getter) && !getters.has(`${getter}Input`));
  const attributes = new Set([...always, ...known, ...byName, ...computed.map((getter) => snakeCase(getter))]);
  const address = `${isResource ? '' : 'data.'}${type}.${name}`;
  return [...attributes].map((attribute) => `${address}.${attribute}`);
}

/** Secrets among what the program gave: by the name of an attribute, in blocks too, or by a variable that is marked as sensitive. */
function secretsIn(name: string, value: unknown, variables: ReadonlySet<string>): readonly string[] {
  if (typeof value === 'string') {
    return (value !== '' && isSecretName(name)) || refersTo(value, variables) ? [snakeCase(name)] : [];
  }
  if (Array.isArray(value)) return value.flatMap((each) => secretsIn(name, each, variables));
  if (!isPlain(value))
    return isGiven(value) && typeof value === 'object' && isSecretName(name) ? [snakeCase(name)] : [];
  const inner = Object.entries(value).flatMap(([member, each]) => secretsIn(member, each, variables));
  return [...new Set(inner)].map((attribute) => `${snakeCase(name)}.${attribute}`);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !NO_SECRET.test(name);
}

function refersTo(text: string, variables: ReadonlySet<string>): boolean {
  if (variables.size === 0) return false;
  const references = Tokenization.reverseString(text).tokens.map((token) => {
    return (token as unknown as { readonly identifier?: unknown }).identifier;
  });
  const written = text.match(/\bvar\.[A-Za-z_][\w-]*/g) ?? [];
  return [...references, ...written].some((one) => typeof one === 'string' && variables.has(one));
}

/** Members of a binding: one for each attribute, and `<attribute>Input` for each that a program may give. */
function gettersOf(construct: object): ReadonlySet<string> {
  const names = Object.keys(construct).filter((name) => name.endsWith('Input'));
  const ends: readonly unknown[] = [TerraformResource.prototype, TerraformDataSource.prototype, Object.prototype, null];
  for (let kind: unknown = Object.getPrototypeOf(construct); !ends.includes(kind); kind = Object.getPrototypeOf(kind)) {
    const members = Object.getOwnPropertyDescriptors(kind as object);
    names.push(...Object.keys(members).filter((name) => members[name as never]?.['get'] !== undefined));
  }
  return new Set(names);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(name: string): string {
  return name.replace(/([A-Z])/g, (letter) => `_${letter.toLowerCase()}`);
}
