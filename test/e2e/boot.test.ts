import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAssets } from '../../src/design/assets/merge-assets';
import { bootFiles } from '../../src/export/boot/boot-files';
import { temporaryFolder } from '../constructs/temporary-folder';
import { gasanPlan } from '../design/orders/ordered-sites';

const PLAN = gasanPlan();
const FILES = bootFiles(
  withAssets(
    PLAN,
    new Map(
      (PLAN.clusters[0]?.hosts ?? []).map((device, index) => [
        device,
        {
          device,
          state: 'racked',
          bmcMac: `aa:bb:cc:00:${String(index)
            .padStart(4, '0')
            .replace(/(..)(..)/, '$1:$2')}`,
        },
      ]),
    ),
  ),
);

/** A test of a daemon's own check, skipped where the daemon is not there. */
function takes(daemon: string, file: string, ...flags: readonly string[]): void {
  const isThere = spawnSync('which', [daemon]).status === 0;
  if (!isThere) console.warn(`notice: '${daemon}' is not installed: its check is skipped`);
  (isThere ? test : test.skip)(`${daemon} takes the reservations of 127 boards`, () => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, FILES.get(file) ?? '');
    const args = flags.map((flag) => flag.replace('FILE', path));
    expect(spawnSync(daemon, args, { encoding: 'utf8' })).toMatchObject({ status: 0 });
  });
}

takes('kea-dhcp4', 'boot/kea-dhcp4.json', '-t', 'FILE');
takes('dnsmasq', 'boot/dnsmasq.conf', '--test', '--conf-file=FILE');
