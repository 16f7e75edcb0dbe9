import type { ServerSpec } from '../catalog/facility-specs';
import type { ModelFacts } from '../model/bill-plan';
import type { FabricProps } from './fabric-props';
import { modelFacts } from './model-facts';

/** What the bill of materials says of a fabric's switches and servers. */
export function fabricModels(
  props: FabricProps,
  server: ServerSpec | undefined,
): readonly (readonly [string, ModelFacts])[] {
  const switches = [props.switch, ...(props.spineSwitch === undefined ? [] : [props.spineSwitch])];
  return [
    ...switches.map((spec) => modelFacts(spec, 'switch')),
    ...(server === undefined ? [] : [modelFacts(server, 'server')]),
  ];
}
