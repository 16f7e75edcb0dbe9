import type { CableEnd, CableRow } from '../../model/cabling-plan';
import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { DesignError, spellingHint } from '../../errors/design-error';

/** Ends of one cable: more than one where it is split. */
interface CableEnds {
  readonly row: CableRow;
  readonly a: CableEnd[];
  readonly b: CableEnd[];
}

/** What is known of the cables beside their rows. */
interface CableLabelInput {
  /** Rows of the cable schedule. */
  readonly rows: Iterable<CableRow>;
  /** Names of cables that are split into several at their a end. */
  readonly splits: ReadonlySet<string>;
}

/**
 * Labels of cables: one at each end, with both ends on each. Links that share a cable share its labels, with their ports joined by `+`; a split cable has one
 * at each of its ends.
 */
export function cableLabels(
  { rows, splits }: CableLabelInput,
  maker: LabelMaker,
): { labels: Label[]; unplaced: number } {
  const cables = new Map<string, CableEnds>();
  for (const row of rows) {
    const cable = cables.get(row.cable) ?? { row, a: [], b: [] };
    cables.set(row.cable, cable);
    cable.a.push(row.a);
    cable.b.push(row.b);
  }
  const labels: Label[] = [];
  let unplaced = 0;
  for (const [name, { row, a, b }] of cables) {
    if ([...a, ...b].some(({ rack }) => rack === '')) {
      unplaced += 1;
      continue;
    }
    const upper = joined(b);
    const lower = splits.has(name) ? a : [joined(a)];
    lower.forEach((near, leg) => {
      labels.push(label(row, near, splits.has(name) ? [b[leg] ?? upper] : [upper], maker));
    });
    labels.push(label(row, upper, lower, maker));
  }
  return { labels, unplaced };
}

function label(row: CableRow, near: CableEnd, far: readonly CableEnd[], maker: LabelMaker): Label {
  const [nearText, farText] = [maker.endText(near), far.map((end) => maker.endText(end)).join(' + ')];
  const metres = row.lengthMillimetres === 0 ? '' : String(row.lengthMillimetres / 1_000);
  const what = [row.medium, ...(metres === '' ? [] : [`${metres} m`])].join(', ');
  return maker.label(`${nearText} / ${farText}`, row.cable, [nearText, `to ${farText}`, what], {
    near: nearText,
    far: farText,
    cable: row.cable,
    fabric: row.fabric,
    ...endFields('near', near),
    ...endFields('far', far[0] ?? near),
    medium: row.medium,
    length_m: metres,
    part_number: row.part ?? '',
  });
}

