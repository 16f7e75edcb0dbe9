import type { AsBuiltFinding, AsBuiltReport, CableEnds, PortRule } from '../../design/as-built/as-built-report';
import type { AssetFinding, AssetReport } from '../../design/as-built/compare-assets';
import type { FirmwareFinding, FirmwareReport } from '../../design/as-built/compare-firmware';
import type { ConfigDrift, ConfigReport } from '../../design/as-built/compare-config';
import { INVENTORY_PARTS, type InventoryFinding, type InventoryReport } from '../../design/as-built/inventory';
import { oneLine } from '../../errors/design-error';
import type { CableEnd } from '../../model/cabling-plan';
import { addTo } from '../../units/present';
import { count, counted, rate } from '../in-figures';

const SHOWN_STRANGERS = 5;

/** Parts of a sentence stand below one another, right of the kind. */
const NEXT_LINE = `\n${' '.repeat(13)}`;

/** Writes the differences between actual and planned as text for those who fix it: a sentence a finding, then what was not judged and why. */
export function renderAsBuiltText(reports: readonly AsBuiltReport[]): string {
  return reports.map((report) => `${reportLines(report).join('\n')}\n`).join('\n');
}

/** A finding as a sentence: label, rack, unit, device and port at both ends. */
export function findingSentence(finding: AsBuiltFinding): string {
  const { kind, label, planned, found, partner } = finding;
  if (kind === 'order') return orderSentence(finding);
  if (finding.cables !== undefined) return sentenceOfSeveral(finding, finding.cables);
  if (kind === 'plane-down' && planned === undefined) {
    return `fabric ${label}: the files tell of ${planesText(finding)} of its ports; give the dump of each plane, or find out why none of it is up`;
  }
  if (planned === undefined)
    return `link ${label}: ${goes(found?.a)} goes to ${goes(found?.b)}, which no plan asks for`;
  const due = `cable ${label}: ${goes(planned.a)} should go to ${goes(planned.b)}`;
  switch (kind) {
    case 'missing':
      return `${due}, but there is no link`;
    case 'half-down':
      return `${due}, but there is no link; the other link of its cage, ${finding.mate ?? ''}, is up`;
    case 'swapped': {
      const rails = finding.crossedRails?.join(' and ');
      const other = `cable ${partner?.label ?? ''}: ${goes(partner?.planned.a)} should go to ${goes(partner?.planned.b)}`;
      return (
        `${due}, but goes to ${goes(found?.b)}; ${other}, but goes to ${goes(partner?.found.b)}; ` +
        `exchange the two at the far end${rails === undefined ? '' : `, rails ${rails} are crossed`}`
      );
    }
    case 'misplaced': {
      const rails = finding.crossedRails?.join(' and ');
      return isSame(found?.a, planned.a)
        ? `${due}, but goes to ${goes(found?.b)}${rails === undefined ? '' : `; rails ${rails} are crossed`}`
        : `${due}, but a cable from ${goes(found?.b)} ends there`;
    }
    case 'other-port':
      return `${due}, but goes from port ${portAt(planned.a, found)} to port ${portAt(planned.b, found)} of the two`;
    case 'unnamed':
      return `${due}, and the adapter that it meets bears no name of a node ('${finding.name ?? ''}')`;
    case 'plane-down':
      return `cable ${label}: ${goes(planned.a)} goes to ${goes(planned.b)} as planned, but ${planesText(finding)} are up`;
    case 'not-active':
      return `cable ${label}: ${goes(planned.a)} goes to ${goes(planned.b)} as planned, but its state is ${finding.state ?? 'not known'}, not Active`;
    default:
      return `cable ${label}: ${goes(planned.a)} goes to ${goes(planned.b)} as planned, but runs at ${speedOf(finding)}`;
  }
}

/** An order of adapters with the table that says so. */
function orderSentence({ label, hosts = 0, adapters = [] }: AsBuiltFinding): string {
  const table = adapters.map(({ port, adapter }) => `${port},${adapter}`).join(' ');
  return (
    `adapters of ${label}: all ${counted(hosts, 'host')} show this order, and the cables were judged by it; ` +
    `if it is right, give it with '--ports' as a table 'port,adapter': ${table}; if not, the cables of every host are exchanged alike`
  );
}

