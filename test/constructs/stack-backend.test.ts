import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DataAwsRedshiftClusterCredentials } from '@cdktf/provider-aws/lib/data-aws-redshift-cluster-credentials';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DxMacsecKeyAssociation } from '@cdktf/provider-aws/lib/dx-macsec-key-association';
import { IamAccessKey } from '@cdktf/provider-aws/lib/iam-access-key';
import { MqBroker } from '@cdktf/provider-aws/lib/mq-broker';
import {
  App,
  HttpBackend,
  LocalBackend,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
} from 'cdktf';
import { Inventory, Length, Site, type StackBackendProps } from 'cdktf-ai-factory';
import { awsLab } from './aws/aws-stack';
import { HALL, smallZone } from './small-site';
import { temporaryFolder } from './temporary-folder';

/** A program with one row in a stack of its own. */
function labApp(backend?: StackBackendProps, outdir = temporaryFolder()): App {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'lab-stack');
  const site = new Site(stack, 'lab', {
    halls: [HALL],
    addressPools: [],
    cableSlack: Length.metres(2),
    lockFile: false,
    inventory: Inventory.embedded({ split: 'row', ...(backend === undefined ? {} : { backend }) }),
  });
  smallZone({ app, stack, site });
  return app;
}

const NAMES = ['lab-stack', 'lab-stack-hall-1-A'];

