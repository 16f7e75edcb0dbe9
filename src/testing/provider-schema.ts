/** A type as Terraform's schema has it: `"string"`, `["set", "number"]`, `["object", { ... }]`. */
export type SchemaType = string | readonly [string, SchemaType | Readonly<Record<string, SchemaType>>];

/** An argument or attribute. */
export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}

/** A block within a block. */
export interface SchemaNestedBlock {
  readonly nesting_mode: 'single' | 'group' | 'list' | 'set' | 'map';
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** Arguments and blocks of a resource, data source or provider. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, SchemaNestedBlock>>;
}

/** What `terraform providers schema -json` prints of a provider, and the values that it leaves to the server. */
export interface ProviderSchema {
  /** Name of the provider in Terraform: types begin with it. */
  readonly name: string;
  readonly provider: SchemaBlock;
  readonly resources: Readonly<Record<string, SchemaBlock>>;
  readonly dataSources: Readonly<Record<string, SchemaBlock>>;
  /** Values of arguments by `type.argument`. */
  readonly values: Readonly<Record<string, readonly (string | number)[]>>;
}
