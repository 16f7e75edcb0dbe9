import { rowLines } from '../../design/placement/floor';
import type { HallInput, RackLimits, RowInput } from '../../model/placement-plan';
import type { SitePlan } from '../../model/site-plan';
import { inWords } from '../engine/in-words';
import { defineRule, failed, indeterminate, judgeEach, type Rule, type Verdict } from '../engine/rule';

const aisleTooNarrow = defineRule({
  id: 'space/aisle-too-narrow',
  severity: 'error',
  title: 'an aisle is as wide as the racks at its sides ask for, and rows do not stand in each other',
  why: {
    text: 'Air, doors, and a system of 130 kg and more on its lift need the clearance that the vendors state.',
    source: "Layout of the hall ('rowPitch', 'at'); clearances and depth of the racks by their vendors",
  },
  check: (plan) =>
    judgeEach(aislesOf(plan).filter(isMeasured), judgeWidth, "no rack states its 'depth' or a clearance"),
});

const mixedAisle = defineRule({
  id: 'space/mixed-aisle',
  severity: 'warning',
  title: 'fronts look at fronts, and rears at rears',
  why: {
    text: 'Where a front looks at a rear, racks draw in the air that others have warmed, and neither aisle can be closed off.',
    source: 'Hot-aisle and cold-aisle layout, ASHRAE TC 9.9',
  },
  check: (plan) =>
    judgeEach(
      aislesOf(plan).filter(({ hall }) => hall.containment !== undefined || hall.rows.some(({ facing }) => facing)),
      ({ path, object, nearSide, farSide, near, far, hall }): Verdict | undefined => {
        if (nearSide === 'either' || farSide === 'either') {
          if (hall.containment === undefined) return undefined;
          const unknown = 'which way its rows look';
          return indeterminate({ path, object, unknown, givenBy: "give 'facing' of both rows" });
        }
        if (nearSide === farSide) return undefined;
        return failed({
          path,
          object,
          found: `the ${nearSide} of row '${near.name}' and the ${farSide} of row '${far.name}'`,
          limit: 'two fronts, or two rears',
          arithmetic: `row '${near.name}' looks to the ${near.facing} wall, row '${far.name}' to the ${far.facing} wall`,
          remedy: "turn every other row ('facing')",
        });
      },
      'no row states which way it looks',
    ),
});

const hallTooShallow = defineRule({
  id: 'space/hall-too-shallow',
  severity: 'error',
  title: 'the rows of a hall and the room at their outer sides fit between its walls',
  why: {
    text: 'The first and the last row need the clearance of their outer sides too.',
    source: "Layout of the hall ('depth', 'rowPitch', 'at'); depth and clearances of the racks by their vendors",
  },
  check: (plan) =>
    judgeEach(
      plan.halls.filter(({ depthMillimetres, rows }) => depthMillimetres !== undefined && rows.length > 0),
      (hall) => {
        const path = hall.path ?? plan.path;
        const object = `hall '${hall.name}'`;
        const lines = rowLines(hall);
        const [first, last] = [lines[0], lines.at(-1)];
        if (first === undefined || last === undefined) return undefined;
        const depths = [first.row, last.row].map((row) => bodyOf(row, 'depthMillimetres'));
        const halves = depths.map(({ most }) => (most ?? 0) / 2);
        const outer = [clearanceOf(first.row, frontOf(first.row)), clearanceOf(last.row, backOf(last.row))];
        const parts = [outer[0]?.least ?? 0, ...halves, outer[1]?.least ?? 0];
        const span = last.yMillimetres - first.yMillimetres;
        const needs = Math.ceil(parts.reduce((sum, part) => sum + part, span));
        const has = hall.depthMillimetres ?? Infinity;
        if (needs > has) {
          const [is, limit, over] = [needs, has, needs - has].map(inWords.millimetres);
          return failed({
            path,
            object,
            found: `rows '${first.row.name}' to '${last.row.name}' take ${is}`,
            limit: `${limit}`,
            required: `${is}`,
            available: `${limit}`,
            shortfall: `${over}`,
            arithmetic: `${inWords.millimetres(parts[0] ?? 0)} in front + ${inWords.millimetres(halves[0] ?? 0)} + ${inWords.millimetres(span)} between the middles + ${inWords.millimetres(halves[1] ?? 0)} + ${inWords.millimetres(parts[3] ?? 0)} behind = ${is}`,
            remedy: "take a row out, lower 'rowPitch' as far as the aisles allow, or correct 'depth' of the hall",
          });
        }
        if (depths.every(({ isKnown }) => isKnown)) return undefined;
        return indeterminate({ path, object, unknown: 'the depth of its racks', givenBy: "give 'depth' of the rack" });
      },
      "no hall states its 'depth'",
    ),
});

/** Rules about aisles and the depth of a hall. */
export const aisleRules: readonly Rule[] = [aisleTooNarrow, mixedAisle, hallTooShallow];

function isMeasured({ near, far, nearSide, farSide }: Aisle): boolean {
  const hasDepth = [near, far].some((row) => bodyOf(row, 'depthMillimetres').most !== undefined);
  return hasDepth || clearanceOf(near, nearSide) !== undefined || clearanceOf(far, farSide) !== undefined;
}

