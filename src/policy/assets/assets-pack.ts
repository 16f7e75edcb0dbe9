import type { SitePlan } from '../../model/site-plan';
import { addTo } from '../../units/present';
import { inWords } from '../engine/in-words';
import { defineRule, failed, judgeEach, type Rule } from '../engine/rule';

const SOURCE = "Asset file of the site, 'assets.csv'";
const NO_ASSETS = 'the site has no asset file';

const failedSystems = defineRule({
  id: 'assets/failed-systems',
  severity: 'info',
  title: 'no system of a cluster is failed',
  why: { text: 'A failed system counts as designed capacity and gives none.', source: SOURCE },
  check: (plan) =>
    judgeEach(
      plan.clusters.filter(({ hosts }) => hosts.some((host) => plan.assets.has(host))),
      ({ path, name, hosts, gpusPerHost }) => {
        const broken = hosts.filter((host) => plan.assets.get(host)?.state === 'failed');
        if (broken.length === 0) return undefined;
        const inService = hosts.filter((host) => plan.assets.get(host)?.state === 'in-service').length;
        const [designed, serving] = [hosts.length * gpusPerHost, inService * gpusPerHost];
        return failed({
          path,
          object: `cluster '${name}': ${inWords.names(broken)}`,
          found: `${broken.length} of ${inWords.count(hosts.length, 'system')} failed; ${inWords.number(serving)} of ${inWords.count(designed, 'GPU')} in service`,
          limit: '0 failed systems',
          required: inWords.count(designed, 'GPU'),
          available: inWords.count(serving, 'GPU'),
          shortfall: inWords.count(designed - serving, 'GPU'),
          arithmetic: `${inService} in service x ${gpusPerHost} GPUs = ${inWords.number(serving)} of ${hosts.length} x ${gpusPerHost} = ${inWords.number(designed)}`,
          remedy: "repair or replace them, then set their 'state' in the asset file",
        });
      },
      NO_ASSETS,
    ),
});

const failedSwitches = defineRule({
  id: 'assets/failed-switches',
  severity: 'warning',
  title: 'no switch of a fabric is failed',
  why: { text: 'A failed leaf cuts its hosts off, a failed spine takes its share of the rate.', source: SOURCE },
  check: (plan) =>
    judgeEach(
      switchGroups(plan).filter(({ switches }) => switches.some((name) => plan.assets.has(name))),
      ({ path, owner, switches }) => {
        const broken = switches.filter((name) => plan.assets.get(name)?.state === 'failed');
        if (broken.length === 0) return undefined;
        return failed({
          path,
          object: `${owner}: ${inWords.names(broken)}`,
          found: `${broken.length} of ${inWords.count(switches.length, 'switch', 'switches')} failed`,
          limit: '0 failed switches',
          required: inWords.count(switches.length, 'switch', 'switches'),
          available: inWords.count(switches.length - broken.length, 'switch', 'switches'),
          shortfall: inWords.count(broken.length, 'switch', 'switches'),
          arithmetic: `${switches.length} - ${broken.length} = ${switches.length - broken.length} left`,
          remedy: "replace them, then set their 'state' in the asset file",
        });
      },
      NO_ASSETS,
    ),
});

/** Switches of each fabric and core pair. */
function switchGroups({
  fabrics,
  converged = [],
}: SitePlan): { readonly path: string; readonly owner: string; readonly switches: readonly string[] }[] {
  return [
    ...fabrics.map(({ path, plan: { name, switches } }) => {
      return { path, owner: `fabric '${name}'`, switches: switches.map((one) => one.name) };
    }),
    ...converged.map(({ path, plan, switches }) => ({ path, owner: `converged pair '${plan.name}'`, switches })),
  ];
}

const unknownDevice = defineRule({
  id: 'assets/unknown-device',
  severity: 'warning',
  title: 'every row of the asset file names a device of the site',
  why: {
    text: 'Hardware at a place that the design does not know is lost to it: a wrong name, or a device that was taken away.',
    source: SOURCE,
  },
  check: (plan) => {
    const devices = new Set(plan.devices.map(({ name }) => name));
    const unknown = [...plan.assets.keys()].filter((name) => !devices.has(name)).sort();
    return judgeEach(
      plan.assets.size === 0 ? [] : [unknown],
      (names) => {
        if (names.length === 0) return undefined;
        return failed({
          path: plan.path,
          object: `asset file: ${inWords.names(names)}`,
          found: inWords.count(names.length, 'row'),
          limit: '0 rows',
          arithmetic: `${names.length} of ${inWords.count(plan.assets.size, 'row')}`,
          remedy: 'correct the names, or take the rows out',
        });
      },
      NO_ASSETS,
    );
  },
});

const serialUsedTwice = defineRule({
  id: 'assets/serial-used-twice',
  severity: 'error',
  title: 'a serial number stands at one place',
  why: {
    text: 'One piece of hardware stands at one place: an inventory with it twice refuses the second.',
    source: SOURCE,
  },
  check: (plan) => {
    const bySerial = new Map<string, string[]>();
    for (const { serial, device } of plan.assets.values()) {
      if (serial === undefined) continue;
      addTo(bySerial, serial, device);
    }
    return judgeEach(
      bySerial,
      ([serial, devices]) => {
        if (devices.length === 1) return undefined;
        return failed({
          path: plan.path,
          object: `serial number '${serial}'`,
          found: `at ${inWords.names(devices.sort())}`,
          limit: '1 place',
          arithmetic: `${devices.length} places - 1 = ${devices.length - 1} too many`,
          remedy: 'correct the serial number of one of them in the asset file',
        });
      },
      'no asset has a serial number',
    );
  },
});

/** Rules about the hardware that stands at the places of a design. */
export const assetsPack: readonly Rule[] = [failedSwitches, failedSystems, serialUsedTwice, unknownDevice];
