import type { NamedRows } from '../../design/placement/check-placement-input';
import { spellingHint } from '../../errors/design-error';
import type { PatchedFibre, PatchedRow, PatchWay, Polarity, Polish } from '../../model/cabling-plan';
import { Attenuation, Mass } from '../../units/dimensions';
import { present } from '../../units/present';
import type { Refuse } from '../props/check-props';
import type { HallProps, RowProps } from './hall-props';
import { plainProps } from '../props/scoped-props';
import { FROM_ZERO, optional, type PropNames, renamed, required, ROW_OF_SITE, TEXT, WHOLE } from '../props/prop-rule';

/** Patch panels of a way between two rows, all alike. */
export interface PatchPanelProps {
  /** Model, as the BOM names it. */
  readonly model: string;
  /** Height in rack units. */
  readonly heightU: number;
  /** Ports of one panel; each takes one fibre cable, however many fibres that has. */
  readonly ports: number;
  /**
   * Part number of its vendor.
   *
   * @default - a gap of the BOM
   */
  readonly partNumber?: string;
  /**
   * Weight of one panel with its cassettes.
   *
   * @default - weight is reported, not judged
   */
  readonly weight?: Mass;
  /**
   * Polarity method of its cassettes (TIA-568.3).
   *
   * @default - not known
   */
  readonly polarity?: Polarity;
  /**
   * Polish of its ports.
   *
   * @default - not known
   */
  readonly polish?: Polish;
}

/**
 * What a kind of fibre loses over panels, from the data sheets of what is bought; finer than a thousandth of a decibel is rounded.
 * The package has no figures of its own: without all three the loss is not judged.
 */
export interface PatchedFibreProps {
  /**
   * Most that a link may lose between its transceivers.
   *
   * @default - the loss is not judged
   */
  readonly maxLoss?: Attenuation;
  /**
   * Former name of `maxLoss`, in decibels.
   *
   * @default - `maxLoss`
   * @deprecated give `maxLoss`
   */
  readonly maxLossDecibels?: number;
  /**
   * Loss of one passage through a panel, with all of its mated pairs. A link has two.
   *
   * @default - the loss is not judged
   */
  readonly lossPerConnection?: Attenuation;
  /**
   * Former name of `lossPerConnection`, in decibels.
   *
   * @default - `lossPerConnection`
   * @deprecated give `lossPerConnection`
   */
  readonly lossPerConnectionDecibels?: number;
  /**
   * Loss of the fibre itself over one kilometre.
   *
   * @default - the loss is not judged
   */
  readonly lossPerKilometre?: Attenuation;
  /**
   * Former name of `lossPerKilometre`, in decibels.
   *
   * @default - `lossPerKilometre`
   * @deprecated give `lossPerKilometre`
   */
  readonly lossPerKilometreDecibels?: number;
  /**
   * Part number of the patch cords.
   *
   * @default - a gap of the BOM
   */
  readonly cordPart?: string;
  /**
   * Part number of the trunks.
   *
   * @default - a gap of the BOM
   */
  readonly trunkPart?: string;
  /**
   * Polarity method of the trunks (TIA-568.3).
   *
   * @default - not known
   */
  readonly polarity?: Polarity;
  /**
   * Polish of the ends of the trunks.
   *
   * @default - not known
   */
  readonly polish?: Polish;
  /**
   * Polarity method that the patch cords are made for.
   *
   * @default - not known
   */
  readonly cordPolarity?: Polarity;
  /**
   * Polish of the ends of the patch cords.
   *
   * @default - not known
   */
  readonly cordPolish?: Polish;
  /**
   * Polish that the sockets of the transceivers take.
   *
   * @default - not known
   */
  readonly transceiverPolish?: Polish;
}

