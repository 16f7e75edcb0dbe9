import type { SitePlan } from '../model/site-plan';
import { addTo } from '../units/present';
import { adoptedPack } from './adopted/adopted-pack';
import { addressingPack } from './addressing/addressing-pack';
import { assetsPack } from './assets/assets-pack';
import { awsPack } from './aws/aws-pack';
import { cablingPack } from './cabling/cabling-pack';
import { economicsPack } from './economics/economics-pack';
import { dsxPack } from './dsx/dsx-pack';
import { coolingPack } from './cooling/cooling-pack';
import { continuityPack } from './continuity/continuity-pack';
import { fabricPack } from './fabric/fabric-pack';
import { growthPack } from './growth/growth-pack';
import { powerPack } from './power/power-pack';
import { redundancyPack } from './redundancy/redundancy-pack';
import { inWords } from './engine/in-words';
import { defineRule, failed, notApplicable, passed, type Rule, type Verdict } from './engine/rule';
import { spacePack } from './space/space-pack';
import { storagePack } from './storage/storage-pack';
import { supplyPack } from './supply/supply-pack';
import { terraformPack } from './terraform/terraform-pack';

/** A label of a host name. */
const HOST_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MOST_CHARACTERS = 63;

const hostName = defineRule({
  id: 'naming/host-name',
  severity: 'warning',
  title: 'the name of a device is a label of a host name: 1 to 63 small letters, digits and inner hyphens',
  why: {
    text: 'The name becomes a host name, a node of the scheduler and a name in the inventory; all of them take such labels.',
    source: 'RFC 1123, section 2.1; Slurm topology.conf: at most 64 characters',
  },
  check: (plan) => {
    // A patch panel has no host name: its own is a label, made of its rows.
    const named = plan.devices.filter(({ kind }) => kind !== 'panel');
    const wrong = new Map<string, string[]>();
    for (const { name, path } of named) {
      if (HOST_LABEL.test(name)) continue;
      addTo(wrong, path, name);
    }
    const good = named.length - [...wrong.values()].reduce((sum, names) => sum + names.length, 0);
    const failures = [...wrong].map(([path, names]): Verdict => {
      const longest = names.reduce((most, { length }) => Math.max(most, length), 0);
      return failed({
        path,
        object: `${inWords.count(names.length, 'device')} ${inWords.names(names)}`,
        found: longest > MOST_CHARACTERS ? `${longest} characters` : 'characters that a host name does not take',
        limit: `1 to ${MOST_CHARACTERS} small letters, digits and inner hyphens`,
        arithmetic: `${names.length} of ${inWords.count(named.length, 'device')}; the longest name has ${inWords.count(longest, 'character')}`,
        remedy: 'rename the construct before it is deployed',
      });
    });
    if (named.length === 0) return [notApplicable('the site has no device')];
    return good > 0 ? [...failures, passed(good)] : failures;
  },
});

/** Rules about names. */
const namingPack: readonly Rule[] = [hostName];

/** Rules of the library by pack, in the order in which people read them. */
export const rulePacks = {
  power: powerPack,
  redundancy: redundancyPack,
  supply: supplyPack,
  cooling: coolingPack,
  continuity: continuityPack,
  space: spacePack,
  fabric: fabricPack,
  cabling: cablingPack,
  storage: storagePack,
  addressing: addressingPack,
  aws: awsPack,
  dsx: dsxPack,
  economics: economicsPack,
  growth: growthPack,
  assets: assetsPack,
  adopted: adoptedPack,
  naming: namingPack,
  terraform: terraformPack,
} as const;

/** All rules of the library: the default of `evaluate`. */
export const defaultRules: readonly Rule[] = Object.values(rulePacks).flat();

/** The rules that a site is judged by: those on what it serves and costs, and on power envelopes, where it says so, for a report of any other site has nothing to say of them. */
export function rulesFor(
  { economics, dsx }: Pick<SitePlan, 'economics' | 'dsx'>,
  rules: readonly Rule[],
): readonly Rule[] {
  const silent = [...(economics === undefined ? economicsPack : []), ...(dsx === undefined ? dsxPack : [])];
  return silent.length === 0 ? rules : rules.filter((rule) => !silent.includes(rule));
}
