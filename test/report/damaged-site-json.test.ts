import { planLimits } from '../../src/design/limits/plan-limits';
import { DesignError } from '../../src/errors/design-error';
import { evaluate } from '../../src/policy/evaluate';
import { defaultRules } from '../../src/policy/rule-packs';
import { renderBillCsv } from '../../src/report/schedules';
import { renderCableScheduleCsv } from '../../src/report/schedules';
import { parseSiteJson, renderSiteJson } from '../../src/report/site/site-json';
import { renderRackScheduleCsv } from '../../src/report/schedules';
import { grownSite } from '../constructs/grown-site';
import { temporaryFolder } from '../constructs/temporary-folder';
import { damaged, damageRuns, seeded } from '../support/damage';

jest.setTimeout(600_000);

const { site } = grownSite({ outdir: temporaryFolder(), members: [{ name: 'alpha', count: 4 }] });
const text = renderSiteJson(site.plan);
const open = JSON.parse(text) as { digest?: string };
delete open.digest;
const withoutDigest = JSON.stringify(open);

/** What a reader makes of a file: undefined where it is refused in words. */
function answer(file: string, make: (plan: ReturnType<typeof parseSiteJson>) => void): string | undefined {
  try {
    const plan = parseSiteJson(file);
    make(plan);
    return renderSiteJson(plan);
  } catch (error) {
    if (error instanceof DesignError) return undefined;
    throw error;
  }
}

test('a site with networks comes back whole', () => {
  expect(renderSiteJson(parseSiteJson(text))).toBe(text);
});

test('a damaged site.json is refused in words, or is the plan that was written: never another answer', () => {
  const random = seeded(12);
  const others: string[] = [];
  let refused = 0;
  for (let run = 0; run < damageRuns(300); run += 1) {
    const { text: file, what } = damaged(text, random);
    const read = answer(file, () => undefined);
    if (read === undefined) refused += 1;
    // A member that no reader knows is passed over, and the digest may be taken out on purpose.
    else if (read !== text && !/digest/.test(what)) others.push(what);
  }
  expect(others).toEqual([]);
  expect(refused).toBeGreaterThan(damageRuns(240));
});

test('a damaged site.json without a digest is refused in words, or every report can be made of it', () => {
  const random = seeded(34);
  const broken: string[] = [];
  for (let run = 0; run < damageRuns(300); run += 1) {
    const { text: file, what } = damaged(withoutDigest, random);
    try {
      answer(file, (plan) => {
        evaluate(plan, { rules: defaultRules });
        planLimits(plan);
        renderBillCsv(plan);
        renderRackScheduleCsv(plan);
        renderCableScheduleCsv(plan);
      });
    } catch (error) {
      broken.push(`${what}: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' ') : ''}`);
    }
  }
  expect(broken).toEqual([]);
});
