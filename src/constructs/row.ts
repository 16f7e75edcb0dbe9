import { DesignError, DesignErrors } from '../errors/design-error';
import { Construct } from '../host';
import { checkRow } from './check-hall';
import { checkProps } from './check-props';
import { Hall } from './hall';
import { checkRackNames, ROW_LAYOUT_NAMES } from './hall-prop-names';
import type { RowLayoutProps, RowProps } from './hall-props';
import type { Rack } from './rack';

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
    checkProps(where, props, ROW_LAYOUT_NAMES);
    checkRackNames(where, props.rack);
    checkLayout(where, { name: id, ...props });
    super(scope, id);
    this.hall = scope;
    this.racks = props.racks;
    this.layout = { ...props };
    scope.site.addPart({ path: this.node.path, contribution: () => ({}) });
    scope.addRow(this);
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

function checkLayout(where: string, row: RowProps): void {
  const errors: DesignError[] = [];
  checkRow(where, row, (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem, remedy, object: row.name }));
  });
  DesignErrors.throwAll(errors);
}
