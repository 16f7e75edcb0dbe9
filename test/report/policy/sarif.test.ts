import { renderSarif } from '../../../src/report/policy/policy-files';
import { reportFixture } from './report-fixture';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation?: object;
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string; readonly name: string }[];
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}
interface Descriptor {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}
interface Log {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly Descriptor[] } };
      readonly results: readonly Result[];
    },
  ];
}

const report = reportFixture();
const log = JSON.parse(renderSarif(report)) as Log;
const [{ tool, results }] = log.runs;
const resultOf = (ruleId: string) => results.filter((result) => result.ruleId === ruleId);

test('the log says version and schema, and has one run of one tool', () => {
  expect(log).toMatchObject({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0' });
  expect(log.runs).toHaveLength(1);
  expect(tool.driver.name).toBe('cdktf-ai-factory');
});

test('every rule has its help with the source, and a level', () => {
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(report.rules.map(({ id }) => id));
  for (const { shortDescription, fullDescription, help, defaultConfiguration } of tool.driver.rules) {
    expect(shortDescription.text).toMatch(/^[A-Z].*\.$/);
    expect(fullDescription.text).not.toBe('');
    expect(help.text).toMatch(/Source: .+\.$/);
    expect(help.markdown).toMatch(/^\*\*.+\*\*\n\n.+\n\nSource: .+\.$/);
    expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
  }
});

test('every result points at its rule and its construct', () => {
  for (const { ruleId, ruleIndex, locations } of results) {
    expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const [location] = locations;
    const [logical] = location?.logicalLocations ?? [];
    expect(logical?.fullyQualifiedName.endsWith(logical.name)).toBe(true);
    expect(location?.physicalLocation).toBeUndefined();
  }
});

test('a finding is a result with object, sum and remedy', () => {
  expect(resultOf('power/rack-over-budget')).toMatchObject([
    {
      kind: 'fail',
      level: 'error',
      message: {
        text:
          "rack 'A01' with 'b1', 'b2', 'b3' and 2 more: 71.5 kW by nameplate, limit 60 kW, short by 11.5 kW " +
          '(5 devices draw 71.5 kW; 71.5 kW - 60 kW = 11.5 kW); ' +
          "take a device out of the rack ('places' or the lock), or raise 'power' of the rack",
      },
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'stack/gasan', name: 'gasan', kind: 'resource' }] }],
    },
  ]);
});

test('what is not known is open without a level, and fails in strict mode', () => {
  expect(resultOf('power/down-on-feed-loss')).toMatchObject([{ kind: 'open', level: 'none' }]);
  const [strict] = (JSON.parse(renderSarif(reportFixture(true))) as Log).runs;
  expect(strict.results.filter(({ ruleId }) => ruleId === 'power/down-on-feed-loss')).toMatchObject([
    { kind: 'fail', level: 'error' },
  ]);
});

test('what is waived is suppressed with its reason, and nothing else is', () => {
  expect(results.filter(({ suppressions }) => suppressions !== undefined)).toMatchObject([
    {
      ruleId: 'power/zone-headroom',
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: "the second zone takes over in May (until 2027-05-31, for 'stack/zone-a')",
        },
      ],
    },
  ]);
});

test('fingerprints tell results apart', () => {
  const prints = results.map(({ partialFingerprints }) => partialFingerprints['ruleObject/v2']);
  expect(new Set(prints).size).toBe(results.length);
});

test('fingerprints are of rule and object, numbered where several of one object fail, whatever the path', () => {
  const printsAt = (path: string): readonly (string | undefined)[] => {
    const report = reportFixture();
    const [first] = report.findings;
    const finding = { ...(first as NonNullable<typeof first>), path };
    const log = JSON.parse(renderSarif({ ...report, findings: [finding, finding], acknowledged: [] })) as Log;
    return log.runs[0].results.map(({ partialFingerprints }) => partialFingerprints['ruleObject/v2']);
  };
  const name = "power/rack-over-budget | rack 'A01' with 'b1', 'b2', 'b3' and 2 more";
  expect(printsAt('stack/gasan')).toEqual([name, `${name} | 2`]);
  expect(printsAt('stack/site/row/rack')).toEqual(printsAt('stack/gasan'));
});

test('a file is shown where one is given', () => {
  const [run] = (JSON.parse(renderSarif(report, { artifact: 'stacks/my site.ts' })) as Log).runs;
  expect(run.results[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'stacks/my%20site.ts' },
    region: { startLine: 1 },
  });
});
