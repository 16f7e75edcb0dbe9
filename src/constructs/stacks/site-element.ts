import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DesignError, DesignErrors, spellingHint } from '../../errors/design-error';
import {
  addCustomSynthesis,
  type Construct,
  type ISynthesisSession,
  StackSynthesizer,
  TerraformStack,
} from '../../host';
import { writeFile } from '../../files/file-writer';
import { movesFromPaths } from '../../targets/aws/bindings';
import { JsonElement } from '../../targets/json-element';

/** What a site element asks its site. */
interface SiteElementSource {
  /** What this stack holds of the site, as Terraform's JSON has it; asked for at the first rendering. */
  readonly terraform: () => Record<string, unknown>;
  /** Writes what the site writes beside the stacks; called at synthesis, after all validations of this stack. */
  readonly onSynthesize: (outdir: string) => void;
}

/**
 * The one element of a stack that renders the resources of a site in bulk: its first call comes when the stacks are prepared, and plans the site.
 */
export class SiteElement extends JsonElement {
  private rendered: Record<string, unknown> | undefined;
  private parted: PartedBlocks | undefined;
  private readonly bulk: BulkSynthesis | undefined;

  public constructor(
    scope: Construct,
    id: string,
    private readonly source: SiteElementSource,
  ) {
    super(scope, id, 'terraform_data');
    this.bulk = bulkOf(TerraformStack.of(this));
    this.bulk?.elements.push(this);
    addCustomSynthesis(this, { onSynthesize: ({ outdir }: ISynthesisSession) => source.onSynthesize(outdir) });
  }

  /** Renders the site's part of the stack; the same object each time. While an app is synthesized, without what is written in bulk. */
  public override toTerraform(): Record<string, unknown> {
    this.rendered ??= this.withMoves(this.source.terraform());
    return this.bulk?.isApart === true ? this.parts.rest : this.rendered;
  }

  /** What is written in bulk, by type and name, and the rest. */
  public get parts(): PartedBlocks {
    this.rendered ??= this.withMoves(this.source.terraform());
    this.parted ??= partsOf(this.rendered);
    return this.parted;
  }

  /** With the moves of what AWS constructs made in this stack, which its first element says for all. */
  private withMoves(own: Record<string, unknown>): Record<string, unknown> {
    const stack = TerraformStack.of(this);
    if (stack.node.findAll().find((each) => each instanceof SiteElement) !== this) return own;
    const moves = movesFromPaths(stack);
    if (moves.length === 0) return own;
    return { ...own, moved: [...((own['moved'] as readonly object[] | undefined) ?? []), ...moves] };
  }
}

/** Resources by type and name. */
type Resources = Record<string, Record<string, unknown>>;

/** Blocks of an element. */
interface PartedBlocks {
  /** Resources that hold nothing but plain data: cdktf would write them as they are. */
  readonly bulk: Resources;
  /** All else, in which cdktf has something to resolve. */
  readonly rest: Record<string, unknown>;
}

const BULK = new WeakMap<TerraformStack, BulkSynthesis>();

/** The synthesis in bulk of a stack that cdktf writes itself; undefined where a program has a synthesizer of its own. */
function bulkOf(stack: TerraformStack): BulkSynthesis | undefined {
  const known = BULK.get(stack);
  if (known !== undefined) return known;
  if (stack.synthesizer.constructor !== StackSynthesizer) return undefined;
  const bulk = new BulkSynthesis(stack);
  BULK.set(stack, bulk);
  return bulk;
}

/**
 * Writes plain resources into the one file of a stack beside cdktf, which goes several times through each resource that it is given: to prepare, to resolve, to merge and to
 * sort. Outside the synthesis of an app all is rendered as ever, for tests and snapshots.
 */
class BulkSynthesis {
  public readonly elements: SiteElement[] = [];
  /** Whether elements leave out what is written in bulk. */
  public isApart = false;
  private readonly own: TerraformStack['synthesizer'];

  public constructor(private readonly stack: TerraformStack) {
    this.own = stack.synthesizer;
    stack.synthesizer = { synthesize: (session) => this.synthesize(session) };
    const prepare = stack.prepareStack.bind(stack);
    stack.prepareStack = () => {
      this.apart(prepare);
    };
  }

  private apart<T>(act: () => T): T {
    this.isApart = true;
    try {
      return act();
    } finally {
      this.isApart = false;
    }
  }

  private synthesize(session: ISynthesisSession): void {
    const { stack } = this;
    const render = stack.toTerraform.bind(stack) as () => unknown;
    stack.toTerraform = (): unknown => this.apart(render);
    try {
      this.own.synthesize(session);
    } finally {
      stack.toTerraform = render;
    }
    const path = join(session.outdir, session.manifest.forStack(stack).synthesizedStackPath);
    const written = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const resource = (written['resource'] ?? {}) as Resources;
    const all = new Map<string, Map<string, unknown>>();
    for (const { parts } of this.elements) {
      for (const [type, resources] of Object.entries(parts.bulk)) {
        const own = all.get(type) ?? new Map<string, unknown>(Object.entries(resource[type] ?? {}));
        all.set(type, own);
        for (const [name, config] of Object.entries(resources)) {
          // An override of the stack, or a construct of the same name: cdktf merges the two.
          if (own.has(name)) {
            this.own.synthesize(session);
            return;
          }
          own.set(name, config);
        }
      }
    }
    if (all.size === 0) return;
    const merged = { ...resource, ...Object.fromEntries([...all].map(([type, own]) => [type, byName(own)])) };
    const whole = byName(new Map(Object.entries({ ...written, resource: byName(new Map(Object.entries(merged))) })));
    const text = asCdktfWrites(JSON.stringify(whole, null, 2));
    writeFile(path, text);
  }
}

