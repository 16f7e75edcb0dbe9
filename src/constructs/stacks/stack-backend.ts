import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

import { spellingHint, type DesignError } from '../../errors/design-error';
import {
  App,
  HttpBackend,
  LocalBackend,
  PgBackend,
  S3Backend,
  TerraformBackend,
  type TerraformStack,
} from '../../host';
import { present } from '../../units/present';

/** States on this machine, one file a stack: `terraform.<stack>.tfstate`. */
export interface LocalBackendProps {
  /** Backend. */
  readonly kind: 'local';
  /**
   * Folder of the states, from the folder that the program runs in. What Terraform gets is a path relative to the stack.
   *
   * @default - the folder that the program runs in, where cdktf puts them too, by an absolute path
   */
  readonly folder?: string;
}

/** States in a bucket of S3, or of a server that speaks its language; credentials come from the environment. Needs Terraform or OpenTofu 1.10. */
export interface S3BackendProps {
  /** Backend. */
  readonly kind: 's3';
  /** Bucket, which keeps versions. */
  readonly bucket: string;
  /** Region of the bucket. A server of one's own takes any name, mostly `us-east-1`. */
  readonly region: string;
  /**
   * First part of each key.
   *
   * @default - the site's id
   */
  readonly prefix?: string;
  /**
   * Address of another server than that of AWS: `https://s3.example.com`. What only AWS answers, such as the id of an account, is then not asked for.
   *
   * @default - the server of AWS in the region
   */
  readonly endpoint?: string;
  /**
   * Whether the bucket is named in the path of an address (`/states/...`) and not in its host (`states.s3.example.com`).
   *
   * @default false
   */
  readonly isPathStyle?: boolean;
  /**
   * Profile of the shared files of AWS with the credentials.
   *
   * @default - that of the environment
   */
  readonly profile?: string;
  /**
   * Key of KMS, by its ARN or id, with which states are encrypted.
   *
   * @default - the key of the bucket
   */
  readonly kmsKeyId?: string;
}

/** States in PostgreSQL, a schema a stack; `PG_CONN_STR` in the environment names the database. */
export interface PgBackendProps {
  /** Backend. */
  readonly kind: 'pg';
}

/** States behind an HTTP server with locks; `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD` come from the environment. */
export interface HttpBackendProps {
  /** Backend. */
  readonly kind: 'http';
  /** Address to which `/` and the name of each stack are added. */
  readonly address: string;
}

/** Where the states of all stacks of an inventory are kept: the site's own, and those that the library makes. */
export type StackBackendProps = LocalBackendProps | S3BackendProps | PgBackendProps | HttpBackendProps;

type Kind = StackBackendProps['kind'];

/** Props of each kind, and what they hold. */
const PROPS: Readonly<Record<Kind, Readonly<Record<string, 'text' | 'needed text' | 'address' | 'flag'>>>> = {
  local: { folder: 'text' },
  s3: {
    bucket: 'needed text',
    region: 'needed text',
    prefix: 'text',
    endpoint: 'address',
    isPathStyle: 'flag',
    profile: 'text',
    kmsKeyId: 'text',
  },
  pg: {},
  http: { address: 'needed text' },
};

const REMOTE_SECRETS = {
  s3: 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  pg: 'PG_CONN_STR',
  http: 'TF_HTTP_USERNAME and TF_HTTP_PASSWORD',
} as const;

/** Refuses with the problem and the remedy of a backend. */
type RefuseBackend = (problem: string, remedy: string) => DesignError;

