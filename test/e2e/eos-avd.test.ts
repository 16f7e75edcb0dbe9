import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderEos } from '../../src/export/switches/eos';
import { eosOverlaySite, eosSite } from '../export/eos-site';

const CHECK = join(__dirname, '..', '..', 'scripts', 'check-avd.py');

const python = process.env['PYAVD_PYTHON'] ?? 'python3';
const hasAvd = spawnSync(python, ['-c', 'import pyavd, yaml']).status === 0;

/** CI names the interpreter: there a package that is not found fails the test. */
function testAvd(): jest.It {
  if (hasAvd || process.env['PYAVD_PYTHON'] !== undefined) return test;
  // Past jest's console, which `--silent` turns off.
  process.stderr.write(
    'notice: pyavd not found, so inputs of EOS switches are not held against AVD (pip install -r scripts/avd-requirements.txt)\n',
  );
  return test.skip;
}

const folder = mkdtempSync(join(tmpdir(), 'avd-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function check(files: ReadonlyMap<string, string>, ...more: readonly string[]): { status: number | null; out: string } {
  const paths = [...files].map(([name, text]) => {
    const path = join(folder, `${name}.yml`);
    writeFileSync(path, text);
    return path;
  });
  const { status, stdout, stderr } = spawnSync(python, [CHECK, ...paths, ...more], { encoding: 'utf8' });
  return { status, out: `${stdout}${stderr}` };
}

const SERVERS = {
  mtuBytes: 9_216,
  bfd: { intervalMilliseconds: 300, multiplier: 3 },
  ntpServers: ['10.9.0.1', 'ntp.lab.example'],
  logServers: ['10.9.0.2'],
};

testAvd()(
  'AVD takes the inputs of every EOS switch, and each port and session is in the configuration that it renders',
  () => {
    const numbered = eosSite({ linkPool: 'links', railPool: 'rails', ...SERVERS });
    for (const { plan, underlay, addresses } of [eosSite(), eosSite(SERVERS), numbered, eosOverlaySite(SERVERS)]) {
      const files = new Map(renderEos(plan, underlay, { addresses }));
      expect(check(files)).toEqual({
        status: 0,
        out: expect.stringMatching(new RegExp(`^${files.size} of ${files.size} files hold against AVD `)) as string,
      });
    }
  },
  120_000,
);

testAvd()(
  'the check finds a name and a value that AVD does not know',
  () => {
    const { plan, underlay, addresses } = eosSite();
    const [name = '', text = ''] = [...renderEos(plan, underlay, { addresses })][0] ?? [];
    const wrong = text.replace('ip_routing: true', 'ip_routign: true').replace(/mtu: \d+|shutdown: false/, 'mtu: many');
    const { status, out } = check(new Map([[`${name}-wrong`, wrong]]));
    expect(status).toBe(1);
    expect(out).toContain("'ip_routign' is no input of eos_cli_config_gen");
    expect(out).toContain('ethernet_interfaces/0/mtu: ');
  },
  120_000,
);
