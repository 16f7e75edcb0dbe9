/**
 * The construct host: the one file that imports `cdktf` and `constructs`.
 *
 * Constructs and targets take what they need from here. The build makes a package for `cdktn` by other import specifiers here and in generated bindings.
 */
export {
  Annotations,
  App,
  Aspects,
  DataResource,
  Fn,
  HttpBackend,
  Lazy,
  LocalBackend,
  PgBackend,
  S3Backend,
  TerraformBackend,
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
  Tokenization,
  dependable,
  propertyAccess,
  ref,
} from 'cdktf';
export type {
  AppConfig,
  IResolvable,
  ISynthesisSession,
  ITerraformDependable,
  ITerraformResource,
  LocalBackendConfig,
  Postcondition,
  Precondition,
  TerraformElementMetadata,
  TerraformMetaArguments,
  TerraformOutputConfig,
  TerraformResourceConfig,
  TerraformResourceLifecycle,
} from 'cdktf';
export { addCustomSynthesis, StackSynthesizer } from 'cdktf/lib/synthesize/synthesizer';
export type { ICustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
export { Construct, Dependable, Node } from 'constructs';
export type { IConstruct, IValidation } from 'constructs';