function backendsOf(app: App): readonly unknown[] {
  app.synth();
  return NAMES.map((name) => {
    const code: unknown = JSON.parse(readFileSync(join(app.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
    return (code as { readonly terraform: { readonly backend: unknown } }).terraform.backend;
  });
}

describe('an embedded inventory', () => {
  test('keeps all its states in a folder, by paths relative to the stacks', () => {
    const app = labApp({ kind: 'local', folder: 'states' });
    const folder = relative(join(app.outdir, 'stacks', 'lab-stack'), 'states');
    expect(backendsOf(app)).toEqual(NAMES.map((name) => ({ local: { path: `${folder}/terraform.${name}.tfstate` } })));
    expect(folder).toMatch(/^\.\.\//);
  });

  test('keeps states where cdktf would have put them, where no folder is named', () => {
    const app = labApp({ kind: 'local' });
    const [first] = backendsOf(app) as readonly { readonly local: { readonly path: string } }[];
    const path = join(app.outdir, 'stacks', 'lab-stack', first!.local.path);
    expect(path).toBe(join(process.cwd(), 'terraform.lab-stack.tfstate'));
  });

  test('keeps them in a bucket of another server, with a profile and a key', () => {
    const backend: StackBackendProps = {
      kind: 's3',
      bucket: 'states',
      region: 'us-east-1',
      prefix: 'halls',
      endpoint: 'https://s3.example.com',
      isPathStyle: true,
      profile: 'site',
      kmsKeyId: 'alias/states',
    };
    expect(backendsOf(labApp(backend))[1]).toEqual({
      s3: {
        bucket: 'states',
        region: 'us-east-1',
        key: 'halls/lab-stack-hall-1-A.tfstate',
        encrypt: true,
        endpoints: { s3: 'https://s3.example.com' },
        use_path_style: true,
        profile: 'site',
        kms_key_id: 'alias/states',
        skip_credentials_validation: true,
        skip_metadata_api_check: true,
        skip_region_validation: true,
        skip_requesting_account_id: true,
        skip_s3_checksum: true,
        use_lockfile: true,
      },
    });
  });

  test('asks an endpoint of AWS for what AWS answers', () => {
    const endpoint = 'https://s3.ap-northeast-2.amazonaws.com';
    const [own] = backendsOf(labApp({ kind: 's3', bucket: 'states', region: 'ap-northeast-2', endpoint }));
    expect(own).toEqual({
      s3: {
        bucket: 'states',
        region: 'ap-northeast-2',
        key: 'lab/lab-stack.tfstate',
        encrypt: true,
        endpoints: { s3: endpoint },
        use_lockfile: true,
      },
    });
  });

  test.each([
    ['pg', { kind: 'pg' }, { pg: { schema_name: 'lab-stack-hall-1-A' } }],
    [
      'http',
      { kind: 'http', address: 'https://states.example.com' },
      {
        http: {
          address: 'https://states.example.com/lab-stack-hall-1-A',
          lock_address: 'https://states.example.com/lab-stack-hall-1-A',
          unlock_address: 'https://states.example.com/lab-stack-hall-1-A',
        },
      },
    ],
  ] as const)('keeps them by %s', (_, backend, expected) => {
    expect(backendsOf(labApp(backend))[1]).toEqual(expected);
  });

  test.each<readonly [string, object, string]>([
    ['a kind that does not exist', { kind: 'gcs' }, "'backend.kind' is 'gcs'; use one of local, s3, pg, http"],
    [
      'a folder of one machine',
      { kind: 'local', folder: '/var/states' },
      "'backend.folder' is '/var/states', which is right on one machine alone; give it from the folder that the program runs in, such as 'states'",
    ],
    ['an empty folder', { kind: 'local', folder: '' }, `'backend.folder' is ""; give a text, or leave it out`],
    [
      'a slip',
      { kind: 'local', foldr: 'x' },
      "there is no 'foldr' in a 'backend' of kind 'local'; did you mean 'folder'?",
    ],
    [
      'a prop of another kind',
      { kind: 'local', bucket: 'x' },
      "there is no 'bucket' in a 'backend' of kind 'local'; take it away; a local state needs none",
    ],
    ['no bucket', { kind: 's3', region: 'r' }, "'backend.bucket' is missing; give 'bucket'"],
    [
      'an endpoint that is no address',
      { kind: 's3', bucket: 'b', region: 'r', endpoint: 's3.example.com' },
      "'backend.endpoint' is 's3.example.com', which is no http or https address; write it like 'https://states.example.com'",
    ],
    [
      'an endpoint with a password',
      { kind: 's3', bucket: 'b', region: 'r', endpoint: 'https://u:p@s3.example.com' },
      "'backend.endpoint' holds a user or password; leave it out; credentials come from the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    ],
    [
      'a flag that is none',
      { kind: 's3', bucket: 'b', region: 'r', isPathStyle: 'yes' },
      `'backend.isPathStyle' is "yes"; give true or false`,
    ],
    [
      'a profile that is none',
      { kind: 's3', bucket: 'b', region: 'r', profile: 3 },
      "'backend.profile' is 3; give a text, or leave it out",
    ],
  ])('fails on %s', (_, backend, message) => {
    expect(() => Inventory.embedded({ backend: backend as never })).toThrow(
      `embedded inventory: ${message} [terraform/bad-backend]`,
    );
  });

  test('fails on an option that does not exist', () => {
    expect(() => Inventory.embedded({ spilt: 'row' } as never)).toThrow(
      "embedded inventory: there is no prop 'spilt'; did you mean 'split'? [props/unknown]",
    );
  });
});

describe('a local state', () => {
  const STATE = JSON.stringify({
    version: 4,
    terraform_version: '1.11.4',
    serial: 7,
    lineage: 'a-b',
    outputs: {},
    resources: [
      { mode: 'managed', instances: [{}, {}] },
      { mode: 'data', instances: [{}] },
    ],
  });

  /** Synthesizes with a state and its backup; undefined for a file that is not there. */
  function synthesis(state: string | undefined, backup: string | undefined): () => void {
    const folder = join(temporaryFolder(), 'states');
    const app = new App({ outdir: temporaryFolder() });
    const stack = new TerraformStack(app, 'lab-stack');
    const file = join(folder, 'lab.tfstate');
    mkdirSync(dirname(file), { recursive: true });
    if (state !== undefined) writeFileSync(file, state);
    if (backup !== undefined) writeFileSync(`${file}.backup`, backup);
    new LocalBackend(stack, { path: relative(join(app.outdir, 'stacks', 'lab-stack'), file) });
    const site = new Site(stack, 'lab', {
      halls: [HALL],
      addressPools: [],
      cableSlack: Length.metres(2),
      lockFile: false,
    });
    smallZone({ app, stack, site });
    const shown = relative('.', file);
    return () => {
      try {
        app.synth();
      } catch (error) {
        throw new Error((error as Error).message.replaceAll(shown, 'lab.tfstate'), { cause: error });
      }
    };
  }

  const COPY =
    'wait where another run is at work, else copy the backup over it, or delete both if nothing of the stack is deployed [terraform/damaged-state]';
  const BRING =
    'wait where another run is at work, else bring the state back from another copy, or delete it if nothing of the stack is deployed [terraform/damaged-state]';

  test.each<readonly [string, string | undefined, string | undefined, string]>([
    [
      'empty',
      '',
      STATE,
      `is empty, and Terraform would make everything again; its backup 'lab.tfstate.backup' holds 2 resources (serial 7); ${COPY}`,
    ],
    [
      'blank',
      ' \n',
      undefined,
      `is empty, and Terraform would make everything again; there is no backup 'lab.tfstate.backup'; ${BRING}`,
    ],
    [
      'cut off',
      STATE.slice(0, 60),
      STATE.slice(0, 10),
      `is damaged (60 bytes that are no whole JSON), and Terraform would make everything again; its backup 'lab.tfstate.backup' is damaged (10 bytes that are no whole JSON) too; ${BRING}`,
    ],
    [
      'something else',
      '[]',
      '',
      `is damaged (it is no state of Terraform), and Terraform would make everything again; its backup 'lab.tfstate.backup' is empty too; ${BRING}`,
    ],
    [
      'gone',
      undefined,
      STATE,
      `is not there, and Terraform would make everything again; its backup 'lab.tfstate.backup' holds 2 resources (serial 7); ${COPY}`,
    ],
  ])('fails where it is %s, and names its backup', (_, state, backup, message) => {
    expect(synthesis(state, backup)).toThrow(`state 'lab.tfstate' of stack 'lab-stack' ${message}`);
  });

  test.each<readonly [string, string | undefined, string | undefined]>([
    ['that is whole', STATE, undefined],
    ['that is whole, with a damaged backup', STATE, 'x'],
    [
      'that OpenTofu has encrypted',
      '{"serial":1,"lineage":"a","meta":{},"encrypted_data":"eA==","encryption_version":"v0"}',
      undefined,
    ],
    ['that is not there', undefined, undefined],
    ['that is not there, after all was removed', undefined, STATE.replace(/"resources":.*/, '"resources":[]}')],
  ])('%s is well', (_, state, backup) => {
    expect(synthesis(state, backup)).not.toThrow();
  });
});

describe('secrets in states', () => {
  /** As bindings are: what the program gave is kept with `Input` behind its name. */
  class Made extends TerraformResource {
    public readonly cakInput: string | undefined;
    public constructor(stack: TerraformStack, id: string, type: string, cak?: string) {
      super(stack, id, { terraformResourceType: type });
      this.cakInput = cak;
    }
  }

  test('are listed by stack: what a provider fills in, what the program gives, and outputs that are sensitive', () => {
    const { stack, site } = awsLab();
    new Made(stack, 'code', 'aws_ssm_activation');
    new Made(stack, 'line', 'aws_dx_transit_virtual_interface');
    new Made(stack, 'by-arn', 'aws_dx_macsec_key_association');
    new Made(stack, 'by-key', 'aws_dx_macsec_key_association', 'ab12');
    new Made(stack, 'plain', 'aws_instance');
    new TerraformOutput(stack, 'key', { value: 'x', sensitive: true });
    new TerraformOutput(stack, 'count', { value: 1 });
    expect(site.plan.stacks.map(({ secrets }) => secrets)).toEqual([
      [
        'aws_dx_macsec_key_association.by-key.cak',
        'aws_dx_transit_virtual_interface.line.bgp_auth_key',
        'aws_ssm_activation.code.activation_code',
        'output.key',
      ],
    ]);
    const finding = site.evaluation.findings.find(({ ruleId }) => ruleId === 'terraform/secrets-in-local-state');
    expect(finding?.found).toBe(
      'aws_dx_macsec_key_association.by-key.cak, aws_dx_transit_virtual_interface.line.bgp_auth_key, aws_ssm_activation.code.activation_code, output.key in a local state',
    );
  });

  test('are found in kinds that no table names, by the names of attributes, in blocks, and by sensitive variables', () => {
    const { stack, site } = awsLab();
    const variable = new TerraformVariable(stack, 'pin', { sensitive: true });
    const open = new TerraformVariable(stack, 'open', {});
    const db = { engine: 'mysql', instanceClass: 'db.t4g.micro', allocatedStorage: 20 };
    new DbInstance(stack, 'given', { ...db, username: 'a', password: 'b' });
    new DbInstance(stack, 'managed', { ...db, username: 'a', manageMasterUserPassword: true });
    new DbInstance(stack, 'write-only', { ...db, username: 'a', passwordWo: 'b', passwordWoVersion: 1 });
    new DbInstance(stack, 'by-variable', { ...db, username: variable.stringValue, dbName: open.stringValue });
    new IamAccessKey(stack, 'key', { user: 'a' });
    new MqBroker(stack, 'broker', {
      brokerName: 'a',
      engineType: 'ActiveMQ',
      engineVersion: '5.18',
      hostInstanceType: 'mq.m5.large',
      user: [{ username: 'a', password: 'b' }],
    });
    new DxMacsecKeyAssociation(stack, 'by-arn', { connectionId: 'dxcon-1', secretArn: 'arn:aws:secretsmanager:a' });
    new DxMacsecKeyAssociation(stack, 'by-key', { connectionId: 'dxcon-1', cak: 'ab', ckn: 'cd' });
    new DataAwsRedshiftClusterCredentials(stack, 'login', { clusterIdentifier: 'a', dbUser: 'b' });
    expect(site.plan.stacks.map(({ secrets }) => secrets)).toEqual([
      [
        'aws_db_instance.by-variable.username',
        'aws_db_instance.given.password',
        'aws_dx_macsec_key_association.by-key.cak',
        'aws_iam_access_key.key.secret',
        'aws_iam_access_key.key.ses_smtp_password_v4',
        'aws_mq_broker.broker.user.password',
        'data.aws_redshift_cluster_credentials.login.db_password',
      ],
    ]);
  });

  test('are no finding in a remote state', () => {
    const { stack, site } = awsLab();
    new HttpBackend(stack, { address: 'https://states.example.com/x' });
    new Made(stack, 'code', 'aws_ssm_activation');
    expect(site.evaluation.findings.map(({ ruleId }) => ruleId)).not.toContain('terraform/secrets-in-local-state');
  });
});
