import { DesignError } from '../../errors/design-error';
import type { Construct } from '../../host';
import { spellingHint } from '../../errors/spelling-hint';
import { CELL_KINDS, type CellKind, type PowerNodeInput } from '../../model/power-node';
import { type CompartmentInput, type LostThing, namedCompartments, type Placed } from '../../model/shared-loss';
import { present } from '../../units/present';
import { optional, type PropKind, type PropNames, required, TEXT, TEXTS } from '../props/prop-rule';
import type { Site } from './site';
import { phaseName, PURCHASE_NAMES, type PurchaseProps } from './purchase';

/** What a copy of data is a copy of. */
export const ORIGINAL: PropKind = {
  remedy: 'give a StorageTier, an AwsBucket or an AwsLustre itself',
  oneOf: [
    { object: { name: 'a StorageTier', has: ['node', 'deviceNames', 'serves'] } },
    { object: { name: 'an AwsBucket', has: ['node', 'pathOf'] } },
    { object: { name: 'an AwsLustre', has: ['node', 'sizing'] } },
  ],
};

/** What a copy of data is a copy of, as the engines take it. */
export function originalOf(site: Site, copyOf: Construct | undefined): { readonly copyOf?: LostThing } {
  return copyOf === undefined ? {} : { copyOf: { kind: site.kindOf(copyOf) ?? '', name: copyOf.node.id } };
}

/** A room or compartment of a site. */
export interface CompartmentProps {
  /** Name by which `compartment` of things names it. */
  readonly name: string;
  /**
   * Compartments right below it: what leaks in it wets them.
   *
   * @default - nothing that is known
   */
  readonly above?: readonly string[];
}

/** Props of a compartment. */
export const COMPARTMENT_NAMES: PropNames<CompartmentProps> = { name: required(TEXT), above: optional(TEXTS) };

/** Props of a node of the power chain about where it stands. */
export interface PlacedNodeProps extends PurchaseProps {
  /**
   * Room or compartment in which it stands: what burns or floods there is lost together. Two things stand in one where they name it alike.
   *
   * @default - not known: where nodes stand in for each other, the report says so
   */
  readonly compartment?: string;
  /**
   * Cells of a UPS or a battery store; `none` of a flywheel.
   *
   * @default - not known
   */
  readonly cells?: CellKind;
}

/** Names of the props of a placed node. */
export const PLACED_NODE_NAMES: PropNames<PlacedNodeProps> = {
  ...PURCHASE_NAMES,
  compartment: optional(TEXT),
  cells: optional({ choices: CELL_KINDS }),
};

/** Where and when a node is there, as the engines take it. */
export function placeOf({
  compartment,
  cells,
  phase,
}: PlacedNodeProps): Pick<PowerNodeInput, 'compartment' | 'cells' | 'phase'> {
  return { ...present({ compartment, cells }), ...phaseName(phase) };
}

/** Compartments as the engines take them. */
export function compartmentsOf(given: readonly CompartmentProps[] | undefined): {
  readonly compartments?: readonly CompartmentInput[];
} {
  if (given === undefined || given.length === 0) return {};
  return { compartments: given.map(({ name, above = [] }) => ({ name, above: [...above] })) };
}

/**
 * What is wrong with the compartments of a site: where it lists them, all others are slips of the pen: `site/unknown-compartment`, `site/duplicate-compartment`. A
 * hall is a compartment of its own, by its name.
 */
export function compartmentErrors(
  site: string,
  compartments: readonly CompartmentInput[] | undefined,
  placed: Placed,
): readonly DesignError[] {
  if (compartments === undefined) return [];
  const listed = compartments.map(({ name }) => name);
  const known = new Set([...listed, ...placed.halls.map(({ name }) => name)]);
  const twice = [...new Set(listed.filter((name, index) => listed.indexOf(name) !== index))];
  const named = [...new Set([...namedCompartments(placed), ...compartments.flatMap(({ above }) => above)])];
  return [
    ...twice.map(
      (name) =>
        new DesignError('site/duplicate-compartment', {
          problem: `site '${site}': 'compartments' has two of the name '${name}'`,
          remedy: 'give each compartment a name of its own',
          object: name,
        }),
    ),
    ...named
      .filter((name) => !known.has(name))
      .map((name) => {
        const hint = spellingHint(name, known);
        return new DesignError('site/unknown-compartment', {
          problem: `site '${site}': something stands in compartment '${name}', which is not in 'compartments'`,
          remedy: hint === undefined ? "add it to 'compartments', or correct the name" : `did you mean '${hint}'?`,
          object: name,
        });
      }),
  ];
}
