import { CheckoutCopy } from './checkout-copy';
import { describeWithTerraform } from './terraform-binary';

// The CDKTF command-line interface does not start without Terraform, even to synthesize.
describeWithTerraform('a site with policy errors', () => {
  let copy: CheckoutCopy;
  beforeAll(() => {
    copy = new CheckoutCopy();
    copy.edit('examples/pilot/main.ts', 'Power.kilowatts(700)', 'Power.kilowatts(100)');
  });
  afterAll(() => copy.remove());

  test('fails cdktf synth with the worst findings and the report, without a trace, and leaves the evaluation and nothing else', () => {
    const { code, output } = copy.cdktf('synth', '--app', 'npx ts-node -T examples/pilot/main.ts');
    expect(code).not.toBe(0);
    const findings = errorFindings(copy);
    expect(findings.length).toBeGreaterThan(1);
    const worst = [...new Set(findings.map(({ ruleId }) => ruleId))].slice(0, 3);
    for (const ruleId of worst) {
      const { object = '' } = findings.find((finding) => finding.ruleId === ruleId) ?? {};
      expect(lineOf(output, ruleId)).toContain(object);
    }
    expect(output).toMatch(/errors stop the synthesis; all findings: .*cdktf\.out\/site\/pilot\/policy\.txt/);
    expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    const report = copy.read('cdktf.out/site/pilot/policy.txt').replace(/\s+/g, ' ');
    expect(findings.filter(({ object }) => !report.includes(` object ${object} `))).toEqual([]);
    expect(copy.files('cdktf.out')).toEqual(
      ['json', 'sarif', 'txt', 'xml'].map((kind) => `cdktf.out/site/pilot/policy.${kind}`),
    );
  });

  test('writes its stack as soon as the error is fixed', () => {
    copy.edit('examples/pilot/main.ts', 'Power.kilowatts(100)', 'Power.kilowatts(700)');
    expect(copy.synthesize('examples/pilot/main.ts').code).toBe(0);
    expect(copy.files('cdktf.out')).toContain('cdktf.out/stacks/pilot/cdk.tf.json');
    expect(errorFindings(copy)).toEqual([]);
  });
});

interface PrintedFinding {
  readonly object: string;
  readonly ruleId: string;
  readonly severity: string;
}

function errorFindings(copy: CheckoutCopy): PrintedFinding[] {
  const { findings } = JSON.parse(copy.read('cdktf.out/site/pilot/policy.json')) as {
    readonly findings: readonly PrintedFinding[];
  };
  return findings.filter(({ severity }) => severity === 'error');
}

function lineOf(output: string, ruleId: string): string {
  return output.split('\n').find((line) => line.trim().startsWith(`error ${ruleId}`)) ?? '';
}
