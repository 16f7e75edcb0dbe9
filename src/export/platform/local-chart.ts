import { yamlText } from '../machine-text';
import { checkObjects, type KubernetesObject } from './custom-resources';

/** A Helm chart of plain objects: nothing is fetched and no value is read, so that a plan needs no server. */
export interface LocalChart {
  readonly name: string;
  /** Version of Semantic Versioning. */
  readonly version: string;
  readonly description: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Files of a Helm chart and the same objects as plain YAML, by path. Each object is a template of its own, in which Helm reads nothing.
 *
 * @throws DesignError `export/object-name`, `export/object-refused`
 * @see https://helm.sh/docs/topics/charts/
 */
export function localChart({ name, version, description, objects }: LocalChart): ReadonlyMap<string, string> {
  checkObjects(objects);
  const templates = objects.map((object, index) => {
    const { kind, metadata } = object;
    const place = metadata.namespace === undefined ? '' : `${metadata.namespace}-`;
    const number = String(index + 1).padStart(4, '0');
    // What Helm would read as its own is written as a text that gives it.
    const text = yamlText(object).replaceAll('{{', '{{ "{{" }}');
    return [`chart/templates/${number}-${kind.toLowerCase()}-${place}${metadata.name}.yaml`, text] as const;
  });
  return new Map([
    ['chart/Chart.yaml', yamlText({ apiVersion: 'v2', name, version, description, type: 'application' })],
    ['chart/values.yaml', '{}\n'],
    ...templates,
    ['plain.yaml', yamlText(...objects)],
  ]);
}