/** Findings of several cables that are shown one by one. */
const SHOWN_CABLES = 3;

function sentenceOfSeveral(finding: AsBuiltFinding, cables: readonly AsBuiltFinding[]): string {
  const { kind, fabric, device, otherDevice } = finding;
  const all = counted(cables.length, 'cable');
  const at = device === undefined ? '' : where(device);
  const first = cables.slice(0, SHOWN_CABLES);
  const more = cables.length > first.length ? ` and ${count(cables.length - first.length)} more` : '';
  const listed = `${first.map(({ label }) => label).join(', ')}${more}`;
  const example = cables[0] === undefined ? '' : `the first: ${findingSentence(cables[0]).split('; ')[0] ?? ''}`;
  switch (kind) {
    case 'absent':
      return `${at}: no file shows it, and none of its ${all} has a link; ${listed}`;
    case 'plane-down':
      return `${at}: ${planesText(finding)} are up on all of its ${all}; look at the switch before the cables; ${listed}`;
    case 'swapped': {
      const rails = finding.crossedRails?.join(' and ');
      const pairs = counted(cables.length, 'pair of cables', 'pairs of cables');
      return (
        `${at} and ${where(otherDevice)}: ${pairs} go to one of the two where the other is planned; exchange the two or their names` +
        `${rails === undefined ? '' : `, rails ${rails} are crossed`}; ${example}`
      );
    }
    case 'other-port': {
      const whose = device === undefined ? `fabric ${fabric}` : at;
      const { lower, upper } = finding.ports ?? {};
      return (
        `${whose}: ${all} go between the planned devices, but in other ports; ` +
        `lower end: ${ruleText(lower, cables.length)}; upper end: ${ruleText(upper, cables.length)}; ${example}`
      );
    }
    case 'unnamed': {
      const names = [...new Set(cables.map(({ name = '' }) => name))].sort();
      const shown = names.slice(0, SHOWN_STRANGERS).map((name) => `'${name}'`);
      return (
        `fabric ${fabric}: ${all} of planned ports meet adapters that bear no name of a node (${shown.join(', ')}${names.length > shown.length ? ' ..' : ''}); ` +
        `name the hosts, or map GUIDs with '--map'; ${listed}`
      );
    }
    case 'slow':
      return `fabric ${fabric}: ${all} go as planned, but run at ${speedOf(finding)}; ${listed}`;
    default:
      return `fabric ${fabric}: ${all} go as planned, but their state is ${finding.state ?? 'not known'}, not Active; ${listed}`;
  }
}

function ruleText(rule: PortRule | undefined, of: number): string {
  if (rule === undefined) return 'not told';
  const { cables, by = 0, example: [planned = '', found = ''] = [] } = rule;
  const share = cables === of ? '' : ` (${count(cables)} of ${count(of)})`;
  const such = `, as ${found} for ${planned}`;
  switch (rule.rule) {
    case 'same':
      return `ports as planned${share}`;
    case 'shifted':
      return `ports ${count(Math.abs(by))} ${by < 0 ? 'lower' : 'higher'} than planned${such}${share}`;
    case 'mirrored':
      return `ports counted from the other end, ${count(by)} less the planned one${such}${share}`;
    case 'table':
      return `each planned port is one other port on all switches${such}${share}`;
    case 'none':
      return 'no one rule';
  }
}

/** `3 of 4 planes (plane 3 is down)`. */
function planesText({ planes }: AsBuiltFinding): string {
  const { up = [], down = [], of = 0 } = planes ?? {};
  const gone = `${down.length === 1 ? 'plane' : 'planes'} ${down.join(', ')} ${down.length === 1 ? 'is' : 'are'} not`;
  return `${up.length} of ${counted(of, 'plane')} (${gone})`;
}

function where(end: CableEnd | undefined): string {
  if (end === undefined) return 'nothing';
  return end.rack === '' ? end.device : `rack ${end.rack} U${end.u} ${end.device}`;
}

