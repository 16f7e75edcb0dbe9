import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { sitePlan } from '../policy/site-plan-fixture';
import { run } from './run-in-process';

/** A folder with plans of sites at paths. */
function folder(...paths: readonly string[]): string {
  const cwd = temporaryFolder();
  for (const path of paths) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), renderSiteJson(sitePlan()));
  }
  return cwd;
}

const PLAN = "name the 'site.json' of a synthesis";
const FOUND = "give the plan of the site and what was found, as in 'aifactory VERB --help'";

describe('a folder without a site', () => {
  test.each([
    ['limits', "'--site' is missing", PLAN],
    ['capacity', "'--site' is missing", PLAN],
    ['order', "'--site' is missing", PLAN],
    ['labels --kind racks', "'--site' is missing", PLAN],
    ['verify', "'--site' and '--discovered' are missing", FOUND.replace('VERB', 'verify')],
    ['drift --discovered x', "'--site' is missing", FOUND.replace('VERB', 'drift')],
    [
      'ids',
      "'--site' and '--netbox' are missing",
      "give the plan of the site and the address of NetBox, as in 'aifactory ids --help'",
    ],
    ['accept --results x', "'--site' is missing", 'give the plan of the site and what the tools printed'],
    [
      'adopt --racks racks.csv',
      "'--site' is missing",
      "give '--site' and one of '--racks', '--devices', '--cables', '--addresses'",
    ],
    [
      'state a --assets a.csv --to drained --date 2026-11-20',
      "'--site' is missing",
      'give the plan of the site, its asset file, the next state and its day',
    ],
    [
      'replace a --assets a.csv --date 2026-11-20',
      "'--site' is missing",
      'give the plan of the site, its asset file and the day of the work',
    ],
    ['diff a.json', "'<after>' is missing", "give the 'site.json' of both states: <before> <after>"],
    ['moves', "'<before>' is missing", "give the 'site.json' of both states: <before> <after>"],
  ])('fails on %s', async (line, problem, remedy) => {
    expect(await run(line, { cwd: folder() })).toEqual({
      code: 2,
      out: '',
      err: `error: ${problem}\n  remedy: ${remedy}\n`,
    });
  });
});

describe('a folder with one site', () => {
  test.each(['cdktf.out/site/gasan/site.json', 'site/gasan/site.json', 'site.json'])(
    'needs no --site: %s',
    async (path) => {
      const cwd = folder(path);
      const named = await run(`limits --site ${path}`, { cwd });
      expect(named.code).toBe(0);
      expect(await run('limits', { cwd })).toEqual(named);
    },
  );

  test('finds it in the output folder that cdktf.json names', async () => {
    const cwd = folder('out/site/gasan/site.json');
    expect((await run('limits', { cwd })).code).toBe(2);
    writeFileSync(join(cwd, 'cdktf.json'), '{"output": "out"}');
    expect((await run('limits', { cwd })).code).toBe(0);
  });

  test('is the second state where a comparison names one', async () => {
    const cwd = folder('cdktf.out/site/gasan/site.json', 'main.json');
    expect(await run('moves main.json', { cwd })).toEqual({ code: 0, out: 'site gasan: nothing moves\n', err: '' });
    expect(await run('diff main.json', { cwd })).toEqual(
      await run('diff main.json cdktf.out/site/gasan/site.json', { cwd }),
    );
  });

  test('takes the one that is named', async () => {
    const cwd = folder('cdktf.out/site/gasan/site.json');
    expect((await run('limits --site none.json', { cwd })).err).toBe(
      `error: the file 'none.json' cannot be read\n  remedy: ${PLAN}\n`,
    );
  });
});

describe('a folder with several sites', () => {
  const sites = ['cdktf.out/site/gasan/site.json', 'cdktf.out/site/ulsan/site.json'];

  test.each(['limits', 'labels --kind racks', 'drift --discovered x', 'adopt --racks r.csv'])(
    'fails on %s',
    async (line) => {
      expect(await run(line, { cwd: folder(...sites) })).toEqual({
        code: 2,
        out: '',
        err: `error: there are 2 sites: ${sites.join(', ')}\n  remedy: choose one, for example '--site ${sites[0] ?? ''}'\n`,
      });
    },
  );

  test('fails on a comparison that names one state', async () => {
    expect((await run('moves main.json', { cwd: folder(...sites, 'main.json') })).err).toBe(
      `error: '<after>' is missing, and there are 2 sites: ${sites.join(', ')}\n  remedy: give the 'site.json' of both states: <before> <after>\n`,
    );
  });
});
