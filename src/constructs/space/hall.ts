import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import { type HallInput, rackName } from '../../model/placement-plan';
import { present } from '../../units/present';
import { noteAssumptions } from '../props/assumptions';
import { checkProps, type Refuse } from '../props/check-props';
import { optional, PHASE_OF_SITE, type PropKind, type PropNames, type PropRule, reference } from '../props/prop-rule';
import { fromNearest, scopedProps } from '../props/scoped-props';
import type { Phase } from '../site/phase';
import { phaseName } from '../site/purchase';
import { stackedRow } from '../stacks/rack-stacks';
import type { Site } from '../site/site';
import { checkLength, checkPosition, checkRow, hallDefaults, hallInput } from '../site/check-hall';
import {
  HALL_LAYOUT_NAMES,
  type HallLayoutProps,
  RACK_POSITION_NAMES,
  type RackPositionProps,
  ROW_LAYOUT_NAMES,
  type RowLayoutProps,
  type RowProps,
} from '../site/hall-props';
import { OF_SITE } from '../site/site-construct';

/** Props of a `Hall`. */
export const HALL_CONSTRUCT_NAMES: PropNames<HallConstructProps> = {
  site: OF_SITE,
  ...HALL_LAYOUT_NAMES,
  phase: optional(PHASE_OF_SITE),
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** Properties of a `Hall`. */
export interface HallConstructProps extends HallLayoutProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Phase by whose date it is ready, or its name.
   *
   * @default - from the first day
   */
  readonly phase?: Phase | string;
}

/** A hall of a site. Its rows are created in it: `new Row(hall, 'A', { racks: 14 })`. */
export class Hall extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  private readonly layout: HallLayoutProps;
  private readonly phase: string | undefined;
  private readonly rows: Row[] = [];

  /** @throws DesignError `space/invalid-name`, `site/bad-pitch`, `site/bad-hall`, `site/bad-rack`; all at once */
  public constructor(scope: Construct, id: string, given: HallConstructProps) {
    const owner = `hall '${id}'`;
    const props = scopedProps(scope, owner, given, HALL_CONSTRUCT_NAMES, () => layoutErrors(id));
    super(scope, id);
    const { site, phase, ...layout } = props;
    this.site = site;
    this.layout = layout;
    this.phase = phaseName(phase).phase;
    site.claim(this, 'hall', {});
    site.addPart({
      path: this.node.path,
      contribution: () => ({ halls: [this.input()], defaults: hallDefaults({ ...layout, name: id }) }),
    });
  }

  /** Name of the hall. */
  public get name(): string {
    return this.node.id;
  }

  /** Rack of each position, where its row names no other. */
  public get rack(): HallLayoutProps['rack'] {
    return this.layout.rack;
  }

  /** Adds a row. `Row` calls it; users do not. */
  public addRow(row: Row): void {
    this.rows.push(row);
    this.site.addRow(stackedRow({ name: this.name, ...this.layout }, row.toProps()));
  }

  private input(): HallInput {
    const { phase } = this;
    return hallInput(
      {
        ...this.layout,
        name: this.name,
        rows: this.rows.map((row) => row.toProps()),
        ...present({ phase }),
      },
      {
        hall: this.node.path,
        rows: new Map(this.rows.map((row) => [row.name, row.node.path])),
        racks: new Map(this.rows.flatMap((row) => [...row.rackPaths()])),
      },
    );
  }
}

function layoutErrors(id: string): readonly DesignError[] {
  const errors: DesignError[] = [];
  if (!NAME.test(id)) {
    errors.push(
      new DesignError('space/invalid-name', {
        problem: `hall '${id}': its id cannot begin the name of a rack`,
        remedy: "use letters, digits and '-', beginning with a letter or digit",
        object: id,
      }),
    );
  }
  const refuse: Refuse = (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem, remedy, object: id }));
  };
  checkLength('hall', id, refuse);
  return errors;
}

/** Properties of a `Row`. */
export type RowConstructProps = RowLayoutProps;

/** A row of racks in a hall: positions `<row>01` and so on, all alike but for those that a `Rack` in it describes. */
export class Row extends Construct {
  /** Hall it stands in. */
  public readonly hall: Hall;
  /** Number of rack positions. */
  public readonly racks: number;
  private readonly layout: RowLayoutProps;
  private readonly special: Rack[] = [];

  /** @throws DesignError `space/row-outside-hall`, `space/invalid-name`, `space/invalid-number`, `site/bad-rack`; `site/frozen` */
  public constructor(scope: Hall, id: string, props: RowConstructProps) {
    const owner = `row '${id}'`;
    if (!((scope as unknown) instanceof Hall)) {
      throw new DesignError('space/row-outside-hall', {
        problem: `${owner}: its scope is no Hall`,
        remedy: `create it in its hall: new Row(hall, '${id}', ...)`,
        object: id,
      });
    }
    const where = `${owner} of hall '${scope.name}'`;
    checkProps(where, props, ROW_LAYOUT_NAMES, () => rowErrors(where, { name: id, ...props }), true);
    super(scope, id);
    noteAssumptions(scope.site, { object: where, path: this.node.path }, props);
    this.hall = scope;
    this.racks = props.racks;
    this.layout = { ...props };
    scope.site.addPart({ path: this.node.path, contribution: () => ({}) });
    scope.addRow(this);
  }

