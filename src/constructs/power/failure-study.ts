import { DesignError } from '../../errors/design-error';
import { Construct } from '../../host';
import { type ScopedProps, scopedProps } from '../props/scoped-props';
import { optional, type PropNames } from '../props/prop-rule';
import { sameSiteErrors } from '../props/check-same-site';
import type { Site } from '../site/site';
import { nodeErrors, type PowerNode } from './power-node';
import { OF_SITE } from '../site/site-construct';

/** Props of a failure study. */
export const FAILURE_STUDY_NAMES: PropNames<FailureStudyProps> = {
  site: OF_SITE,
  together: optional({ isList: true, each: { isList: true } }),
  maintenance: optional({ isList: true }),
};

/** Properties of a `FailureStudy`. */
export interface FailureStudyProps {
  /**
   * Site it belongs to.
   *
   * @default - the site that it is created in
   */
  readonly site?: Site;
  /**
   * Nodes lost together: pairs, or more.
   *
   * @default - the loss of each single node alone is judged
   */
  readonly together?: readonly (readonly PowerNode[])[];
  /**
   * Nodes that are taken out for maintenance: each other node is then lost, one at a time.
   *
   * @default - no loss during maintenance is judged
   */
  readonly maintenance?: readonly PowerNode[];
}

/** Failures of the power chain that are judged beside the loss of each single node. */
export class FailureStudy extends Construct {
  /** @throws DesignError `power/empty-study` */
  public constructor(scope: Construct, id: string, given: FailureStudyProps) {
    const owner = `failure study '${id}'`;
    const props = scopedProps(scope, owner, given, FAILURE_STUDY_NAMES, (props) => studyErrors(owner, id, props));
    const { site, together = [], maintenance = [] } = props;
    super(scope, id);
    const nameOf = ({ node }: PowerNode): string => node.id;
    const study = {
      name: id,
      path: this.node.path,
      together: together.map((set) => set.map(nameOf)),
      maintenance: maintenance.map(nameOf),
    };
    site.addPart({ path: this.node.path, contribution: () => ({ powerStudies: [study] }) });
  }
}

function studyErrors(owner: string, id: string, props: ScopedProps<FailureStudyProps>): readonly DesignError[] {
  const { site, together = [], maintenance = [] } = props;
  const sets = together.flat();
  if (sets.length + maintenance.length === 0) {
    return [
      new DesignError('power/empty-study', {
        problem: `${owner} names nothing to judge`,
        remedy: "give sets of nodes as 'together', or nodes for 'maintenance'",
        object: id,
      }),
    ];
  }
  const wrong = Object.entries({ together: sets, maintenance }).flatMap(([prop, nodes]) =>
    nodeErrors(owner, prop, nodes),
  );
  return wrong.length > 0 ? wrong : sameSiteErrors(owner, site, { together: sets, maintenance });
}