function endFields(side: 'near' | 'far', end: CableEnd): Record<string, string> {
  const { device, port, face, hall, row, rack, u } = end;
  const fields = { device, port, face: face ?? '', hall, row, rack, u: String(u) };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${side}_${name}`, value]));
}

/** Ends in one connector as one, with all of its ports. */
function joined(ends: readonly CableEnd[]): CableEnd {
  const [first] = ends;
  if (first === undefined) throw new RangeError('a cable has ends');
  return { ...first, port: [...new Set(ends.map(({ port }) => port))].join('+') };
}

type Placed = Pick<SitePlan, 'placement' | 'devices' | 'power'>;

/** Labels of devices or of patch panels, in the order of racks and from the bottom up, and how many stand in none. */
export function deviceLabels(
  { placement, devices }: Placed,
  isPanel: boolean,
  maker: LabelMaker,
): { labels: Label[]; unplaced: number } {
  const wanted = new Map(
    devices.filter(({ kind }) => (kind === 'panel') === isPanel).map((device) => [device.name, device]),
  );
  const labels = placement.racks.flatMap((rack) =>
    rack.devices.flatMap(({ name, u }) => {
      const device = wanted.get(name);
      if (device === undefined) return [];
      const identifier = maker.text(rack, { device: name, u: String(u).padStart(2, '0') });
      const fields = { device: name, kind: device.kind, model: device.model, ...place(rack), u: String(u) };
      return [maker.label(identifier, name, [identifier, name, device.model], fields)];
    }),
  );
  return { labels, unplaced: wanted.size - labels.length };
}

/** Labels of the racks that hold something. */
export function rackLabels({ placement }: Placed, maker: LabelMaker): Label[] {
  return usedRacks(placement).map((rack) => {
    const identifier = maker.text(rack);
    const lines = [identifier, `${rack.hall}, row ${rack.row}`, rack.limits.model];
    return maker.label(identifier, rack.name, lines, { ...place(rack), zone: rack.zone, model: rack.limits.model });
  });
}

/** Labels of the feeds of each rack in use: one a feed of its zone. */
export function feedLabels({ placement, power }: Placed, maker: LabelMaker): Label[] {
  const feeds = new Map(power.zones.map((zone) => [zone.name, zone.feeds]));
  return usedRacks(placement).flatMap((rack) =>
    (feeds.get(rack.zone) ?? []).map((feed) => {
      const identifier = maker.text(rack, { feed });
      const lines = [identifier, `zone ${rack.zone}, feed ${feed}`, `rack ${rack.name}`];
      return maker.label(identifier, `${rack.name}/${feed}`, lines, { ...place(rack), zone: rack.zone, feed });
    }),
  );
}

function usedRacks({ racks }: SitePlan['placement']): RackPlan[] {
  return racks.filter(({ devices }) => devices.length > 0);
}

function place({ hall, row, name }: RackPlan): Readonly<Record<string, string>> {
  return { hall, row, rack: name };
}

/** Things that get labels. */
export const LABEL_KINDS = ['cables', 'devices', 'racks', 'feeds', 'panels'] as const;

/** Kind of label. */
export type LabelKind = (typeof LABEL_KINDS)[number];

/** One label as it is printed. */
export interface Label {
  /** What the scheme makes of it; on a cable the near end, then the far one. Unique among the labels of its kind. */
  readonly identifier: string;
  /** Name in the plan: of the cable, device, rack or panel; of a feed `<rack>/<feed>`. */
  readonly name: string;
  /** Text of the QR code. */
  readonly qr: string;
  /** Lines on the label, the identifier on top. */
  readonly lines: readonly string[];
  /** Further columns for label printers, by name: what it is and where. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Labels of one kind. */
export interface LabelPlan {
  /** What the labels are for. */
  readonly kind: LabelKind;
  /** Cables in the order of the cable schedule, each with its lower end first; all else in the order of racks, from the bottom up. */
  readonly labels: readonly Label[];
  /** Things without a label, for they stand in no rack. */
  readonly unplaced: number;
}

/** Words that a template may hold in braces. */
interface LabelWords {
  readonly site: string;
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  /** Number of the rack in its row, two digits. */
  readonly number: string;
  /** Lowest rack unit, two digits. */
  readonly u: string;
  readonly device: string;
  /** Port; of a device within another one, its name comes first. */
  readonly port: string;
  readonly feed: string;
  readonly zone: string;
}

/** A word of a template. */
type LabelWord = keyof LabelWords;

const PLACE = ['site', 'hall', 'row', 'rack', 'number'] as const;

const PLACED = [...PLACE, 'u', 'device'] as const;

/** Words of each kind of label. */
export const LABEL_WORDS: Readonly<Record<LabelKind, readonly LabelWord[]>> = {
  cables: [...PLACED, 'port'],
  devices: PLACED,
  racks: PLACE,
  feeds: [...PLACE, 'feed', 'zone'],
  panels: PLACED,
};

/**
 * Identifiers in the manner of ANSI/TIA-606: the rack, a hyphen and the rack unit from the bottom, a colon and the port; on a cable the near end, a slash and
 * the far end. Racks carry their hall where a site has several.
 *
 * @see https://test.expresscorp.com/blogs/cable-label-standards-ansi-tia-606-b which explains `4BK01-55:50/DC.C03-14:04`
 */
const DEFAULT_SCHEMES: Readonly<Record<LabelKind, string>> = {
  cables: '{rack}-{u}:{port}',
  devices: '{rack}-{u}',
  racks: '{rack}',
  feeds: '{rack}-{feed}',
  panels: '{rack}-{u}',
};

/** A template, ready to be filled in. */
interface LabelTemplate<W extends string> {
  /** Texts around the words: one more than there are words. */
  readonly texts: readonly string[];
  readonly words: readonly W[];
}

/** Templates are names on small labels: above it one is a slip. */
const LONGEST_TEMPLATE = 200;

/**
 * Reads a template such as `{rack}-{u}:{port}`.
 *
 * @param what - what it is, in the words of a message: `scheme`
 * @throws DesignError `labels/bad-scheme`
 */
export function parseTemplate<W extends string>(what: string, template: string, known: readonly W[]): LabelTemplate<W> {
  const parts = template.split(/\{([^{}]*)\}/);
  const texts = parts.filter((_, index) => index % 2 === 0);
  const words = parts.filter((_, index) => index % 2 === 1);
  const listed = known.map((word) => `{${word}}`).join(', ');
  const refuse = (problem: string, remedy: string): DesignError =>
    new DesignError('labels/bad-scheme', { problem: `${what} '${template}' ${problem}`, remedy, value: template });
  if (template.length > LONGEST_TEMPLATE)
    throw refuse('is too long', `keep it to ${LONGEST_TEMPLATE} characters at most`);
  if (texts.some((text) => /[{}]/.test(text)))
    throw refuse('has a brace without its twin', `write words as in ${listed}`);
  if (texts.some((text) => /\p{Cc}/u.test(text))) throw refuse('has a control character', 'write it on one line');
  const unknown = words.find((word) => !(known as readonly string[]).includes(word));
  if (unknown !== undefined) {
    const hint = spellingHint(unknown, known);
    throw refuse(
      `has '{${unknown}}', which it cannot hold`,
      hint === undefined ? `use ${listed}` : `did you mean '{${hint}}'?`,
    );
  }
  if (words.length === 0) throw refuse('is the same for all', `use ${listed}`);
  return { texts, words: words as W[] };
}

/** The text that a template makes of its words. */
export function fillTemplate<W extends string>(
  { texts, words }: LabelTemplate<W>,
  values: Readonly<Record<W, string>>,
): string {
  return texts.map((text, index) => text + (words[index] === undefined ? '' : values[words[index]])).join('');
}

/** How labels are worded. */
export interface LabelOptions {
  /**
   * Template of the identifier, for cables of each end: `{hall}.{rack}-{u}:{port}`.
   *
   * @default - `DEFAULT_SCHEMES`, in the manner of ANSI/TIA-606
   */
  readonly scheme?: string;
  /**
   * Template of the text in the QR code, of `{name}` and `{identifier}`.
   *
   * @default '{name}'
   */
  readonly qr?: string;
}

const QR_WORDS = ['name', 'identifier'] as const;

/** What a label printer of a few centimetres can still show as modules that a telephone reads. */
const LONGEST_QR = 300;

/** Words labels by the templates of one kind. */
export class LabelMaker {
  private readonly site: string;
  private readonly template: LabelTemplate<LabelWord>;
  private readonly qr: LabelTemplate<(typeof QR_WORDS)[number]>;
  private readonly racks: ReadonlyMap<string, RackPlan>;
  private readonly positions: SitePlan['placement']['positions'];

  /** @throws DesignError `labels/bad-scheme` */
  public constructor(
    kind: LabelKind,
    { name, placement }: Pick<SitePlan, 'name' | 'placement'>,
    options: LabelOptions,
  ) {
    this.site = name;
    this.template = parseTemplate('scheme', options.scheme ?? DEFAULT_SCHEMES[kind], LABEL_WORDS[kind]);
    this.qr = parseTemplate('text of the QR code', options.qr ?? '{name}', QR_WORDS);
    this.racks = new Map(placement.racks.map((rack) => [rack.name, rack]));
    this.positions = placement.positions;
  }

  /** Identifier of the end of a cable. A tray is named with its port, for it has no place of its own. */
  public endText({ device, port, rack, u }: CableEnd): string {
    const place = this.racks.get(rack);
    const own = this.positions.has(device) ? port : `${device}/${port}`;
    return place === undefined ? '' : this.text(place, { device, port: own, u: twoDigits(u) });
  }

  /** Identifier of something in a rack. */
  public text(rack: RackPlan, words: Partial<LabelWords> = {}): string {
    return fillTemplate(this.template, {
      site: this.site,
      hall: rack.hall,
      row: rack.row,
      rack: rack.name,
      number: twoDigits(rack.number),
      u: '',
      device: '',
      port: '',
      feed: '',
      zone: rack.zone,
      ...words,
    });
  }

  /** @throws DesignError `labels/qr-too-long` */
  public label(identifier: string, name: string, lines: readonly string[], fields: Label['fields']): Label {
    const qr = fillTemplate(this.qr, { name, identifier });
    if (qr.length <= LONGEST_QR) return { identifier, name, qr, lines, fields };
    throw new DesignError('labels/qr-too-long', {
      problem: `the QR code of '${name}' would hold ${qr.length} characters`,
      remedy: `keep it at ${LONGEST_QR} at most: shorten its template`,
      object: name,
      limit: `${LONGEST_QR}`,
    });
  }
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
