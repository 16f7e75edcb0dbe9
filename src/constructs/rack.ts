import { DesignError, DesignErrors } from '../errors/design-error';
import { Construct } from '../host';
import { checkPosition } from './check-hall';
import { checkProps } from './check-props';
import { RACK_POSITION_NAMES } from './hall-prop-names';
import type { RackPositionProps } from './hall-props';
import { Row } from './row';

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
    checkProps(`position '${id}' of ${where}`, props, RACK_POSITION_NAMES);
    const errors: DesignError[] = [];
    checkPosition(where, { row: scope.toProps(), position: id, props }, (code, problem, remedy) => {
      errors.push(new DesignError(code, { problem, remedy, object: id }));
    });
    DesignErrors.throwAll(errors);
    super(scope, id);
    this.row = scope;
    this.position = { ...props };
    scope.hall.site.addPart({ path: this.node.path, contribution: () => ({}) });
    scope.addRack(this);
  }

  /** Name of the rack in its row: `A03`. */
  public get name(): string {
    return this.node.id;
  }
}
