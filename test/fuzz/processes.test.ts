import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { grownSite } from '../constructs/grown-site';
import { temporaryFolder } from '../constructs/temporary-folder';

/** `npm run fuzz` asks for more. */
const IS_LARGE = process.env['FUZZ_RUNS'] !== undefined;
const PROCESSES = IS_LARGE ? 20 : 4;
const KILLS = IS_LARGE ? 35 : 2;
const MOST_MILLISECONDS = 1_800_000;

const COMMAND = join(__dirname, '..', '..', 'bin', 'aifactory.js');

let cwd: string;
let devices: readonly string[];
beforeAll(() => {
  const outdir = join(temporaryFolder(), 'cdktf.out');
  const { app, site } = grownSite({ outdir, members: [{ name: 'alpha', count: 20 }] });
  app.synth();
  devices = site.plan.devices.map(({ name }) => name).filter((name) => name.startsWith('alpha-'));
  cwd = temporaryFolder();
  writeFileSync(join(cwd, 'site.json'), readFileSync(join(outdir, 'site/lab/site.json')));
});
beforeEach(() => {
  const rows = devices.map((name) => `${name},in-service,2026-01-01`);
  writeFileSync(join(cwd, 'assets.csv'), ['device,state,since', ...rows, ''].join('\n'));
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

function drain(device: string): { readonly ended: Promise<Ended>; readonly kill: () => void } {
  const line = `state ${device} --site site.json --assets assets.csv --to drained --date 2026-11-20`;
  const child = spawn(process.execPath, [COMMAND, ...line.split(' ')], { cwd });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (out += piece.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, out });
    });
  });
  return { ended, kill: () => child.kill('SIGKILL') };
}

function drained(): string[] {
  const lines = readFileSync(join(cwd, 'assets.csv'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(devices.length + 1);
  return lines.filter((line) => line.includes('drained')).map((line) => line.split(',')[0] ?? '');
}

test(
  `${PROCESSES} runs of 'aifactory state' at once: each that says that it wrote is in the file`,
  async () => {
    const named = devices.slice(0, PROCESSES);
    const runs = await Promise.all(named.map(async (device) => await drain(device).ended));
    expect(runs.map(({ code }) => code)).toEqual(named.map(() => 0));
    for (const { out } of runs) expect(out).toMatch(/^wrote assets\.csv: 1 device drained/);
    expect(drained()).toEqual([...named].sort());
    expect(readdirSync(cwd).sort()).toEqual(['assets.csv', 'site.json']);
  },
  MOST_MILLISECONDS,
);

test(
  `${KILLS} runs of 'aifactory state' that are killed leave a whole file, and stop no later run`,
  async () => {
    const begin = performance.now();
    await drain(devices[0] ?? '').ended;
    const whole = performance.now() - begin;
    for (let round = 0; round < KILLS; round += 1) {
      // The last fifth of a run is where it writes.
      const run = drain(devices[1] ?? '');
      await sleep(whole * (0.8 + (0.25 * round) / KILLS));
      run.kill();
      const { out } = await run.ended;
      const now = drained();
      if (out.startsWith('wrote')) expect(now).toContain(devices[1]);
    }
    expect((await drain(devices[2] ?? '').ended).out).toMatch(/^wrote assets\.csv/);
    expect(drained()).toContain(devices[2]);
    expect(readdirSync(cwd).sort()).toEqual(['assets.csv', 'site.json']);
  },
  MOST_MILLISECONDS,
);
