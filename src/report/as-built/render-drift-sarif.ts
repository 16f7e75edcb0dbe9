import { isSilent } from '../../design/as-built/compare-config';
import { counted } from '../in-figures';
import { assetSentence, driftSentence, findingSentence, firmwareSentence, inventorySentence } from './as-built-text';
import type { DiscoveredKind } from '../../design/as-built/parse-discovered';
import type { DriftReport } from './drift-report';

type Level = 'error' | 'warning';

/** A kind of drift. */
interface DriftRule {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  readonly help: string;
}

const CABLES = 'Move or replace the cable, or change the plan where the hall is right.';
const CONFIGURATION = 'Write the configuration of the switch again from the plan, or change the plan.';
const INVENTORY = 'Apply the inventory again, or bring the plan or its asset file up to date.';
const FIRMWARE =
  'Bring the device to a version of the baseline, or read what is not known; change the baseline where the version is accepted.';
const ASSETS = 'Bring the asset file of the site up to date, or correct the list.';

/** What each check may find. The id is API. */
const RULES: readonly DriftRule[] = [
  ...rules('cable', 'error', CABLES, {
    missing: 'A planned cable has a link',
    'half-down': 'All links of a cage are up',
    swapped: 'The far ends of two cables are not exchanged',
    misplaced: 'A cable ends in its planned ports',
    slow: 'A cable runs at its planned rate',
    'not-active': 'A link that is up is active',
    extra: 'A link is planned',
    absent: 'A device with planned cables is there',
    'plane-down': 'All planes of a port are up',
    'other-port': 'Cables between the planned devices are in their planned ports',
    unnamed: 'An adapter in a planned port bears the name of its node',
    order: 'Adapters are the ports in the order of their names, or by a table',
  }),
  ...rules('switch', 'error', CONFIGURATION, {
    breakout: 'A cage is split as planned',
    speed: 'A port is set to its planned rate',
    neighbour: 'A port meets its planned neighbour',
    'not-told': 'A configuration speaks of planned ports',
  }),
  ...rules('netbox', 'warning', INVENTORY, {
    missing: 'NetBox holds what is planned',
    extra: 'What NetBox holds in the way of the plan is planned',
    misplaced: 'What NetBox holds stands where it is planned',
    renamed: 'A device has its planned name in NetBox',
    differs: 'Fields of NetBox are as planned',
    swapped: 'The far ends of two cables are not exchanged in NetBox',
  }),
  ...rules('firmware', 'error', FIRMWARE, {
    other: 'Firmware is of the baseline',
    'not-read': 'Firmware of the baseline is read of every part',
    extra: 'A device whose firmware was read is of the site',
  }),
  ...rules('asset', 'warning', ASSETS, {
    missing: 'The list of assets names what is there by the plan',
    extra: 'A listed device is of the site',
    differs: 'A listed asset is as in the plan',
  }),
];

function rules(check: string, level: Level, help: string, titles: Readonly<Record<string, string>>): DriftRule[] {
  return Object.entries(titles).map(([kind, title]) => ({ id: `as-built/${check}-${kind}`, level, title, help }));
}

/** A finding of any check. */
interface Result {
  readonly rule: string;
  /** What tells it from others of its rule. */
  readonly key: readonly string[];
  readonly object: string;
  readonly text: string;
  /** File that shows it. */
  readonly file: string;
}

/**
 * Drift as SARIF 2.1.0: one run, all kinds of drift as rules, each finding at the file that shows it, or at the plan where several do.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderDriftSarif(report: DriftReport): string {
  const index = new Map(RULES.map(({ id }, at) => [id, at]));
  const levels = new Map(RULES.map(({ id, level }) => [id, level]));
  const results = resultsOf(report).map(({ rule, key, object, text, file }) => ({
    ruleId: rule,
    ruleIndex: index.get(rule) ?? -1,
    kind: 'fail',
    level: levels.get(rule) ?? 'warning',
    message: { text },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: 1 } },
        logicalLocations: [{ name: object, fullyQualifiedName: `${report.path}/${object}`, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'ruleSiteObject/v1': [rule, report.site, ...key].join(' | ') },
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'cdktf-ai-factory', rules: RULES.map(descriptor) } },
        automationDetails: { id: `drift/${report.site}/` },
        results,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultsOf(report: DriftReport): Result[] {
  const { fabrics, switches, inventory, assets, firmware } = report;
  const links = fileOf(report, 'links');
  return [
    ...fabrics.flatMap(({ findings }) =>
      findings.map((finding): Result => ({
        rule: `as-built/cable-${finding.kind}`,
        key: [finding.label],
        object: finding.label,
        text: findingSentence(finding),
        file: links,
      })),
    ),
    ...switches
      .filter((each) => each.drift.length === 0 && isSilent(each))
      .map(({ device, ports }): Result => ({
        rule: 'as-built/switch-not-told',
        key: [device, ''],
        object: device,
        text: `switch ${device}: the file speaks of none of the ${counted(ports, 'port')}, so that nothing is known of them`,
        file: fileOf(report, 'switch-configuration', device),
      })),
    ...switches.flatMap(({ device, drift }) =>
      drift.map((each): Result => ({
        rule: `as-built/switch-${each.kind}`,
        key: [device, each.at.port],
        object: `${device}:${each.at.port}`,
        text: driftSentence(each),
        file: fileOf(report, 'switch-configuration', device),
      })),
    ),
    ...(inventory?.findings ?? []).map((finding): Result => ({
      rule: `as-built/netbox-${finding.kind}`,
      key: [finding.object, finding.name, finding.field ?? ''],
      object: finding.name,
      text: inventorySentence(finding),
      file: fileOf(report, 'netbox'),
    })),
    ...(assets?.findings ?? []).map((finding): Result => ({
      rule: `as-built/asset-${finding.kind}`,
      key: [finding.device, finding.field ?? ''],
      object: finding.device,
      text: assetSentence(finding),
      file: fileOf(report, 'assets'),
    })),
    ...(firmware?.findings ?? []).map((finding): Result => ({
      rule: `as-built/firmware-${finding.kind}`,
      key: [finding.device, finding.component ?? '', finding.found ?? ''],
      object: finding.device,
      text: firmwareSentence(finding),
      file: fileOf(report, 'firmware', finding.device),
    })),
  ];
}

/** The one file of a kind; the plan where there are several, or where it is no file. */
function fileOf({ files, plan }: DriftReport, kind: DiscoveredKind, device?: string): string {
  const own = files.filter((each) => each.kind === kind && (device === undefined || each.device === device));
  const [first] = own;
  return first === undefined || own.length > 1 || /^https?:/i.test(first.file) ? plan : first.file;
}

function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return `${path.startsWith('/') ? 'file://' : ''}${encodeURI(path)}`;
}

function descriptor({ id, level, title, help }: DriftRule): object {
  return {
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${title}.` },
    help: { text: help, markdown: help },
    defaultConfiguration: { level },
    properties: { tags: ['as-built'] },
  };
}
