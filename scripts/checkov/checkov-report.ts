/** What checkov found about one resource of one stack. */
export interface CheckovFinding {
  /** For example `CKV_AWS_144`. */
  readonly check: string;
  /** What the check asks for, in words. */
  readonly title: string;
  readonly stack: string;
  /** Type of the resource, for example `aws_s3_bucket`. */
  readonly type: string;
  /** Last part of its construct path, for example `bucket`. */
  readonly construct: string;
}

/** Why a finding stays. */
export interface CheckovExplanation {
  readonly check: string;
  readonly type: string;
  readonly construct: string;
  /** The one stack that it speaks of. Absent: every stack. */
  readonly stack?: string;
  readonly why: string;
}

/** What a run of checkov over stacks gave. */
export interface CheckovReport {
  readonly version: string;
  readonly passed: number;
  readonly failed: number;
  /** Stacks in which some check passed or failed, sorted. */
  readonly stacks: readonly string[];
  readonly findings: readonly CheckovFinding[];
}

/** The stacks that were looked at, as cdktf wrote them, by name. */
export type StackTexts = ReadonlyMap<string, string>;

interface RawCheck {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

interface RawReport {
  readonly results: { readonly passed_checks: readonly RawCheck[]; readonly failed_checks: readonly RawCheck[] };
  readonly summary: {
    readonly passed: number;
    readonly failed: number;
    readonly parsing_errors: number;
    readonly checkov_version: string;
  };
}

/**
 * The JSON that checkov wrote about stacks named `<stack>.tf.json`.
 *
 * @throws Error where a stack could not be read, or was not looked at
 */
export function readCheckov(text: string, stacks: StackTexts): CheckovReport {
  const parsed = JSON.parse(text) as RawReport | readonly RawReport[];
  const [raw] = Array.isArray(parsed) ? (parsed as readonly RawReport[]) : [parsed as RawReport];
  if (raw?.summary.parsing_errors !== 0) throw new Error('checkov could not read every stack');
  const { passed_checks: passed, failed_checks: failed } = raw.results;
  const seen = [...new Set([...passed, ...failed].map(stackOf))].sort();
  const missing = [...stacks.keys()].filter((name) => !seen.includes(name));
  if (missing.length > 0) throw new Error(`checkov did not look at ${missing.join(', ')}`);
  return {
    version: raw.summary.checkov_version,
    passed: raw.summary.passed,
    failed: raw.summary.failed,
    stacks: seen,
    findings: failed.map((one) => {
      const stack = stackOf(one);
      const name = one.resource.split('.').at(-1) ?? '';
      return { check: one.check_id, title: one.check_name, stack, ...resourceOf(stacks.get(stack) ?? '{}', name) };
    }),
  };
}

/** What is wrong with a run: findings that nothing explains, and explanations that match no finding. Empty where all is well. */
export function checkovProblems(
  findings: readonly CheckovFinding[],
  explained: readonly CheckovExplanation[],
): readonly string[] {
  const open = findings.filter((finding) => !explained.some((one) => explains(one, finding)));
  const stale = explained.filter((one) => !findings.some((finding) => explains(one, finding)));
  return [
    ...open.map(
      ({ check, title, stack, type, construct }) =>
        `${stack}: ${check} on ${type} '${construct}' is not explained: ${title}`,
    ),
    ...stale.map(
      ({ check, type, construct }) => `the explanation of ${check} on ${type} '${construct}' matches no finding`,
    ),
    ...explained
      .filter(({ why }) => why.trim().length < 20)
      .map(({ check, type, construct }) => `the explanation of ${check} on ${type} '${construct}' says nothing`),
  ];
}

function explains(explanation: CheckovExplanation, finding: CheckovFinding): boolean {
  if (explanation.stack !== undefined && explanation.stack !== finding.stack) return false;
  return (['check', 'type', 'construct'] as const).every((key) => explanation[key] === finding[key]);
}

function stackOf({ file_path }: RawCheck): string {
  return file_path.replace(/^.*\//, '').replace(/\.tf\.json$/, '');
}

/** Type and construct of a resource by its name in Terraform: checkov names some resources without their type. */
function resourceOf(stack: string, name: string): { readonly type: string; readonly construct: string } {
  const { resource = {} } = JSON.parse(stack) as {
    readonly resource?: Readonly<
      Record<string, Readonly<Record<string, { readonly '//'?: { readonly metadata: { readonly path: string } } }>>>
    >;
  };
  for (const [type, blocks] of Object.entries(resource)) {
    const path = blocks[name]?.['//']?.metadata.path;
    if (path !== undefined) return { type, construct: path.split('/').at(-1) ?? '' };
  }
  return { type: 'unknown', construct: name };
}
