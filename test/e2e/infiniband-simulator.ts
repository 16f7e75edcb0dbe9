import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './run-command';

/** Largest subnet that is simulated. */
const LIMITS = ['-N', '12000', '-S', '2000', '-P', '120000'];
const LONGEST_START_SECONDS = 60;

/** Files of a subnet as the exports write them. */
export interface SubnetFiles {
  readonly ibnetdiscover: string;
  readonly rootGuids: string;
  readonly computeGuids: string;
}

/** What the tools said of a simulated subnet. */
export interface SubnetRun {
  /** Log of the subnet manager. */
  readonly log: string;
  /** What `ibnetdiscover` found. */
  readonly found: string;
}

/** The commands, and the library that turns their device into a simulated one, as far as they are not there. */
export function missingTools(): string[] {
  const commands = ['ibsim', 'opensm', 'ibnetdiscover'].filter(
    (command) => spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${command}`]).status !== 0,
  );
  return simulatedDevice() === undefined ? [...commands, 'libumad2sim.so'] : commands;
}

/** `describe` for what needs the tools. Where they are not, its tests are skipped and a notice says so. */
export function describeWithSimulator(name: string, define: () => void): void {
  const missing = missingTools();
  if (missing.length === 0) {
    describe(name, define);
    return;
  }
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(
    `notice: ${missing.join(', ')} not found, so '${name}' is skipped (packages: opensm, ibsim-utils, infiniband-diags)\n`,
  );
  describe.skip(name, define);
}

/** Runs OpenSM with fat-tree routing once, then `ibnetdiscover`, on a simulated subnet. */
export async function runSubnet(files: SubnetFiles): Promise<SubnetRun> {
  const folder = mkdtempSync(join(tmpdir(), 'aifactory-subnet-'));
  const path = (name: string): string => join(folder, name);
  writeFileSync(path('net'), files.ibnetdiscover);
  writeFileSync(path('roots'), files.rootGuids);
  writeFileSync(path('compute'), files.computeGuids);
  const name = { IBSIM_SOCKNAME: folder.slice(folder.lastIndexOf('-') + 1) };
  const simulator = spawn('ibsim', ['-n', '-s', ...LIMITS, path('net')], {
    cwd: folder,
    env: { ...process.env, ...name },
    stdio: ['ignore', openSync(path('simulator'), 'w'), 'ignore'],
  });
  try {
    await ready(path('simulator'));
    const env = {
      ...name,
      PATH: `${process.env['PATH'] ?? ''}:/usr/sbin`,
      LD_PRELOAD: simulatedDevice(),
      OSM_TMP_DIR: folder,
      OSM_CACHE_DIR: folder,
    };
    const options = ['-o', '-R', 'ftree', '-a', path('roots'), '-u', path('compute'), '-f', path('log')];
    const manager = runCommand('opensm', options, { cwd: folder, env });
    if (manager.code !== 0) throw new Error(`opensm ended with ${manager.code}:\n${manager.output.slice(-2_000)}`);
    const { stdout } = runCommand('ibnetdiscover', [], { cwd: folder, env });
    return { log: readFileSync(path('log'), 'utf8'), found: stdout };
  } finally {
    simulator.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ready(output: string): Promise<void> {
  for (let tenths = 0; tenths < LONGEST_START_SECONDS * 10; tenths += 1) {
    if (readFileSync(output, 'utf8').includes('Network simulator ready')) return;
    await sleep(100);
  }
  throw new Error(
    `ibsim was not ready after ${LONGEST_START_SECONDS} s:\n${readFileSync(output, 'utf8').slice(-2_000)}`,
  );
}

function simulatedDevice(): string | undefined {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/local/lib'].filter((folder) => existsSync(folder));
  return folders
    .flatMap((folder) => [
      folder,
      ...readdirSync(folder)
        .filter((each) => each.includes('linux-gnu'))
        .map((each) => join(folder, each)),
    ])
    .map((folder) => join(folder, 'umad2sim', 'libumad2sim.so'))
    .find((file) => existsSync(file));
}
