import { DesignError } from '../../errors/design-error';
import type { CableEnd } from '../../model/cabling-plan';
import type { RackPlan } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import type { Label, LabelKind } from './label';
import {
  DEFAULT_SCHEMES,
  fillTemplate,
  LABEL_WORDS,
  type LabelTemplate,
  type LabelWord,
  type LabelWords,
  parseTemplate,
} from './label-scheme';

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