function reportLines(report: AsBuiltReport): string[] {
  const { fabric, counts, findings, strangers, switchesShown, switchesPlanned, unanswered = 0 } = report;
  const { planned, asPlanned, differing, notYet, unseen, leftOut, extra, ignored, beside = 0 } = counts;
  const lines = [
    `fabric ${fabric}: ${counted(planned, 'cable')} planned, ${count(asPlanned)} as planned, ${count(differing)} not, ${count(extra)} extra`,
    ...findings.map(
      (finding) => `  ${finding.kind.padEnd(10)} ${oneLine(findingSentence(finding)).replaceAll('; ', NEXT_LINE)}`,
    ),
  ];
  if (switchesShown < switchesPlanned) {
    lines.push(`  the files tell of ${count(switchesShown)} of the ${counted(switchesPlanned, 'switch', 'switches')}`);
  }
  const rest = [
    [notYet, 'not due: an end is not cabled yet, or out of service, by the asset file'],
    [unseen, 'not judged: no dump tells of either end'],
    [leftOut, 'not asked for'],
  ] as const;
  for (const [cables, why] of rest) if (cables > 0) lines.push(`  ${counted(cables, 'cable')} ${why}`);
  if (ignored > 0) lines.push(`  ${counted(ignored, 'link')} on ports that the model in the plan has not: passed over`);
  if (beside > 0)
    lines.push(`  ${counted(beside, 'more neighbour')} heard on ports whose cable is in place: passed over`);
  if (unanswered > 0) {
    lines.push(
      `  ${counted(unanswered, 'node')} did not answer the tool: links behind ${unanswered === 1 ? 'it' : 'them'} are not told`,
    );
  }
  if (strangers.length > 0) {
    const shown = strangers.slice(0, SHOWN_STRANGERS).map((name) => `'${oneLine(name)}'`);
    const more = strangers.length > SHOWN_STRANGERS ? ' ..' : '';
    lines.push(
      `  ${counted(strangers.length, 'name')} of no device of the site: ${shown.join(', ')}${more}; map names with '--map'`,
    );
  }
  return lines;
}

function goes(end: CableEnd | undefined): string {
  if (end === undefined) return 'nothing';
  const place = end.rack === '' ? '' : `rack ${end.rack} U${end.u} `;
  return `${place}${end.device} port ${end.port}`;
}

/** Port of a found cable at the device of a planned end. */
function portAt({ device }: CableEnd, found: CableEnds | undefined): string {
  return (found?.a.device === device ? found.a.port : found?.b.port) ?? '';
}

function isSame(one: CableEnd | undefined, other: CableEnd): boolean {
  return one?.device === other.device && one.port === other.port;
}

function speedOf({ foundRateBits = 0, plannedRateBits = 0, speed }: AsBuiltFinding): string {
  const word = speed === undefined ? '' : ` (${speed})`;
  return `${rate(foundRateBits)}${word} instead of ${rate(plannedRateBits)}`;
}

/** Writes what a list of assets says otherwise than the plan as text: a sentence each. */
export function renderAssetDriftText({ counts, findings }: AssetReport): string {
  const { devices, alike, differing, extra } = counts;
  const head = `assets: ${counted(devices, 'device')} compared, ${count(alike)} alike, ${count(differing)} not, ${count(extra)} extra`;
  return `${[head, ...findings.map((each) => `  ${each.kind.padEnd(9)}  ${oneLine(assetSentence(each))}`)].join('\n')}\n`;
}

/** A difference as a sentence. */
export function assetSentence({
  kind,
  device,
  place = '',
  field = '',
  planned,
  found,
  foundText,
}: AssetFinding): string {
  const where = place === '' || place === 'no rack' ? device : `${place} ${device}`;
  switch (kind) {
    case 'missing':
      return `${where} is there by the plan, but the list does not name it`;
    case 'extra':
      return `${device} is no device of the site`;
    case 'differs': {
      const told = found ?? (foundText === undefined ? 'empty' : `absent ('${foundText}')`);
      return `${where}: ${field} is ${planned ?? 'empty'} in the plan, and ${told} in the list`;
    }
  }
}