/** JSON with the closing bracket of what is empty on a line of its own, as cdktf writes it. No line of a text ends with a bracket: it ends with a quotation mark. */
function asCdktfWrites(json: string): string {
  return json.replace(/(?:\[\]|\{\})(?=,?\n)/g, (brackets, offset: number) => {
    const line = json.lastIndexOf('\n', offset) + 1;
    const indent = / */y;
    indent.lastIndex = line;
    return `${brackets.charAt(0)}\n${indent.exec(json)?.[0] ?? ''}${brackets.charAt(1)}`;
  });
}

/** Members in the order of their names. */
function byName(members: ReadonlyMap<string, unknown>): Record<string, unknown> {
  return Object.fromEntries([...members].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function partsOf(rendered: Record<string, unknown>): PartedBlocks {
  const bulk: Resources = {};
  const rest: Resources = {};
  for (const [type, resources] of Object.entries((rendered['resource'] ?? {}) as Resources)) {
    for (const [name, config] of Object.entries(resources)) {
      const plain = plainOf(config);
      if (plain === undefined) (rest[type] ??= {})[name] = config;
      else (bulk[type] ??= {})[name] = plain;
    }
  }
  const others = Object.fromEntries(Object.entries(rendered).filter(([block]) => block !== 'resource'));
  return { bulk, rest: Object.keys(rest).length === 0 ? others : { ...others, resource: rest } };
}

/** A number below this may be cdktf's sign for a value that is not known yet. */
const LEAST_NUMBER = -1e288;

/** Data with its members in the order of their names, the same object where they are already; undefined where cdktf has something to resolve, or to leave out. */
function plainOf(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('TfToken[') ? undefined : value;
  if (typeof value === 'number') return value > LEAST_NUMBER && Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object') return typeof value === 'boolean' ? value : undefined;
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    for (const [index, each] of (value as readonly unknown[]).entries()) {
      const plain = plainOf(each);
      if (plain === undefined) return undefined;
      if (plain !== each) (copy ??= [...(value as readonly unknown[])])[index] = plain;
    }
    return copy ?? value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const members = value as Record<string, unknown>;
  let last = '';
  let isSorted = true;
  let changed: Map<string, unknown> | undefined;
  for (const name in members) {
    if (name.includes('TfToken[')) return undefined;
    if (name < last) isSorted = false;
    last = name;
    const plain = plainOf(members[name]);
    if (plain === undefined) return undefined;
    if (plain !== members[name]) (changed ??= new Map()).set(name, plain);
  }
  if (isSorted && changed === undefined) return value;
  return byName(new Map(Object.entries(members).map(([name, each]) => [name, changed?.get(name) ?? each])));
}

interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Arguments that users set on resources of the inventory, by the name of the resource. */
export class ResourceOverrides {
  private readonly byResource = new Map<string, Override[]>();

  /** Keeps an override; `path` has dots between its members: `lifecycle.prevent_destroy`. */
  public add(resource: string, path: string, value: unknown): void {
    const known = this.byResource.get(resource) ?? [];
    known.push({ path: path.split('.'), value });
    this.byResource.set(resource, known);
  }

  /** @throws DesignError `site/unknown-resource` for overrides of what the inventory does not hold */
  public check(names: readonly string[]): void {
    const known = new Set(names);
    const unknown = [...this.byResource.keys()].filter((name) => !known.has(name));
    DesignErrors.throwAll(
      unknown.map((name) => {
        const hint = spellingHint(name, names);
        return new DesignError('site/unknown-resource', {
          problem: `an override is for resource '${name}', which the inventory does not hold`,
          remedy: hint === undefined ? 'name a construct of the site, or a rack in use' : `did you mean '${hint}'?`,
          object: name,
        });
      }),
    );
  }

  /** The arguments of a resource with its overrides, in the order in which they were set. */
  public applied(resource: string, config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return (this.byResource.get(resource) ?? []).reduce(
      (result, { path, value }) => withValue(result, path, value),
      config,
    );
  }
}

function withValue(
  config: Readonly<Record<string, unknown>>,
  [first, ...rest]: readonly string[],
  value: unknown,
): Readonly<Record<string, unknown>> {
  if (first === undefined) return config;
  if (rest.length === 0) return { ...config, [first]: value };
  const inner = config[first];
  const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
  return { ...config, [first]: withValue(isObject ? (inner as Record<string, unknown>) : {}, rest, value) };
}
