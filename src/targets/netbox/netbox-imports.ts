import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import { type NetboxModel, type NetboxRecord, recordId } from '../../export/netbox/netbox-record';
import { isSharedModel } from '../../export/netbox/shared-records';
import { readCsv } from '../../report/csv';

/** An object that NetBox holds already. */
export interface NetboxImport {
  /** Model and natural key, as `recordId` writes them. */
  readonly record: string;
  /** Id in NetBox. */
  readonly id: string;
}

const COLUMNS = ['model', 'key', 'id'] as const;

/**
 * Reads the file of ids: a header `model,key,id`, then a line an object. A key of several names has ` | ` between them: `haein-001 | bmc`.
 *
 * @throws DesignError `netbox/bad-imports`, all lines at once
 */
export function readNetboxImports(text: string): NetboxImport[] {
  const rows = parseRows(text);
  const [header = [], ...lines] = rows;
  if (header.join(',') !== COLUMNS.join(',')) {
    throw badImports(`line 1 is '${header.join(',')}'`, `begin the file with '${COLUMNS.join(',')}'`);
  }
  const errors: DesignError[] = [];
  const imports = lines.map(([model = '', key = '', id = '', ...rest], index): NetboxImport => {
    const line = `line ${index + 2}`;
    if (model === '' || key === '' || rest.length > 0) {
      errors.push(
        badImports(`${line} does not have a model, a key and an id`, 'write three values, such as rack,A01,17'),
      );
    } else if (!/^[1-9][0-9]*$/.test(id)) {
      errors.push(
        badImports(`${line}: '${id}' is no id of NetBox`, 'write the whole number that the page of the object shows'),
      );
    }
    return { record: recordId({ model: model as NetboxModel, key: [key] }), id };
  });
  DesignErrors.throwAll(errors);
  return imports;
}

/**
 * Refuses ids of objects that the inventory does not register, or that two lines name, all of them at once.
 *
 * @throws DesignError `netbox/unknown-import`, `netbox/import-twice`, `netbox/shared-import`
 */
export function checkNetboxImports(
  imports: readonly NetboxImport[],
  records: ReadonlyMap<string, NetboxRecord>,
  { stackOf }: { readonly stackOf: (record: NetboxRecord) => string | undefined },
): void {
  const holdsShared = [...records.values()].some(
    (record) => isSharedModel(record.model) && stackOf(record) !== undefined,
  );
  const seen = new Set<string>();
  let hints = 0;
  const errors = imports.flatMap(({ record }): DesignError[] => {
    const isTwin = seen.has(record);
    seen.add(record);
    if (isTwin) {
      const problem = `the file of ids names '${record}' twice`;
      return [new DesignError('netbox/import-twice', { problem, remedy: 'keep one of the lines', object: record })];
    }
    const known = records.get(record);
    if (known !== undefined && stackOf(known) !== undefined) return [];
    const isOfAll = isSharedModel(record.split(' ', 1)[0] as NetboxModel);
    if (known !== undefined || (isOfAll && !holdsShared)) {
      return [
        new DesignError('netbox/shared-import', {
          problem: `the file of ids names '${record}', which belongs to all of NetBox and to no site`,
          remedy: "take the line away, or move it to the file that 'imports' of NetboxSharedObjects names",
          object: record,
        }),
      ];
    }
    return [
      new DesignError('netbox/unknown-import', {
        problem: `the file of ids names '${record}', which the inventory does not register`,
        remedy: hints++ < HINTS ? rightKeys(record, records) : 'take the line away, or correct it as the ones above',
        object: record,
      }),
    ];
  });
  DesignErrors.throwAll(errors);
}

/** Wrong lines that are told the right key: each is compared with every key there is. */
const HINTS = 20;

/** Keys that are shown of a model. */
const SHOWN = 5;

/** What could have been meant by a record that is none: one that has the key as its name or slug, the nearest key, else some of its model, else the models. */
function rightKeys(record: string, records: ReadonlyMap<string, NetboxRecord>): string {
  const file = "'aifactory ids' writes the whole file";
  const [model = ''] = record.split(' ', 1);
  const wrong = record.slice(model.length + 1);
  const sameName = [...records.values()].find(
    ({ model: other, fields: { name, slug, model: type } }) => other === model && [name, slug, type].includes(wrong),
  );
  const hint = sameName === undefined ? spellingHint(record, records.keys()) : recordId(sameName);
  if (hint !== undefined) return `did you mean '${hint}'?`;
  const keys = [...records.values()].filter((each) => each.model === model).map(({ key }) => key.join(' | '));
  if (keys.length > 0) {
    const more = keys.length > SHOWN ? ` and ${keys.length - SHOWN} more` : '';
    return `keys of ${model} are ${keys
      .slice(0, SHOWN)
      .map((key) => `'${key}'`)
      .join(', ')}${more}; ${file}`;
  }
  const models = [...new Set([...records.values()].map((each) => each.model))].sort();
  return `take the line away, or raise the level of the inventory, which registers ${models.join(', ')}; ${file}`;
}

function parseRows(text: string): readonly (readonly string[])[] {
  const rows: (readonly string[])[] = [];
  const notCsv = (): DesignError =>
    badImports('a quote is not closed, or stands within a value', 'put the whole value in quotes');
  readCsv(text, notCsv, ({ cells }) => rows.push(cells));
  return rows;
}

function badImports(problem: string, remedy: string): DesignError {
  return new DesignError('netbox/bad-imports', { problem: `file of ids of NetBox: ${problem}`, remedy });
}
