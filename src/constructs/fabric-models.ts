import type { ServerSpec } from '../catalog/facility-specs';
import type { SwitchSpec } from '../catalog/network-specs';
import type { ModelFacts } from '../design/bill/plan-bill';
import type { FabricProps } from './fabric-props';

/** What the bill of materials says of a fabric's switches and servers. */
export function fabricModels(
  props: FabricProps,
  server: ServerSpec | undefined,
): readonly (readonly [string, ModelFacts])[] {
  const switches = [props.switch, ...(props.spineSwitch === undefined ? [] : [props.spineSwitch])];
  return [
    ...switches.map((spec) => [spec.id, switchFacts(spec)] as const),
    ...(server === undefined
      ? []
      : [[server.id, { manufacturer: server.manufacturer, description: server.model, category: 'server' }] as const]),
  ];
}

function switchFacts({ manufacturer, model, partNumber }: SwitchSpec): ModelFacts {
  return { manufacturer, description: model, category: 'switch', ...(partNumber === undefined ? {} : { partNumber }) };
}