/** Writes firmware that is not as its baseline has it as text: a sentence each, and one for all devices of which nobody read a component. */
export function renderFirmwareText({ counts, findings }: FirmwareReport): string {
  const { devices, components, alike, notJudged } = counts;
  const head = `firmware: ${counted(components, 'component')} of ${counted(devices, 'device')} in the baseline, ${count(alike)} alike, ${count(components - alike)} not`;
  const silent = new Map<string, FirmwareFinding[]>();
  for (const each of findings) {
    if (isUnread(each)) addTo(silent, JSON.stringify([each.component, each.planned]), each);
  }
  const lines = findings
    .filter((each) => !isUnread(each))
    .map((each) => `  ${each.kind.padEnd(9)}  ${oneLine(firmwareSentence(each))}`);
  const unread = [...silent.values()].map((own) => {
    const names = own.slice(0, SHOWN_STRANGERS).map(({ device }) => device);
    const more = own.length > names.length ? ` and ${count(own.length - names.length)} more` : '';
    const [{ component = '', planned = [] } = {}] = own;
    return `  not-read   ${oneLine(`${names.join(', ')}${more}: ${component} should be ${planned.join(' or ')}, and no version was read`)}`;
  });
  const rest = notJudged === 0 ? [] : [`  ${counted(notJudged, 'version')} read that the baseline does not name`];
  return `${[head, ...lines, ...unread, ...rest].join('\n')}\n`;
}

function isUnread({ kind, read, parts = [] }: FirmwareFinding): boolean {
  return kind === 'not-read' && read?.parts === 0 && parts.length === 0;
}

/** A difference as a sentence. */
export function firmwareSentence(finding: FirmwareFinding): string {
  const { kind, device, place = '', component = '', planned = [], found = '', parts = [], read } = finding;
  if (kind === 'extra') return `${device} is no device of the site: what its file tells of was not compared`;
  const where = `${place === '' || place === 'no rack' ? device : `${place} ${device}`}: ${component}`;
  const due = planned.join(' or ');
  const named = parts.filter((part) => part.toLowerCase() !== component.toLowerCase());
  const of = named.length === 0 ? '' : ` (${named.join(', ')})`;
  if (kind === 'other') return `${where} should be ${due}, but is ${found}${of}`;
  const { parts: told, of: all } = read ?? { parts: 0, of: 1 };
  if (told === 0) return `${where} should be ${due}, and no version was read${of}`;
  return `${where} should be ${due}, and ${count(told)} of ${count(all)} were read${of === '' ? '' : `, none of${of}`}`;
}

/** Writes what switches are told otherwise than planned as text: a sentence each, with rack, unit, device and port. */
export function renderConfigDriftText(reports: readonly ConfigReport[]): string {
  return reports
    .map(({ fabric, device, ports, portsInFile, placeless = 0, drift }) => {
      const head = `switch ${oneLine(device)} of fabric ${fabric}: ${counted(ports, 'port')} planned, ${counted(drift.length, 'difference')}`;
      const open =
        portsInFile === ports
          ? []
          : [`  the file speaks of ${portsInFile} of the ${counted(ports, 'port')}: of the others nothing is known`];
      const lost =
        placeless === 0
          ? []
          : [
              `  the file does not tell the cage of ${counted(placeless, 'port')}: neither an index nor an alias such as 'etp1' says it`,
            ];
      return `${[head, ...open, ...lost, ...drift.map((each) => `  ${each.kind.padEnd(9)}  ${oneLine(driftSentence(each))}`)].join('\n')}\n`;
    })
    .join('\n');
}

/** A difference as a sentence. */
export function driftSentence({ kind, at, cage, planned, configured }: ConfigDrift): string {
  const place = at.rack === '' ? at.device : `rack ${at.rack} U${at.u} ${at.device}`;
  switch (kind) {
    case 'breakout':
      return `${place} cage ${cage} should give ${counted(Number(planned), 'port')}, but the configuration gives ${configured ?? 'none'}`;
    case 'speed':
      return `${place} port ${at.port} should run at ${rate(Number(planned))}, but is set to ${rate(Number(configured))}`;
    case 'neighbour':
      return `${place} port ${at.port} should meet ${planned}, but the configuration names ${configured ?? 'no device'}`;
  }
}

