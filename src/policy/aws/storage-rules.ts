import { defineRule } from '../define-rule';
import { inWords } from '../in-words';
import { judgeEach } from '../judge-each';
import type { Rule } from '../rule';
import { failed } from '../verdict';
import { awsObjects } from './aws-part';

const BYTES_PER_GIBIBYTE = 1_073_741_824;
const NO_LUSTRE = 'the site has no file system in AWS';

const lustreShort = defineRule({
  id: 'aws/lustre-short',
  severity: 'error',
  title: 'a file system holds the capacity and gives the rate that are asked of it',
  why: {
    text: 'GPUs wait while data is read and checkpoints are written; storage that was chosen by hand may not meet the demand.',
    source: 'FSx for Lustre User Guide, performance: MB/s by TiB of storage',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ lustre }) => lustre),
      ({ path, name, sizing }) => {
        const { storageGibibytes, perTebibyte, rateBitsPerSecond, demand } = sizing;
        const bytes = storageGibibytes * BYTES_PER_GIBIBYTE;
        const object = `Lustre '${name}' of ${inWords.number(storageGibibytes)} GiB`;
        const { capacityBytes = 0, rateBitsPerSecond: rate = 0 } = demand;
        if (capacityBytes > bytes) {
          return failed({
            path,
            object,
            found: inWords.bytes(bytes),
            limit: inWords.bytes(capacityBytes),
            shortfall: inWords.bytes(capacityBytes - bytes),
            remedy: "raise 'storage', or leave it out",
          });
        }
        if (rate <= rateBitsPerSecond) return undefined;
        return failed({
          path,
          object,
          found: inWords.bytesPerSecond(rateBitsPerSecond),
          limit: inWords.bytesPerSecond(rate),
          shortfall: inWords.bytesPerSecond(rate - rateBitsPerSecond),
          arithmetic: `${inWords.number(storageGibibytes)} / 1,024 x ${perTebibyte} MB/s = ${inWords.bytesPerSecond(rateBitsPerSecond)}`,
          remedy: "raise 'storage' or 'perTebibyte', or leave them out",
        });
      },
      NO_LUSTRE,
    ),
});

const lustreOtherZone = defineRule({
  id: 'aws/lustre-other-zone',
  severity: 'error',
  title: 'a file system stands in the zone of the pools that it serves',
  why: {
    text: 'EFA does not cross zones, and traffic between zones is slower and is billed.',
    source: 'EC2 User Guide, EFA: limitations',
  },
  check: (plan) =>
    judgeEach(
      awsObjects(plan, ({ lustre }) => lustre),
      ({ path, name, zone, pools }) => {
        const others = (plan.aws?.pools ?? []).filter((pool) => pools.includes(pool.name) && pool.zone !== zone);
        const [first] = others;
        if (first === undefined) return undefined;
        return failed({
          path,
          object: `Lustre '${name}'`,
          found: `it stands in zone '${zone}', and pool '${first.name}' in '${first.zone}'`,
          limit: 'one zone',
          remedy: 'make a file system in each zone',
        });
      },
      NO_LUSTRE,
    ),
});

/** Rules about storage in AWS. */
export const awsStorageRules: readonly Rule[] = [lustreShort, lustreOtherZone];