/** What is wrong with a backend in itself, all of it. */
export function backendErrors(backend: StackBackendProps | undefined, refuse: RefuseBackend): DesignError[] {
  if (backend === undefined) return [];
  const { kind, ...given } = backend;
  if (!Object.hasOwn(PROPS, kind)) {
    return [refuse(`'backend.kind' is '${kind}'`, `use one of ${Object.keys(PROPS).join(', ')}`)];
  }
  const values: Readonly<Record<string, unknown>> = given;
  const secrets =
    kind === 'local' ? 'a local state needs none' : `credentials come from the environment: ${REMOTE_SECRETS[kind]}`;
  const known = PROPS[kind];
  const unknown = Object.keys(values)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => {
      const hint = spellingHint(name, Object.keys(known));
      const remedy = hint === undefined ? `take it away; ${secrets}` : `did you mean '${hint}'?`;
      return refuse(`there is no '${name}' in a 'backend' of kind '${kind}'`, remedy);
    });
  const wrong = Object.entries(known).flatMap(([name, kindOfValue]): DesignError[] => {
    const value = values[name];
    if (value === undefined || (kindOfValue === 'needed text' && value === '')) {
      return kindOfValue === 'needed text' ? [refuse(`'backend.${name}' is missing`, `give '${name}'`)] : [];
    }
    if (kindOfValue === 'flag') {
      return typeof value === 'boolean'
        ? []
        : [refuse(`'backend.${name}' is ${JSON.stringify(value)}`, 'give true or false')];
    }
    if (typeof value !== 'string' || value === '') {
      return [refuse(`'backend.${name}' is ${JSON.stringify(value)}`, 'give a text, or leave it out')];
    }
    if (name === 'address' || kindOfValue === 'address') return addressErrors(name, value, secrets, refuse);
    if (name !== 'folder' || !isAbsolute(value)) return [];
    const remedy = "give it from the folder that the program runs in, such as 'states'";
    return [refuse(`'backend.folder' is '${value}', which is right on one machine alone`, remedy)];
  });
  return [...wrong, ...unknown];
}

/** An address of a state stands in every stack. */
function addressErrors(name: string, address: string, secrets: string, refuse: RefuseBackend): DesignError[] {
  const parsed = URL.canParse(address) ? new URL(address) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return [
      refuse(
        `'backend.${name}' is '${address}', which is no http or https address`,
        "write it like 'https://states.example.com'",
      ),
    ];
  }
  if (parsed.username === '' && parsed.password === '') return [];
  return [refuse(`'backend.${name}' holds a user or password`, `leave it out; ${secrets}`)];
}

/** Gives a stack the backend of the inventory, under its own name; a stack that has one keeps it. */
export function addStackBackend(stack: TerraformStack, site: string, backend: StackBackendProps | undefined): void {
  if (backend === undefined || backendOf(stack) !== undefined) return;
  const name = stack.node.id;
  switch (backend.kind) {
    case 'local':
      new LocalBackend(stack, { path: localPath(stack, backend.folder ?? '.') });
      return;
    case 's3':
      addS3Backend(stack, site, backend);
      return;
    case 'pg':
      // The database comes from PG_CONN_STR: an empty text here would take its place.
      new PgBackend(stack, { connStr: '', schemaName: name });
      stack.addOverride('terraform.backend.pg.conn_str', undefined);
      return;
    case 'http': {
      const address = `${backend.address.replace(/\/+$/, '')}/${name}`;
      new HttpBackend(stack, { address, lockAddress: address, unlockAddress: address });
    }
  }
}

function addS3Backend(stack: TerraformStack, site: string, props: S3BackendProps): void {
  const { bucket, region, prefix = site, endpoint, isPathStyle, profile, kmsKeyId } = props;
  const isForeign = endpoint !== undefined && !/\.amazonaws\.com(\.cn)?$/.test(new URL(endpoint).hostname);
  new S3Backend(stack, {
    bucket,
    region,
    key: `${prefix}/${stack.node.id}.tfstate`,
    encrypt: true,
    ...present({
      endpoints: endpoint === undefined ? undefined : { s3: endpoint },
      usePathStyle: isPathStyle,
      profile,
      kmsKeyId,
    }),
    ...(isForeign
      ? {
          skipCredentialsValidation: true,
          skipMetadataApiCheck: true,
          skipRegionValidation: true,
          skipRequestingAccountId: true,
          skipS3Checksum: true,
        }
      : {}),
  });
  // Locks are objects beside the state since Terraform 1.10; cdktf has no prop for it.
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}