const NOUNS = {
  racks: ['rack', 'racks'],
  devices: ['device', 'devices'],
  cables: ['cable', 'cables'],
  addresses: ['address', 'addresses'],
} as const;

/** Why what no plan asks for is no finding. */
const PASSED_OVER = {
  racks: 'in no row of the plan',
  devices: 'in no rack of the plan, and of no role of it',
  cables: 'they carry power, or meet no device of the plan',
  addresses: 'in no pool of the plan',
} as const;

/** Writes what an inventory holds otherwise than planned as text: counts a list, then a sentence a finding. */
export function renderInventoryText({ site, counts, areStatesJudged, findings }: InventoryReport): string {
  const lines = INVENTORY_PARTS.flatMap((part) => {
    const own = counts[part];
    const [one, many] = NOUNS[part];
    if (own === undefined) return [`netbox ${site}: ${many} not read`];
    const { planned, asPlanned, differing, extra } = own;
    return [
      `netbox ${site}: ${counted(planned, one, many)} planned, ${count(asPlanned)} as planned, ${count(differing)} not, ${count(extra)} extra`,
    ];
  });
  const notes = INVENTORY_PARTS.flatMap((part) => {
    const passedOver = counts[part]?.passedOver ?? 0;
    const [one, many] = NOUNS[part];
    return passedOver === 0 ? [] : [`  ${counted(passedOver, one, many)} passed over: ${PASSED_OVER[part]}`];
  });
  if (!areStatesJudged) notes.push('  states and serials not judged: the plan keeps no asset file');
  return `${[...lines, ...findings.map(lineOf), ...notes].join('\n')}\n`;
}

function lineOf(finding: InventoryFinding): string {
  return `  ${finding.kind.padEnd(9)}  ${oneLine(inventorySentence(finding)).replaceAll('; ', NEXT_LINE)}`;
}

/** A finding as a sentence. */
export function inventorySentence(finding: InventoryFinding): string {
  const { kind, object, name, field = '', planned, found, partner, carries } = finding;
  const what = `${object} ${name}`;
  switch (kind) {
    case 'missing':
      if (object === 'cable') return `${cableDue(name, planned)}, but there is no cable`;
      return `${what}${homeOf(planned)} is not in NetBox${carries === undefined ? '' : `; with it ${carriedText(carries)}`}`;
    case 'extra':
      return `${what}${extraPlace(object, found)}, which no plan asks for`;
    case 'renamed':
      if (object === 'location' || object === 'role') return `${what} is called ${found ?? ''}`;
      return `${what} should stand in ${planned ?? ''}, but is called ${found ?? ''}`;
    case 'swapped':
      return (
        `${cableDue(name, planned)}, but goes from ${found ?? ''}; ` +
        `${cableDue(partner?.name ?? '', partner?.planned)}, but goes from ${partner?.found ?? ''}; exchange the two at the far end`
      );
    case 'misplaced':
      if (object === 'cable') return `${cableDue(name, planned)}, but goes from ${found ?? ''}`;
      if (object === 'address') return `${what} should be of ${planned ?? ''}, but is of ${found ?? ''}`;
      return `${what} should stand in ${planned ?? ''}, but stands in ${found ?? 'no location'}`;
    case 'differs':
      return `${what}: ${field} should be ${planned ?? 'empty'}, but is ${found ?? 'empty'}`;
  }
}

function carriedText({ devices, cables, addresses }: NonNullable<InventoryFinding['carries']>): string {
  const parts = [
    ...(devices === 0 ? [] : [counted(devices, 'device')]),
    ...(cables === 0 ? [] : [counted(cables, 'cable')]),
    ...(addresses === 0 ? [] : [counted(addresses, 'address', 'addresses')]),
  ];
  return parts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

function cableDue(name: string, planned = ''): string {
  return `cable ${name}: should go from ${planned}`;
}

function homeOf(planned = ''): string {
  return planned === '' ? '' : ` of ${planned}`;
}

function extraPlace(object: InventoryFinding['object'], found = ''): string {
  if (object === 'cable') return `: goes from ${found}`;
  return found === '' ? ' is there' : ` ${object === 'address' ? 'of' : 'in'} ${found}`;
}
