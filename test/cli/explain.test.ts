import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errorCodes } from '../../scripts/error-codes';
import { acknowledgementRules } from '../../src/policy/acknowledgement';
import { defaultRules } from '../../src/policy/rule-packs';
import { run } from './run-in-process';

test('a rule is explained by what it checks, when it fails, why, what to do, and the source', async () => {
  const { code, out, err } = await run('explain power/zone-overload');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "rule power/zone-overload: error, pack power
      checks  each feed of a power zone carries at most its rating times the limit share
      fails   where that does not hold; the synthesis stops, unless it is acknowledged
      why     A load of three hours or more takes at most 80 % of what a circuit is rated for; training is such a load.
      remedy  move racks to another zone, or raise 'rating'
      source  NEC 210.20(A)
    "
  `);
});

test('an error code is explained by what it says and what to do', async () => {
  expect((await run('explain site/frozen')).out).toMatchInlineSnapshot(`
    "error site/frozen: nothing is written where it is thrown
      fails   site '<id>' is planned already, and '<path>' comes too late
      remedy  create all constructs of a site before the first read of 'site.plan'
      source  src/constructs/site/site-build.ts
    "
  `);
});

test('both are data with --json', async () => {
  const { out } = await run('explain site/outside-stack --json');
  expect(JSON.parse(out)).toEqual({
    id: 'site/outside-stack',
    remedies: [],
    errors: [
      {
        problem: "site '<id>' does not stand in a TerraformStack",
        remedy: "create a stack and pass it as scope: new Site(stack, '<id>', ...)",
        source: 'src/constructs/site/site.ts',
      },
    ],
  });
  expect(JSON.parse((await run('explain power/zone-overload --json')).out)).toMatchObject({
    ...{ id: 'power/zone-overload', pack: 'power', severity: 'error' },
    why: { source: expect.any(String) as unknown },
  });
});

test('every rule is explained', async () => {
  for (const { id, title } of [...defaultRules, ...acknowledgementRules]) {
    const { code, out } = await run(`explain ${id}`);
    expect([code, out.includes(title)]).toEqual([0, true]);
  }
});

// Texts change often, codes never: 'npm run docs' writes both.
test("every code of the sources is in the file that 'npm run docs' writes", () => {
  const { codes } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'docs', 'codes.json'), 'utf8')) as {
    readonly codes: Readonly<Record<string, unknown>>;
  };
  const { codes: found } = errorCodes(join(__dirname, '..', '..', 'src'));
  expect(Object.keys(codes)).toEqual([...found.keys()]);
});