/** Structured cabling between two rows: fibre between them runs over a panel in each. */
export interface PatchingProps {
  /**
   * The two rows of `halls`, or their names, in any order: `A`, or `hall-1/A` where several halls have a row of that name. Panels are named after them. A `Row` is
   * created when the site has its props: it is named.
   */
  readonly between: readonly [RowProps | string, RowProps | string];
  /** Panels; as many stand in each row as its links need, whatever kinds of device the row takes. */
  readonly panels: PatchPanelProps;
  /**
   * Losses and part numbers of multimode fibre.
   *
   * @default - its loss is not judged, its parts are gaps
   */
  readonly multimode?: PatchedFibreProps;
  /**
   * Losses and part numbers of single-mode fibre.
   *
   * @default - its loss is not judged, its parts are gaps
   */
  readonly singleMode?: PatchedFibreProps;
}

const BAD_PATCHING = { code: 'cabling/bad-patching' };

const WHOLE_NUMBER = { ...WHOLE, ...BAD_PATCHING, remedy: 'give a whole number of 1 or more' };

const LOSS = { ...FROM_ZERO, ...BAD_PATCHING, remedy: 'give 0 dB or more' };

const POLARITY = { choices: ['A', 'B', 'C'] } as const;

const POLISH = { choices: ['APC', 'UPC'] } as const;

const PANEL_NAMES: PropNames<PatchPanelProps> = {
  model: required(TEXT),
  heightU: required(WHOLE_NUMBER),
  ports: required(WHOLE_NUMBER),
  partNumber: optional(TEXT),
  weight: optional({ quantity: Mass }),
  polarity: optional(POLARITY),
  polish: optional(POLISH),
};

const FIBRE_NAMES: PropNames<PatchedFibreProps> = {
  ...renamed('maxLoss', 'maxLossDecibels', Attenuation, 'decibels', LOSS),
  ...renamed('lossPerConnection', 'lossPerConnectionDecibels', Attenuation, 'decibels', LOSS),
  ...renamed('lossPerKilometre', 'lossPerKilometreDecibels', Attenuation, 'decibels', LOSS),
  cordPart: optional(TEXT),
  trunkPart: optional(TEXT),
  polarity: optional(POLARITY),
  polish: optional(POLISH),
  cordPolarity: optional(POLARITY),
  cordPolish: optional(POLISH),
  transceiverPolish: optional(POLISH),
};

/** Props of a way over panels. */
export const PATCHING_NAMES: PropNames<PatchingProps> = {
  between: required({ isList: true, each: ROW_OF_SITE, length: 2 }),
  panels: required({ of: PANEL_NAMES }),
  multimode: optional({ of: FIBRE_NAMES }),
  singleMode: optional({ of: FIBRE_NAMES }),
};

/** Ways over panels with the names of their rows. */
type NamedPatching = Omit<PatchingProps, 'between'> & { readonly between: readonly [string, string] };

/** Halls of a site, and its ways over panels. */
interface WithPatching {
  readonly halls?: readonly HallProps[];
  readonly patching?: readonly PatchingProps[];
}

/** Ways over panels with the names of their rows: of a row of `halls` its own, and before it that of its hall where several halls have a row of that name. */
export function namedPatching({ halls = [], patching }: WithPatching): readonly NamedPatching[] | undefined {
  const label = (row: RowProps | string): string => {
    if (typeof row === 'string') return row;
    const holders = halls.filter(({ rows }) => rows.includes(row));
    const [holder] = holders;
    const isAlone = halls.filter(({ rows }) => rows.some(({ name }) => name === row.name)).length <= 1;
    // One object in several halls is no one row, as its name is not.
    return isAlone || holder === undefined || holders.length > 1 ? row.name : `${holder.name}/${row.name}`;
  };
  return patching?.map(({ between: [one, other], ...rest }) => ({ ...rest, between: [label(one), label(other)] }));
}

