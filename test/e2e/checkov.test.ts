import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { Length, Site } from 'cdktf-ai-factory';
import { checkovProblems, type CheckovExplanation, type CheckovReport } from '../../scripts/checkov/checkov-report';
import { checkovCommand, runCheckov } from '../../scripts/checkov/run-checkov';
import { ulsanAws } from '../../stacks/ulsan-aws';
import { accountWithCertificates, wholeAccount } from '../constructs/aws/whole-account';
import { temporaryFolder } from '../constructs/temporary-folder';

const ROOT = join(__dirname, '..', '..');
const EXPLAINED = join(ROOT, 'scripts', 'checkov', 'explained.json');
const EXAMPLES = join(ROOT, 'examples');

/** The AWS stacks that an app wrote, by name. */
function stacksOf(app: App): [string, string][] {
  app.synth();
  const folder = join(app.outdir, 'stacks');
  return readdirSync(folder).flatMap((name): [string, string][] => {
    const text = readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8');
    return text.includes('"aws_') ? [[name, text]] : [];
  });
}

function newApp(): App {
  return new App({ outdir: temporaryFolder() });
}

function exampleStacks(name: string): [string, string][] {
  const program = jest.requireActual<Readonly<Record<string, (app: App) => unknown>>>(join(EXAMPLES, name, 'main.ts'));
  const app = newApp();
  Object.values(program)[0]?.(app);
  return stacksOf(app);
}

/** The part of Ulsan in AWS, beside a site that has its address pools and tags, and no hall. */
function ulsanStacks(): [string, string][] {
  const app = newApp();
  const site = new Site(new TerraformStack(app, 'ulsan-onprem'), 'ulsan', {
    addressPools: [
      { name: 'nodes', purpose: 'in-band', cidr: '10.128.0.0/18' },
      { name: 'pods', purpose: 'pods', cidr: '10.132.0.0/14' },
    ],
    cableSlack: Length.metres(2),
    lockFile: false,
    tags: { site: 'ulsan' },
  });
  ulsanAws(app, site);
  return stacksOf(app);
}

/** The labs of the unit tests: one of everything that the constructs know. */
function labStacks(): [string, string][] {
  const labs = { 'whole-account': wholeAccount(), 'account-with-certificates': accountWithCertificates() };
  return Object.entries(labs).flatMap(([name, { stack }]) =>
    stacksOf(stack.node.root as App).map(([, text]): [string, string] => [name, text]),
  );
}

const command = checkovCommand();
// Past jest's console, which `--silent` turns off.
if (command === undefined)
  process.stderr.write("notice: 'checkov' is not on the PATH: the test that runs it is skipped\n");

(command === undefined ? describe.skip : describe)('checkov', () => {
  let report: CheckovReport;
  beforeAll(() => {
    const examples = readdirSync(EXAMPLES).filter((name) => name.startsWith('aws-'));
    const stacks = new Map([...examples.flatMap(exampleStacks), ...ulsanStacks(), ...labStacks()]);
    report = runCheckov(command ?? '', stacks);
    process.stderr.write(
      `checkov ${report.version}: ${report.passed} passed and ${report.failed} failed in ${report.stacks.join(', ')}\n`,
    );
  });

  test('looks at every AWS stack of the examples, of Ulsan, and of one of everything', () => {
    expect(report.stacks).toEqual([
      'account-with-certificates',
      'aws-closed-network',
      'aws-efa-pool',
      'aws-hybrid-nodes',
      'aws-lustre',
      'ulsan-aws',
      'whole-account',
    ]);
    expect(report.passed).toBeGreaterThan(500);
  });

  test('finds nothing that is not explained, and every explanation speaks of something', () => {
    const explained = JSON.parse(readFileSync(EXPLAINED, 'utf8')) as readonly CheckovExplanation[];
    expect(checkovProblems(report.findings, explained)).toEqual([]);
  });
});