function judgeWidth({ path, object, near, far, nearSide, farSide, pitchMillimetres }: Aisle): Verdict | undefined {
  const depths = [near, far].map((row) => bodyOf(row, 'depthMillimetres'));
  const halves = depths.map(({ most }) => (most ?? 0) / 2);
  const wide = Math.floor(halves.reduce((left, half) => left - half, pitchMillimetres));
  const sides = [
    { row: near, side: nearSide, room: clearanceOf(near, nearSide) },
    { row: far, side: farSide, room: clearanceOf(far, farSide) },
  ];
  const needs = Math.max(0, ...sides.map(({ room }) => room?.least ?? 0));
  if (wide < needs) {
    const most = sides.find(({ room }) => room !== undefined && room.least === needs);
    const asks =
      most === undefined ? 'rows that do not stand in each other' : `${sideText(most.side)} of row '${most.row.name}'`;
    const [has, limit, short] = [Math.max(wide, 0), needs, needs - wide].map(inWords.millimetres);
    return failed({
      path,
      object,
      found: wide < 0 ? `rows that overlap by ${inWords.millimetres(-wide)}` : `${has} wide`,
      limit: `${limit} (${asks})`,
      required: `${limit}`,
      available: `${has}`,
      shortfall: `${short}`,
      arithmetic: `${inWords.millimetres(pitchMillimetres)} between the middles - ${halves.map(inWords.millimetres).join(' - ')} of rack = ${wide < 0 ? '-' : ''}${inWords.millimetres(Math.abs(wide))}; ${short} short`,
      remedy: "raise 'rowPitch' of the hall, or 'at' of the row behind",
    });
  }
  if (depths.some(({ isKnown }) => !isKnown)) {
    return indeterminate({
      path,
      object,
      unknown: 'the depth of its racks',
      givenBy: "give 'depth' of the racks at both sides",
    });
  }
  if (wide >= Math.max(0, ...sides.map(({ room }) => room?.most ?? 0))) return undefined;
  return indeterminate({
    path,
    object,
    unknown: 'which side of its racks each row turns to it',
    givenBy: "give 'facing' of both rows",
  });
}

function sideText(side: Aisle['nearSide']): string {
  return side === 'either' ? 'the smaller clearance' : `the ${side}`;
}

/** Side of a row: what its racks turn to an aisle. Both where it is not known which way they look. */
type RowSide = 'front' | 'rear' | 'either';

/** The aisle between a row and the next one behind it. */
export interface Aisle {
  readonly hall: HallInput;
  readonly path: string;
  /** `aisle between rows 'A' and 'B' of hall 'hall-1'`. */
  readonly object: string;
  /** The row nearer to the front wall, and the one behind the aisle. */
  readonly near: RowInput;
  readonly far: RowInput;
  /** Between the middles of the rows, mm. */
  readonly pitchMillimetres: number;
  readonly nearSide: RowSide;
  readonly farSide: RowSide;
}

/** All aisles between rows of a site. */
export function aislesOf({ halls, path }: Pick<SitePlan, 'halls' | 'path'>): Aisle[] {
  return halls.flatMap((hall) => {
    const lines = rowLines(hall);
    return lines.slice(1).flatMap((far, index): Aisle[] => {
      const near = lines[index];
      if (near === undefined) return [];
      return [
        {
          hall,
          path: hall.path ?? path,
          object: `aisle between rows '${near.row.name}' and '${far.row.name}' of hall '${hall.name}'`,
          near: near.row,
          far: far.row,
          pitchMillimetres: far.yMillimetres - near.yMillimetres,
          nearSide: backOf(near.row),
          farSide: frontOf(far.row),
        },
      ];
    });
  });
}

/** What a row turns to the front wall. */
function frontOf({ facing }: RowInput): RowSide {
  if (facing === undefined) return 'either';
  return facing === 'front' ? 'front' : 'rear';
}

/** What a row turns to the back wall. */
function backOf({ facing }: RowInput): RowSide {
  if (facing === undefined) return 'either';
  return facing === 'front' ? 'rear' : 'front';
}

/** Room that a side of a row asks for: at least, and at most where it is not known which side it is. Undefined: not stated. */
function clearanceOf(row: RowInput, side: RowSide): { readonly least: number; readonly most: number } | undefined {
  const front = bodyOf(row, 'frontClearanceMillimetres').most;
  const rear = bodyOf(row, 'rearClearanceMillimetres').most;
  const both = side === 'front' ? [front] : side === 'rear' ? [rear] : [front, rear];
  const known = both.filter((value) => value !== undefined);
  if (known.length === 0) return undefined;
  return { least: known.length < both.length ? 0 : Math.min(...known), most: Math.max(...known) };
}

/** A row with its hall, as findings name both. */
interface RowInHall {
  readonly hall: HallInput;
  readonly row: RowInput;
  /** Construct path of the row, of its hall or of the site. */
  readonly path: string;
  /** `row 'A' of hall 'hall-1'`. */
  readonly object: string;
}

/** All rows of a site. */
export function rowsOf({ halls, path }: Pick<SitePlan, 'halls' | 'path'>): RowInHall[] {
  return halls.flatMap((hall) =>
    hall.rows.map((row) => ({
      hall,
      row,
      path: row.path ?? hall.path ?? path,
      object: `row '${row.name}' of hall '${hall.name}'`,
    })),
  );
}

/** Racks of a row that differ, each once: that of the row, and those of single positions. */
export function racksOf({ rack, racks, positions = [] }: RowInput): readonly RackLimits[] {
  const blocked = positions.filter(({ blockedBy }) => blockedBy !== undefined).length;
  const own = positions.flatMap((position) => (position.rack === undefined ? [] : [position.rack]));
  return racks - blocked > own.length ? [rack, ...own] : own;
}

/** A figure of the bodies of a row's racks: the largest that is known, and whether one is not known. */
export function bodyOf(
  row: RowInput,
  figure: keyof NonNullable<RackLimits['body']>,
): { readonly most: number | undefined; readonly isKnown: boolean } {
  const all = racksOf(row).map(({ body }) => body?.[figure]);
  const known = all.filter((value) => value !== undefined);
  return { most: known.length === 0 ? undefined : Math.max(...known), isKnown: known.length === all.length };
}