/** Refuses ways over panels that are wrong in themselves: `cabling/unknown-row`, `cabling/bad-patching`. */
export function checkPatching(
  halls: readonly NamedRows[],
  patching: readonly NamedPatching[] = [],
  refuse: Refuse,
): void {
  const known = new Set<string>();
  for (const props of patching) {
    const { between } = props;
    const what = `'patching' between '${between[0]}' and '${between[1]}'`;
    const rows = between.flatMap((label) => checkRow(halls, { what, label }, refuse));
    const key = rows.map(({ hall, row }) => `${hall}/${row}`).sort();
    if (key.length < between.length) continue;
    if (key[0] === key[1]) refuse('cabling/bad-patching', `${what} names one row twice`, 'name two rows');
    else if (known.has(key.join(' '))) {
      refuse('cabling/bad-patching', `${what} is given twice`, 'give each pair of rows once');
    }
    known.add(key.join(' '));
  }
}

function checkRow(
  halls: readonly NamedRows[],
  { what, label }: { readonly what: string; readonly label: string },
  refuse: Refuse,
): ReturnType<typeof rowsNamed> {
  const found = rowsNamed(halls, label);
  if (found.length === 1) return found;
  if (found.length > 1) {
    const full = found.map(({ hall, row }) => `'${hall}/${row}'`).join(' or ');
    refuse('cabling/unknown-row', `${what}: ${found.length} halls have a row '${label}'`, `name it ${full}`);
    return [];
  }
  const hint = spellingHint(
    label,
    halls.flatMap(({ name, rows }) => rows.flatMap((row) => [row.name, `${name}/${row.name}`])),
  );
  const remedy = hint === undefined ? "name rows of 'halls', as 'A' or 'hall-1/A'" : `did you mean '${hint}'?`;
  refuse('cabling/unknown-row', `${what}: no hall has a row '${label}'`, remedy);
  return [];
}

const MILLIDECIBELS_PER_DECIBEL = 1_000;

/** Rows that a text names: `A`, or `hall-1/A`. */
function rowsNamed(halls: readonly NamedRows[], label: string): PatchedRow[] {
  return halls.flatMap((hall) =>
    hall.rows
      .filter(({ name }) => label === name || label === `${hall.name}/${name}`)
      .map(({ name }) => ({ label, hall: hall.name, row: name })),
  );
}

/** Ways over panels as the engines take them, rows in order of their names: which one comes first in the props changes nothing. */
export function patchWays(halls: readonly NamedRows[], patching: readonly NamedPatching[], path: string): PatchWay[] {
  return patching.flatMap((props) => {
    const [one, other] = [...props.between].sort().flatMap((label) => rowsNamed(halls, label));
    return one === undefined || other === undefined ? [] : [toWay(props, [one, other], path)];
  });
}

function toWay({ panels, multimode, singleMode }: PatchingProps, rows: PatchWay['rows'], path: string): PatchWay {
  const { model, heightU, ports, partNumber, weight, polarity, polish } = panels;
  return {
    rows,
    panel: {
      model,
      heightU,
      ports,
      ...present({ partNumber, weightGrams: weight?.inGrams, polarity, polish }),
    },
    fibres: present({
      multimode: multimode === undefined ? undefined : toFibre(multimode),
      'single-mode': singleMode === undefined ? undefined : toFibre(singleMode),
    }),
    path,
  };
}

function toFibre(props: PatchedFibreProps): PatchedFibre {
  const { maxLoss, lossPerConnection, lossPerKilometre, ...parts } = plainProps(props, FIBRE_NAMES);
  const { cordPart, trunkPart, polarity, polish, cordPolarity, cordPolish, transceiverPolish } = parts;
  const whole = (loss: Attenuation | undefined): number | undefined =>
    loss === undefined ? undefined : Math.round(loss.inDecibels * MILLIDECIBELS_PER_DECIBEL);
  return present({
    maxLossMillidecibels: whole(maxLoss),
    connectionMillidecibels: whole(lossPerConnection),
    millidecibelsPerKilometre: whole(lossPerKilometre),
    cordPart,
    trunkPart,
    polarity,
    polish,
    cordPolarity,
    cordPolish,
    transceiverPolish,
  });
}
