import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** What a controller is started with. */
export interface SlurmInput {
  /** Text of `topology.conf`. */
  readonly topology: string;
  /** Nodes as a hostlist. */
  readonly nodes: string;
  /** Lines of nodes and partitions in place of those that the controller makes. */
  readonly lines?: string;
}

/** Debian puts daemons where users' paths do not lead. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin`;

const PATIENCE_MILLISECONDS = 20_000;
const PAUSE_MILLISECONDS = 200;

/** A controller of Slurm in a folder of its own, with nodes that never answer. */
export class SlurmController {
  private readonly folder = mkdtempSync(join(tmpdir(), 'slurm-'));
  private readonly config = join(this.folder, 'slurm.conf');
  private controller: ChildProcess | undefined;

  /** Starts it in the foreground, and waits until it answers. */
  public async start({ topology, nodes, lines }: SlurmInput): Promise<void> {
    const state = join(this.folder, 'state');
    mkdirSync(state);
    writeFileSync(join(this.folder, 'topology.conf'), topology);
    writeFileSync(this.config, this.configuration(state, lines ?? linesOf(nodes), await freePort()));
    const controller = spawn('slurmctld', ['-D', '-c', '-f', this.config], {
      stdio: 'ignore',
      env: this.environment(),
    });
    this.controller = controller;
    const end = Date.now() + PATIENCE_MILLISECONDS;
    while (controller.exitCode === null && Date.now() < end) {
      if (/is UP/.test(this.scontrol(['ping']))) return;
      await pause(PAUSE_MILLISECONDS);
    }
    throw new Error(`slurmctld does not answer:\n${this.log()}`);
  }

  /** What `scontrol` writes, with commands from its standard input where there are any. */
  public scontrol(args: readonly string[], input = ''): string {
    const { stdout, stderr } = spawnSync('scontrol', args, { input, encoding: 'utf8', env: this.environment() });
    return `${stdout}${stderr}`;
  }

  public async stop(): Promise<void> {
    const { controller } = this;
    if (controller?.exitCode === null) {
      const ended = new Promise((resolve) => controller.once('exit', resolve));
      controller.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private configuration(state: string, lines: string, port: number): string {
    return [
      'ClusterName=design',
      'SlurmctldHost=localhost(127.0.0.1)',
      `SlurmctldPort=${port}`,
      `SlurmUser=${userInfo().username}`,
      'AuthType=auth/none',
      'CredType=cred/none',
      'ProctrackType=proctrack/pgid',
      'SelectType=select/linear',
      'MpiDefault=none',
      'TopologyPlugin=topology/tree',
      `StateSaveLocation=${state}`,
      `SlurmctldPidFile=${join(this.folder, 'pid')}`,
      `SlurmctldLogFile=${join(this.folder, 'log')}`,
      lines,
      '',
    ].join('\n');
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, PATH, SLURM_CONF: this.config };
  }

  private log(): string {
    try {
      return readFileSync(join(this.folder, 'log'), 'utf8');
    } catch {
      return 'it wrote no log';
    }
  }
}

/** `describe` for what needs Slurm's controller. Where there is none, its tests are skipped and a notice says so. */
export function describeWithSlurm(name: string, define: () => void): void {
  const missing = ['slurmctld', 'scontrol'].filter(
    (command) => spawnSync('sh', ['-c', `command -v ${command}`], { env: { ...process.env, PATH } }).status !== 0,
  );
  if (missing.length === 0) {
    describe(name, define);
    return;
  }
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(
    `notice: ${missing.join(' and ')} not found, so '${name}' is skipped (packages: slurmctld, slurm-client)\n`,
  );
  describe.skip(name, define);
}

function linesOf(nodes: string): string {
  return `NodeName=${nodes} NodeAddr=127.0.0.1 CPUs=1 State=UNKNOWN\nPartitionName=all Nodes=ALL Default=YES State=UP`;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
