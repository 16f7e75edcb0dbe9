import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSiteJson } from '../../src/report/site/site-json';
import { temporaryFolder } from '../constructs/temporary-folder';
import { SMALL, siteOf } from '../report/site-fixture';
import { run, type CliRun } from './run-in-process';

const SITE = siteOf(SMALL);

function folder(site = SITE): string {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'site.json'), renderSiteJson(site));
  return cwd;
}

const labels = (options: string, cwd = folder()): Promise<CliRun> => run(`labels --site site.json${options}`, { cwd });

test('prints CSV', async () => {
  const { code, out, err } = await labels(' --kind racks');
  expect([code, err]).toEqual([0, '']);
  expect(out.split('\n').slice(0, 2)).toEqual([
    'identifier,hall,row,rack,zone,model,qr',
    'A01,hall-1,A,A01,zone-a,rack-48u,A01',
  ]);
});

test('writes sheets and CSV, each whole', async () => {
  const cwd = folder();
  const { code, out } = await labels(
    ' --kind devices --only rack=A01 --html a01.html --csv a01.csv --sheet 4x12 --margin 7.2,12.9 --gap 2 --skip 3',
    cwd,
  );
  expect([code, out]).toEqual([0, 'wrote a01.csv and a01.html: 3 labels of devices\n']);
  expect(readdirSync(cwd).sort()).toEqual(['a01.csv', 'a01.html', 'site.json']);
  expect(readFileSync(join(cwd, 'a01.html'), 'utf8').split('<g transform=')).toHaveLength(4);
});

test('says what has no label', async () => {
  const placement = { ...SITE.placement, racks: SITE.placement.racks.map((rack) => ({ ...rack, devices: [] })) };
  const { code, err } = await labels(' --kind devices', folder({ ...SITE, placement }));
  expect([code, err]).toEqual([
    0,
    `${SITE.devices.length} devices without a label: an end, or the whole, stands in no rack\n`,
  ]);
});

test.each([
  ['labels --site site.json', "'--kind' is missing", "give one of 'cables', 'devices', 'racks', 'feeds', 'panels'"],
  [
    'labels --site site.json --kind racks --csv a --html a',
    "'--csv' and '--html' name the same file",
    'give each a file of its own',
  ],
  ['labels --site site.json --kind rack', "'--kind' is 'rack'", "did you mean 'racks'?"],
  ['labels --site site.json --kind racks --sheet 3x8', "'--sheet' is given without '--html'", "add '--html <file>'"],
  [
    'labels --site site.json --kind racks --html a.html --sheet 38',
    "sheet '38' is no grid of labels",
    "give columns and rows, such as '3x8' or '4x12' [labels/bad-sheet]",
  ],
  [
    'labels --site site.json --kind racks --html a.html --margin x',
    "'--margin' is 'x'",
    "give millimetres, such as '8' or '7.2,15.1'",
  ],
  ['labels --site site.json --kind racks --html a.html --skip -1', "'--skip' is '-1'", 'give a whole number of labels'],
  [
    'labels --site site.json --kind racks --scheme {raack}',
    "scheme '{raack}' has '{raack}', which it cannot hold",
    "did you mean '{rack}'? [labels/bad-scheme]",
  ],
  [
    'labels --site site.json --kind racks --only rack=Z01',
    "the site has no rack 'Z01'",
    "did you mean 'A01'? [as-built/unknown-place]",
  ],
  [
    'labels --site site.json --kind racks --html .',
    "the file '.' cannot be written: it is a folder (EISDIR)",
    'give the path of a file [files/not-written]',
  ],
])('fails for %s', async (line, problem, remedy) => {
  const cwd = folder();
  const { code, out, err } = await run(line, { cwd });
  expect([code, out, err]).toEqual([2, '', `error: ${problem}\n  remedy: ${remedy}\n`]);
  expect(readdirSync(cwd)).toEqual(['site.json']);
});