  /** Site that it belongs to. */
  public get site(): Site {
    return this.hall.site;
  }

  /** Name of the row in its hall. */
  public get name(): string {
    return this.node.id;
  }

  /** Name of the row in its site, for `rows` of a zone or a loop: `hall-1/A`. */
  public get fullName(): string {
    return `${this.hall.name}/${this.name}`;
  }

  /** Adds a position that differs. `Rack` calls it; users do not. */
  public addRack(rack: Rack): void {
    this.special.push(rack);
  }

  /** Its racks from one number to another, for `racks` of a zone or `positions` of a tenant load: `hall-1/A01..A08`. */
  public run(first: number, last: number): string {
    const ends = [first, last].map((number) => rackName(undefined, this.name, number));
    return `${this.hall.name}/${ends.join('..')}`;
  }

  /** The row as `halls` of a site would give it. */
  public toProps(): RowProps {
    const positions = Object.fromEntries(this.special.map((rack) => [rack.name, rack.position]));
    return { name: this.name, ...this.layout, ...(this.special.length === 0 ? {} : { positions }) };
  }

  /** Path of each rack that is a construct, by its name. */
  public rackPaths(): readonly (readonly [string, string])[] {
    return this.special.map((rack) => [rack.name, rack.node.path]);
  }
}

function rowErrors(where: string, row: RowProps): readonly DesignError[] {
  const errors: DesignError[] = [];
  checkRow(where, row, (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem, remedy, object: row.name }));
  });
  return errors;
}

/** A row, or its name. */
export function rowOr(text?: PropKind): PropKind {
  return reference('a Row', 'fullName', ['toProps'], text);
}

/** Rows of a construct: given, or the row that it is created in. */
export const ROWS_OF_SCOPE = {
  need: 'optional',
  isList: true,
  each: rowOr(),
  implied: { ...fromNearest(Row, 'row', ({ fullName }) => [fullName]), isNeeded: true },
} as const satisfies PropRule<'optional'>;

/** Rows of a construct that may name single racks beside them or in their place, by the prop of this name. */
export function rowsBeside(racks: string): PropRule<'optional'> {
  return { ...ROWS_OF_SCOPE, implied: { ...ROWS_OF_SCOPE.implied, unless: racks } };
}

/** Racks of a construct, or their names: `A03`, `hall-2/A03` where several halls have such a rack, or a run of one row: `A01..A08`. */
export const RACKS: PropRule<'optional'> = {
  need: 'optional',
  isList: true,
  each: reference('a Rack', 'siteName', ['position']),
};

/** Properties of a `Rack`: what differs from the other racks of its row. */
export type RackConstructProps = RackPositionProps;

/** One position of a row that differs from the others: other limits, kept for somebody, or blocked. */
export class Rack extends Construct {
  /** Row it stands in. */
  public readonly row: Row;
  /** What differs. */
  public readonly position: RackPositionProps;

  /** @throws DesignError `space/rack-outside-row`, `space/no-such-position`, `site/bad-rack`; `site/frozen` */
  public constructor(scope: Row, id: string, props: RackConstructProps) {
    if (!((scope as unknown) instanceof Row)) {
      throw new DesignError('space/rack-outside-row', {
        problem: `rack '${id}': its scope is no Row`,
        remedy: `create it in its row: new Rack(row, '${id}', ...)`,
        object: id,
      });
    }
    const where = `row '${scope.name}' of hall '${scope.hall.name}'`;
    const object = `position '${id}' of ${where}`;
    const alsoWrong = (): readonly DesignError[] => {
      const errors: DesignError[] = [];
      checkPosition(where, { row: scope.toProps(), position: id, props }, (code, problem, remedy) => {
        errors.push(new DesignError(code, { problem, remedy, object: id }));
      });
      return errors;
    };
    checkProps(object, props, RACK_POSITION_NAMES, alsoWrong, true);
    super(scope, id);
    noteAssumptions(scope.hall.site, { object, path: this.node.path }, props);
    this.row = scope;
    this.position = { ...props };
    scope.hall.site.addPart({ path: this.node.path, contribution: () => ({}) });
    scope.addRack(this);
  }

  /** Site that it belongs to. */
  public get site(): Site {
    return this.row.site;
  }

  /** Name of the rack in its site, whichever halls have a row of that name: `hall-1-A03`. */
  public get siteName(): string {
    return `${this.row.hall.name}-${this.name}`;
  }

  /** Name of the rack in its row: `A03`. */
  public get name(): string {
    return this.node.id;
  }
}
