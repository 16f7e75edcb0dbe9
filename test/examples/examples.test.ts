import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Site } from 'cdktf-ai-factory';

const EXAMPLES = join(__dirname, '..', '..', 'examples');
const names = readdirSync(EXAMPLES).sort();

/** The one function that a program exports: it builds the site under an app. */
async function siteOf(name: string): Promise<(app: App) => Site> {
  const program = (await import(join(EXAMPLES, name, 'main.ts'))) as Readonly<Record<string, (app: App) => Site>>;
  const [build, ...others] = Object.values(program);
  if (build === undefined || others.length > 0) throw new Error(`examples/${name} exports not one function`);
  return build;
}

describe.each(names)('the example %s', (name) => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'aifactory-example-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  test('says in about ten lines what it is and how to run it', () => {
    const lines = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeGreaterThanOrEqual(7);
    expect(lines.length).toBeLessThanOrEqual(15);
    expect(lines[0]).toMatch(/^# \S/);
    expect(lines).toContain(`npx cdktf synth --app "npx ts-node -T examples/${name}/main.ts"`);
  });

  test('is synthesized without an error finding', async () => {
    const app = new App({ outdir });
    const site = (await siteOf(name))(app);
    app.synth();
    const { severities, outcomes } = site.evaluation.counts;
    expect(severities.error).toBe(0);
    expect(outcomes.passed).toBeGreaterThan(0);
    expect(existsSync(join(outdir, 'site', site.node.id, 'index.html'))).toBe(true);
    expect({ totals: site.plan.totals, stacks: site.plan.stacks }).toMatchSnapshot();
  });
});
