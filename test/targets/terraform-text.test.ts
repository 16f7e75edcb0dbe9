import {
  App,
  DefaultTokenResolver,
  Fn,
  Lazy,
  StringConcat,
  TerraformOutput,
  Tokenization,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import {
  functionArguments,
  terraformArguments,
  terraformData,
  terraformQuoted,
  terraformText,
} from '../../src/targets/terraform-text';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { temporaryFolder } from '../constructs/temporary-folder';

const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), 'lab');
const variable = new TerraformVariable(stack, 'owner', { type: 'string' });
const owner = variable.stringValue;

/** What cdktf makes of a value. */
function resolved(value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope: stack, resolver, preparing: false }) as unknown;
}

/** What Terraform's template reader begins a template with, where it is not escaped. */
function templates(text: string): string[] {
  // Interpolations of a quoted text alone are ours.
  return text.replace(/(?<!\$)\$\{"[^"]*"\}/g, '').match(/(?<!\$)\$\{|(?<!%)%\{/g) ?? [];
}

describe('a text for Terraform', () => {
  test.each(HOSTILE_TEXTS)('holds no template of its own: %j', (text) => {
    expect(templates(terraformText(text))).toEqual([]);
    expect(templates(terraformQuoted(text))).toEqual([]);
  });

  test.each(HOSTILE_TEXTS)('passes cdktf as it is written: %j', (text) => {
    const written = terraformText(text);
    expect(resolved([written])).toEqual([written]);
    // cdktf takes that key for the prototype of the map, so that nothing may be named after it.
    if (text !== '__proto__') expect(resolved({ [written]: 1 })).toEqual({ [written]: 1 });
  });

  test.each([
    ['${file("x")}', '$${file("x")}'],
    ['%{ if true }', '%%{ if true }'],
    ['$${x}', '$$${x}'],
    ['${TfToken[TOKEN.99999]}', '${"$"}{TfToken[TOKEN.99999]}'],
    ['$${TfToken[TOKEN.99999]}', '${"$$"}{TfToken[TOKEN.99999]}'],
    ['#{TfToken[TOKEN.99999]}', '#${"{"}TfToken[TOKEN.99999]}'],
    ['-8.109562212684316e+298', '-8.109562212684316${"e"}+298'],
    ['2e5', '2e5'],
    ['A01', 'A01'],
  ])('%j is written %j', (text, written) => {
    expect(terraformText(text)).toBe(written);
  });

  test('takes no token, even where cdktf knows it: a file could name one', () => {
    expect(resolved(terraformText(owner))).not.toContain('var.owner');
    expect(terraformData({ [owner]: [owner, 1, true, null] })).toEqual({
      [terraformText(owner)]: [terraformText(owner), 1, true, null],
    });
  });
});

describe('arguments of a resource', () => {
  test('keep the tokens of cdktf, in keys too, and escape what exists around them', () => {
    const written: unknown = resolved(
      terraformArguments({ owner, [`of ${owner}`]: `\${file("x")} ${owner} %{`, cost: `100 $${owner}` }),
    );
    expect(written).toEqual({
      owner: '${var.owner}',
      'of ${var.owner}': '$${file("x")} ${var.owner} %%{',
      cost: '100 ${"$"}${var.owner}',
    });
  });

  test('keep numbers, lists and maps that are tokens', () => {
    const value = {
      number: variable.numberValue,
      text: `port ${Token.asString(variable.numberValue)}`,
      list: variable.listValue,
      map: Token.asStringMap(variable.fqn),
      lazy: Lazy.stringValue({ produce: () => 'later' }),
      resolvable: variable.booleanValue,
    };
    expect(resolved(terraformArguments(value))).toEqual(resolved(value));
  });

  test('leave constructs and whatever is no plain data alone', () => {
    const resource = new TerraformResource(stack, 'data', { terraformResourceType: 'terraform_data' });
    const day = new Date(0);
    expect(terraformArguments({ dependsOn: [resource], day }).dependsOn[0]).toBe(resource);
    expect(terraformArguments({ day }).day).toBe(day);
  });
});

test('arguments of a function stand in quotes that they cannot leave', () => {
  const json = Fn.jsonencode(functionArguments({ 'a"b\\': 'x"y\\z\n${file("x")} %{ if', owner }));
  new TerraformOutput(stack, 'json', { value: json });
  expect(resolved(json)).toBe(
    '${jsonencode({"a\\"b\\\\" = "x\\"y\\\\z\\n$${file(\\"x\\")} %%{ if", "owner" = var.owner})}',
  );
});

test('a name in an expression stays within its quotes', () => {
  expect(terraformQuoted('a"b\\c\n${x}')).toBe('"a\\"b\\\\c\\n$${x}"');
});
