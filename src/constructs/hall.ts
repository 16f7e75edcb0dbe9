import { DesignError, DesignErrors } from '../errors/design-error';
import { Construct } from '../host';
import type { HallInput } from '../model/placement-plan';
import { checkHallLayout } from './check-hall';
import { checkProps, type PropNames } from './check-props';
import { hallInput } from './hall-inputs';
import { checkRackNames, HALL_LAYOUT_NAMES } from './hall-prop-names';
import type { HallLayoutProps } from './hall-props';
import type { Phase } from './phase';
import { stackedRow } from './rack-stacks';
import type { Row } from './row';
import type { Site } from './site';

const NAMES: PropNames<HallConstructProps> = { site: 'required', ...HALL_LAYOUT_NAMES, phase: 'optional' };
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** Properties of a `Hall`. */
export interface HallConstructProps extends HallLayoutProps {
  /** Site it belongs to. */
  readonly site: Site;
  /**
   * Phase by whose date it is ready.
   *
   * @default - from the first day
   */
  readonly phase?: Phase;
}

/** A hall of a site. Its rows are created in it: `new Row(hall, 'A', { racks: 14 })`. */
export class Hall extends Construct {
  /** Site it belongs to. */
  public readonly site: Site;
  private readonly layout: HallLayoutProps;
  private readonly phase: string | undefined;
  private readonly rows: Row[] = [];

  /** @throws DesignError `space/invalid-name`, `site/bad-pitch`, `site/bad-hall`, `site/bad-rack`; all at once */
  public constructor(scope: Construct, id: string, props: HallConstructProps) {
    const owner = `hall '${id}'`;
    checkProps(owner, props, NAMES);
    checkRackNames(owner, props.rack);
    checkLayout(id, props);
    super(scope, id);
    const { site, phase, ...layout } = props;
    this.site = site;
    this.layout = layout;
    this.phase = phase?.node.id;
    site.claim(this, 'hall', {});
    site.addPart({ path: this.node.path, contribution: () => ({ halls: [this.input()] }) });
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
        ...(phase === undefined ? {} : { phase }),
      },
      {
        hall: this.node.path,
        rows: new Map(this.rows.map((row) => [row.name, row.node.path])),
        racks: new Map(this.rows.flatMap((row) => [...row.rackPaths()])),
      },
    );
  }
}

function checkLayout(id: string, props: HallLayoutProps): void {
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
  checkHallLayout(`hall '${id}'`, props, (code, problem, remedy) => {
    errors.push(new DesignError(code, { problem, remedy, object: id }));
  });
  DesignErrors.throwAll(errors);
}
