import type { Acknowledgement } from './acknowledgement';
import { acknowledgementExpired, acknowledgementUnused } from './acknowledgement-rules';
import { textOrder } from '../design/text';
import type { Finding } from './policy-report';
import type { RuleInfo } from './rule';

/** The acknowledgements of a site on a day, and which of them have met a finding. */
export class Waivers {
  private readonly byRule = new Map<string, Acknowledgement[]>();
  private readonly met = new Map<Acknowledgement, number>();

  public constructor(
    acknowledgements: readonly Acknowledgement[],
    private readonly asOf: string,
  ) {
    for (const one of [...acknowledgements].sort(mostSpecificFirst)) {
      const known = this.byRule.get(one.ruleId) ?? [];
      known.push(one);
      this.byRule.set(one.ruleId, known);
      this.met.set(one, 0);
    }
  }

  /** The acknowledgement that covers the finding today: the one nearest to its path. */
  public coverOf(finding: Finding): Acknowledgement | undefined {
    const covering = (this.byRule.get(finding.ruleId) ?? []).filter(({ path }) => covers(path, finding.path));
    for (const one of covering) this.met.set(one, (this.met.get(one) ?? 0) + 1);
    return covering.find((one) => !this.isExpired(one));
  }

  /** Acknowledgements that were of no use: past their day, or without a finding. */
  public findings(): Finding[] {
    return [...this.met].flatMap(([one, met]) => {
      if (met === 0) return [unused(one)];
      return this.isExpired(one) ? [this.expired(one, met)] : [];
    });
  }

  private isExpired({ until }: Acknowledgement): boolean {
    return this.asOf > until;
  }

  private expired(one: Acknowledgement, met: number): Finding {
    return {
      ...about(acknowledgementExpired, one),
      found: `ended on ${one.until}; covers ${met} ${met === 1 ? 'finding' : 'findings'}`,
      limit: `judged as of ${this.asOf}`,
      arithmetic: `${this.asOf} is after ${one.until}`,
      remedy: "mend what it covers, or acknowledge it anew with a later 'until'",
    };
  }
}

function unused(one: Acknowledgement): Finding {
  return {
    ...about(acknowledgementUnused, one),
    found: '0 findings covered',
    limit: 'at least 1 finding',
    remedy: "take the acknowledgement away, or mend its 'path'",
  };
}

function about(
  rule: RuleInfo,
  one: Acknowledgement,
): Pick<Finding, 'ruleId' | 'pack' | 'severity' | 'outcome' | 'title' | 'path' | 'object'> {
  return {
    ruleId: rule.id,
    pack: rule.pack,
    severity: rule.severity,
    outcome: 'failed',
    title: rule.title,
    path: one.path,
    object: `acknowledgement of '${one.ruleId}' (${one.reason})`,
  };
}

function covers(above: string, path: string): boolean {
  return path === above || path.startsWith(above.endsWith('/') || above === '' ? above : `${above}/`);
}

function mostSpecificFirst(left: Acknowledgement, right: Acknowledgement): number {
  return (
    right.path.length - left.path.length ||
    textOrder(left.path, right.path) ||
    textOrder(right.until, left.until) ||
    textOrder(left.reason, right.reason)
  );
}