/** Whether the state of a stack is on this machine: so is that of a stack without a backend. */
export function isLocal(stack: TerraformStack): boolean {
  const backend = backendOf(stack);
  return backend === undefined || backend instanceof LocalBackend;
}

function backendOf(stack: TerraformStack): TerraformBackend | undefined {
  return stack.node.children.find((child): child is TerraformBackend => TerraformBackend.isBackend(child));
}

/** Path of a state from the folder of its stack, in which Terraform runs. */
function localPath(stack: TerraformStack, folder: string): string {
  return relative(folderOf(stack), resolve(folder, `terraform.${stack.node.id}.tfstate`))
    .split(sep)
    .join('/');
}

function folderOf(stack: TerraformStack): string {
  const { root } = stack.node;
  return join(root instanceof App ? root.outdir : 'cdktf.out', 'stacks', stack.node.id);
}

/** What a state holds, as far as is needed to tell it from another. */
interface StateFacts {
  readonly serial: number;
  /** Absent: the state is encrypted. */
  readonly resources?: number;
}

/**
 * What is wrong with the local state of a stack, in words for people; undefined where all is well. An empty file is to Terraform a stack that was never
 * applied: it would make everything a second time.
 */
export function localStateProblem(stack: TerraformStack): string | undefined {
  const backend = backendOf(stack);
  if (backend !== undefined && !(backend instanceof LocalBackend)) return undefined;
  const file = resolve(folderOf(stack), statedPath(backend) ?? resolve(`terraform.${stack.node.id}.tfstate`));
  const backup = `${file}.backup`;
  const kept = existsSync(backup) ? readState(backup) : undefined;
  const state = existsSync(file) ? readState(file) : 'is not there';
  if (typeof state !== 'string') return undefined;
  if (state === 'is not there' && (typeof kept !== 'object' || kept.resources === 0)) return undefined;
  const name = `state '${relative('.', file)}' of stack '${stack.node.id}'`;
  const shownBackup = `'${relative('.', backup)}'`;
  const beside =
    kept === undefined
      ? `there is no backup ${shownBackup}`
      : typeof kept === 'string'
        ? `its backup ${shownBackup} ${kept} too`
        : `its backup ${shownBackup} holds ${kept.resources === undefined ? 'an encrypted state' : `${kept.resources} resources`} (serial ${kept.serial})`;
  const remedy =
    typeof kept === 'object'
      ? 'wait where another run is at work, else copy the backup over it, or delete both if nothing of the stack is deployed'
      : 'wait where another run is at work, else bring the state back from another copy, or delete it if nothing of the stack is deployed';
  return `${name} ${state}, and Terraform would make everything again; ${beside}; ${remedy} [terraform/damaged-state]`;
}

/** Path that a local backend was given; undefined where it is computed by Terraform. */
function statedPath(backend: TerraformBackend | undefined): string | undefined {
  const { terraform } = (backend?.toTerraform() ?? {}) as {
    readonly terraform?: { readonly backend?: { readonly local?: { readonly path?: unknown } } };
  };
  const path = terraform?.backend?.local?.path;
  return typeof path === 'string' ? path : undefined;
}

/** What a state holds, or what is wrong with it. */
function readState(file: string): StateFacts | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})`;
  }
  if (text.trim() === '') return 'is empty';
  const state = parsed(text);
  if (state === undefined) return `is damaged (${Buffer.byteLength(text)} bytes that are no whole JSON)`;
  const { version, serial, lineage, resources, encrypted_data: encrypted } = state;
  // OpenTofu can encrypt a state: what it holds is then not known, and it is whole.
  if (typeof encrypted === 'string') return { serial: Number(serial) };
  if (
    typeof version !== 'number' ||
    typeof serial !== 'number' ||
    typeof lineage !== 'string' ||
    !Array.isArray(resources)
  ) {
    return 'is damaged (it is no state of Terraform)';
  }
  const managed = (resources as readonly { readonly mode?: unknown; readonly instances?: readonly unknown[] }[])
    .filter(({ mode }) => mode === 'managed')
    .reduce((sum, { instances = [] }) => sum + instances.length, 0);
  return { serial, resources: managed };
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
