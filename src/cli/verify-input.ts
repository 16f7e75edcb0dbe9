import { basename } from 'node:path';
import { load } from 'js-yaml';

import { type CableScope, parseCableScope } from '../design/as-built/as-built-report';
import type { SwitchConfig } from '../design/as-built/compare-config';
import { networkDevices } from '../design/as-built/compared-network';
import { type DiscoveredFabric, mergeDiscovered } from '../design/as-built/discovered-fabric';
import { assetIds, type NameMap, parseNameRule, parseTwoColumns } from '../design/as-built/name-map';
import { parseDiscovered } from '../design/as-built/parse-discovered';
import { isSonicConfig, nvueSettings, readSwitchConfig } from '../design/as-built/read-switch-config';
import { jsonIn, plainText } from '../design/as-built/tool-text';
import { spellingHint } from '../errors/spelling-hint';
import { networkName, type NetworkPlan, networkPlans } from '../model/site-links';
import type { SitePlan } from '../model/site-plan';
import { parseSiteJson } from '../report/site/site-json';
import { readFound } from './read-plan';
import { UsageError } from './cli-context';

/** Options of `aifactory verify`. */
export interface VerifyOptions {
  /** Path of the plan. */
  readonly site: string;
  /** Paths of the dumps. */
  readonly discovered: readonly string[];
  /** Paths of configurations of switches. */
  readonly config: readonly string[];
  /** Name of the one fabric, or pair of cores, to check. Absent: all that the dumps show. */
  readonly fabric?: string;
  /** Parts of the site as `rack=A01,device=haein-007`. */
  readonly only?: readonly string[];
  /** Tables by path, or rules. */
  readonly map?: readonly string[];
  /** Path of the table of ports. */
  readonly ports?: string;
  /** Device that wrote the LLDP dump, or a rule that makes it from the name of the file. */
  readonly device?: string;
}

/** What is compared with what. */
export interface VerifyInput {
  /** The plan. */
  readonly site: SitePlan;
  /** Fabrics and pairs of cores. */
  readonly fabrics: readonly NetworkPlan[];
  /** What the dumps tell, as one network. */
  readonly discovered: DiscoveredFabric;
  /** Configurations with the switch that each is of. */
  readonly configs: readonly { readonly device: string; readonly config: SwitchConfig }[];
  /** How names of the dumps become names of the plan. */
  readonly map: NameMap;
  /** Part that is looked at. Absent: all. */
  readonly only?: CableScope;
}

/**
 * Reads the files of `aifactory verify`.
 *
 * @throws UsageError, and errors of the readers
 */
export function readVerifyInput(options: VerifyOptions, folder: string): VerifyInput {
  const read = (file: string): string => readFound(file, folder);
  const site = parseSiteJson(read(options.site));
  const only = options.only === undefined ? undefined : parseCableScope(options.only.join(','), site);
  return {
    site,
    fabrics: fabricsOf(site, options.fabric),
    discovered: mergeDiscovered(options.discovered.map((file) => readDump(file, read(file), options))),
    configs: options.config.map((file) => configOf(file, read(file), site)),
    map: readMap(options, site, read),
    ...(only !== undefined && { only }),
  };
}

function readDump(file: string, text: string, { device, discovered }: VerifyOptions): DiscoveredFabric {
  return parseDiscovered(text, { file, device: dumpDevice(file, device, discovered.length) });
}

/**
 * Device that wrote a dump, by the name of its file.
 *
 * @param file - path of the dump
 * @param option - a name for a single dump, or a rule for the names of all
 * @param dumps - how many there are
 * @throws UsageError for one name of several dumps
 */
export function dumpDevice(file: string, option: string | undefined, dumps: number): string {
  const name = basename(file);
  if (option === undefined) return name.replace(/(\.lldp)?\.json$/, '');
  const rule = parseNameRule(option);
  if (rule !== undefined) return rule.apply(name) ?? name;
  if (dumps === 1) return option;
  throw new UsageError(
    `'--device' is '${option}', and there are ${dumps} dumps`,
    "give a rule that makes the device from the name of a file, such as 's/^lldp-(.*)\\.json$/$1/'",
  );
}

/**
 * Configuration of a switch, with the switch that it is of.
 *
 * @param file - its name
 * @param text - what it holds
 * @param site - the plan
 * @throws UsageError for a switch that is none of the site, and DesignError `as-built/unknown-config`
 */
export function configOf(
  file: string,
  text: string,
  site: Pick<SitePlan, 'fabrics' | 'converged'>,
): VerifyInput['configs'][number] {
  const config = readSwitchConfig(configData(text), file, text);
  const device = config.device ?? basename(file).replace(/\.\w+$/, '');
  const names = networkPlans(site).flatMap((plan) => networkDevices(plan).switches.map(({ name }) => name));
  if (names.includes(device)) return { device, config };
  const hint = spellingHint(device, names);
  throw new UsageError(
    `'${file}' is the configuration of '${device}', which is no switch of the site`,
    hint === undefined ? 'name the file after the switch in the plan, or set the host name' : `did you mean '${hint}'?`,
  );
}

/** What a configuration holds, with marks of launchers and notes around it. */
function configData(text: string): unknown {
  const plain = plainText(text);
  const found = jsonIn(plain)?.values.map(({ value }) => value);
  return found?.find((value) => isSonicConfig(value) || nvueSettings(value) !== undefined) ?? dataOf(plain);
}

/** JSON or YAML; undefined where the text is neither. */
export function dataOf(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads how names of files become names of the plan.
 *
 * @throws UsageError, and DesignError `as-built/bad-rule`, `as-built/bad-table`
 */
export function readMap(
  { map = [], ports }: Pick<VerifyOptions, 'map' | 'ports'>,
  site: SitePlan,
  read: (file: string) => string,
): NameMap {
  const table = new Map<string, string>();
  const rules = map.flatMap((text) => {
    const rule = parseNameRule(text);
    if (rule !== undefined) return [rule];
    for (const [found, plan] of parseTwoColumns(read(text), { file: text, header: 'found,plan' }))
      table.set(found, plan);
    return [];
  });
  const portRows = ports === undefined ? [] : parseTwoColumns(read(ports), { file: ports, header: 'port,adapter' });
  return {
    ids: assetIds(site),
    table,
    rules,
    ports: new Map(portRows.map(([port, adapter]) => [adapter, port])),
  };
}

/**
 * Fabrics and pairs of cores to check: one by its name, or all.
 *
 * @throws UsageError for a name that is none
 */
export function fabricsOf(site: Pick<SitePlan, 'fabrics' | 'converged'>, name: string | undefined): NetworkPlan[] {
  const plans = networkPlans(site);
  if (name === undefined) return plans;
  const wanted = plans.filter((plan) => networkName(plan) === name);
  if (wanted.length > 0) return wanted;
  const names = plans.map(networkName);
  const hint = spellingHint(name, names);
  throw new UsageError(
    `the site has no fabric '${name}'`,
    hint === undefined ? `give one of ${names.join(', ')}` : `did you mean '${hint}'?`,
  );
}
