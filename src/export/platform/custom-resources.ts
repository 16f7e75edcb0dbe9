import { FileSchema } from '../../design/file-schema';
import { DesignError, DesignErrors } from '../../errors/design-error';
import extract from './custom-resource-fields.json';

/** An object of Kubernetes as it is written: plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: object;
}

/** What Kubernetes takes as the name of an object: a label of RFC 1123, which all kinds take. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

const SCHEMAS = new Map(
  extract.resources.map(({ kind, apiVersion, isNamespaced, spec }) => [
    kind,
    { apiVersion, isNamespaced, shape: new FileSchema(() => spec) },
  ]),
);

/** Kinds whose fields are known here, with the version and the source of their definition. */
export const CUSTOM_RESOURCES: readonly {
  readonly kind: string;
  readonly apiVersion: string;
  readonly source: string;
}[] = extract.resources.map(({ kind, apiVersion, source }) => ({ kind, apiVersion, source }));

/** Whether Kubernetes takes a text as the name of an object. */
export function isObjectName(text: string): boolean {
  return OBJECT_NAME.test(text);
}

/**
 * Holds objects against the definitions of their kinds, as an API server would: unknown and missing fields, wrong types, ranges and names. An object of a built-in kind is
 * held for its name alone.
 *
 * @throws DesignError `export/object-name`, `export/object-refused`, `export/object-twice`; all at once
 */
export function checkObjects(objects: readonly KubernetesObject[]): void {
  const errors: DesignError[] = [];
  const seen = new Set<string>();
  for (const { apiVersion, kind, metadata, spec } of objects) {
    const object = `${kind} '${metadata.name}'`;
    const key = [apiVersion, kind, metadata.namespace, metadata.name].join('\n');
    if (seen.has(key)) {
      const where = metadata.namespace === undefined ? '' : ` in namespace '${metadata.namespace}'`;
      errors.push(
        new DesignError('export/object-twice', {
          problem: `${object}${where} would be written twice, and the later one would replace the other`,
          remedy: "rename what it is named after: a name with '-' may be that of two others joined",
          object,
        }),
      );
    }
    seen.add(key);
    const names = [metadata.name, ...(metadata.namespace === undefined ? [] : [metadata.namespace])];
    for (const name of names.filter((each) => !isObjectName(each))) {
      errors.push(
        new DesignError('export/object-name', {
          problem: `${object}: Kubernetes takes no name '${name}'`,
          remedy: "use small letters, digits and '-', 63 characters at most",
          object,
          value: name,
        }),
      );
    }
    const known = SCHEMAS.get(kind);
    if (known === undefined) continue;
    const problems = [
      ...(known.apiVersion === apiVersion ? [] : [`its apiVersion is ${apiVersion}, and ${known.apiVersion} is known`]),
      ...(known.isNamespaced === (metadata.namespace !== undefined)
        ? []
        : [known.isNamespaced ? 'it needs a namespace' : 'it has no namespace']),
      ...known.shape.problems(spec ?? {}),
    ];
    for (const problem of problems) {
      errors.push(
        new DesignError('export/object-refused', {
          problem: `${object}: ${problem}`,
          remedy: 'correct the prop that it comes from: the API server would refuse it',
          object,
        }),
      );
    }
  }
  DesignErrors.throwAll(errors);
}
