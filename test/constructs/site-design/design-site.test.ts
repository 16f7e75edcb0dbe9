import { App } from 'cdktf';
import { Power } from 'cdktf-ai-factory';
import { type DesignAnswer, designSite } from 'cdktf-ai-factory/site-design';

import { siteFromText } from '../../../src/constructs/site-file/site-file';
import { temporaryFolder } from '../temporary-folder';

/** What the rules say of a designed file, without the lock of this folder. */
function judged({ siteFile }: DesignAnswer): { errors: number; systems: number; watts: number } {
  const text = siteFile.replace('  cableSlack:', '  lockFile: false\n  cableSlack:');
  const site = siteFromText(new App({ outdir: temporaryFolder() }), text, { isQuiet: true });
  const { severities } = site.evaluation.counts;
  return { errors: severities.error, systems: site.plan.totals.systems, watts: site.plan.power.loadWatts };
}

/** The same file with another number of systems in its one hall. */
function withSystems(answer: DesignAnswer, systems: number): DesignAnswer {
  return { ...answer, siteFile: answer.siteFile.replace(/count: \d+\n( {4}powerZones)/, `count: ${systems}\n$1`) };
}

describe('designSite', () => {
  const designs = new Map<string, DesignAnswer>();
  const designOf = (megawatts: number, system: string, country: 'kr' | 'us' | 'de' = 'kr'): DesignAnswer => {
    const key = `${megawatts} ${system} ${country}`;
    const known = designs.get(key) ?? designSite({ power: Power.megawatts(megawatts), system, country });
    designs.set(key, known);
    return known;
  };

  test.each([
    [1, 'dgx-h200', 'kr'],
    [0.3, 'dgx-b200', 'de'],
    [1, 'gb300-nvl72', 'us'],
    [1, 'vr-nvl72', 'kr'],
  ] as const)(
    '%d MW of %s in %s passes its own rules, and the answer is that of the plan',
    (power, system, country) => {
      const answer = designOf(power, system, country);
      const { errors, systems, watts } = judged(answer);
      expect([errors, systems, watts]).toEqual([0, answer.systems, answer.itWatts]);
      expect(answer.drawWatts).toBeLessThanOrEqual(answer.contractWatts);
      expect(answer.siteFile).toContain('assumed:');
    },
  );

  test('one system more is too much for the contract', () => {
    const answer = designOf(1, 'gb300-nvl72', 'us');
    expect(answer.binding.leftWatts).toBeLessThan(answer.binding.nextWatts);
    expect(judged(withSystems(answer, answer.systems + 1)).errors).toBeGreaterThan(0);
  });

  test('gives the same bytes for the same request', () => {
    const answer = designOf(0.3, 'dgx-b200', 'de');
    expect(designSite({ power: Power.megawatts(0.3), system: 'dgx-b200', country: 'de' })).toEqual(answer);
  });

  test.each([
    ['one side', { system: 'dgx-b200', redundancy: 'N' }],
    ['ports of 800 Gb/s by the InfiniBand form', { system: 'dgx-b300' }],
  ] as const)('%s passes its own rules too', (_, request) => {
    const answer = designSite({ power: Power.kilowatts(300), ...request });
    expect([judged(answer).errors, answer.systems > 5]).toEqual([0, true]);
  });

  test.each([
    [{ name: 'a b' }, "site 'a b': its id is not a name"],
    [{ until: '2027-02-30' }, "'until' has '2027-02-30', which is no day of the calendar"],
    [{ redundancy: '3N' as '2N' }, "'redundancy' is '3N'"],
    [{ power: Power.gigawatts(20) }, "'power' is 20 GW, above 2 GW"],
  ])('refuses %j before it plans anything', (wrong, text) => {
    expect(() => designSite({ power: Power.megawatts(1), system: 'dgx-h200', ...wrong })).toThrow(text);
  });

  // Figures of before the halls were planned are up to a tenth too high: what is told is that of the site, and of the second on the same ground.
  test('the form tells what was planned, and the second form does not seem to be better', () => {
    const { form, runnerUp, systems, halls } = designOf(10, 'vr-nvl72', 'us');
    expect([form.systems, form.halls]).toEqual([systems, halls.length]);
    expect(runnerUp?.systems).toBeLessThanOrEqual(systems);
  });

  test('phases have their halls within their contracts', () => {
    const answer = designSite({
      power: Power.megawatts(1),
      system: 'dgx-h200',
      phases: [
        { date: '2027-12-31', power: Power.megawatts(0.4) },
        { date: '2029-06-30', power: Power.megawatts(1) },
      ],
    });
    expect(answer.halls).toHaveLength(2);
    expect(judged(answer).errors).toBe(0);
  });
});
