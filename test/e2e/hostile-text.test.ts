import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy, TerraformResource, type TerraformStack } from 'cdktf';
import { writeAssetsCsv } from '../../src/export/assets/asset-csv';
import { grownSite, type GrownSite } from '../constructs/grown-site';
import { temporaryFolder } from '../constructs/temporary-folder';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { describeWithTerraform, terraformBinary } from './terraform-binary';

/** Texts that a tag and a serial may hold: without control characters, which are refused where they are declared. */
const TEXTS = HOSTILE_TEXTS.filter((text) => !/[^\P{Cc}\n\r\t]/u.test(text) && text !== '__proto__');

interface State {
  readonly resources: readonly {
    readonly name: string;
    readonly instances: readonly { readonly attributes: { readonly input?: { readonly value: Input } } }[];
  }[];
}

interface Input {
  readonly tags?: Readonly<Record<string, string>>;
  readonly devices?: Readonly<Record<string, string>>;
}

/** A site whose tags and serials are the table; `mark` is a token. */
function hostileSite(outdir: string, mark: string): GrownSite {
  const assetsFile = join(outdir, 'assets.csv');
  const members = [{ name: 'alpha', count: TEXTS.length }];
  const devices = Array.from({ length: TEXTS.length }, (_, index) => `alpha-${String(index + 1).padStart(3, '0')}`);
  writeFileSync(
    assetsFile,
    writeAssetsCsv(devices.map((device, index) => ({ device, state: 'racked', serial: TEXTS[index] ?? '' }))),
  );
  const tags = Object.fromEntries(
    TEXTS.flatMap((text, index) => [
      [`tag ${index}`, text],
      [`key ${text}`, 'x'],
    ]),
  );
  return grownSite({
    outdir: join(outdir, 'cdktf.out'),
    members,
    props: { tags: { ...tags, mark: `\${file("x")} costs $${mark}` }, assetsFile, lockFile: false },
  });
}

function addMark(stack: TerraformStack): string {
  const mark = new TerraformResource(stack, 'mark', { terraformResourceType: 'terraform_data' });
  mark.addOverride('input', 'known at apply');
  return mark.getStringAttribute('output');
}

describeWithTerraform('text that Terraform would run as a template', () => {
  test('is in the state as it was written, and a tag that holds an attribute has its value', () => {
    const outdir = temporaryFolder();
    let later = '';
    const { app, stack } = hostileSite(outdir, Lazy.stringValue({ produce: () => later }));
    later = addMark(stack);
    app.synth();
    const folder = join(outdir, 'cdktf.out', 'stacks', stack.node.id);
    const run = (...args: string[]): string =>
      execFileSync(terraformBinary() ?? '', args, {
        cwd: folder,
        env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    run('init', '-input=false');
    run('apply', '-auto-approve', '-input=false');
    const state = JSON.parse(run('state', 'pull')) as State;
    const inputs = state.resources.map(({ instances }) => instances[0]?.attributes.input?.value ?? {});
    const tags = state.resources.find(({ name }) => name === 'lab-fabric-oob')?.instances[0]?.attributes.input?.value
      .tags;
    // Terraform keeps text in the composed form of Unicode.
    TEXTS.forEach((text, index) => {
      expect(tags?.[`tag ${index}`]).toBe(text.normalize());
      expect(tags?.[`key ${text}`.normalize()]).toBe('x');
    });
    const lines = inputs.flatMap(({ devices = {} }) => Object.values(devices));
    for (const text of TEXTS)
      expect(lines.filter((line) => line.endsWith(`, serial ${text}`.normalize()))).toHaveLength(1);
    const zone = state.resources.find(({ name }) => name === 'lab-zone-zone-a')?.instances[0]?.attributes.input?.value;
    expect(zone?.tags?.['mark']).toBe('${file("x")} costs $known at apply');
  }, 300_000);
});
