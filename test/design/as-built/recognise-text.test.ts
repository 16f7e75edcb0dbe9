import { recogniseText } from '../../../src/design/as-built/parse-discovered';

const noYaml = (): undefined => undefined;

describe('what a found file is of', () => {
  test.each([
    ['Switch\t64 "S-0002c90000000001"\t# "leaf"', { kind: 'links' }],
    ['device,serial,state\nnode-1,X,planned\n', { kind: 'assets' }],
    ['\n"device", "state"\n', { kind: 'assets' }],
    ['{"lldp":{"interface":[]}}', { kind: 'links' }],
    ['', { problem: 'is empty' }],
    [' \n', { problem: 'is empty' }],
    ['{"lldp":', { problem: 'begins as JSON but is none, or a part of it is missing' }],
    ['device\nnode-1\n', { problem: 'is nothing that a plan is compared with' }],
    ['[1]', { problem: 'is nothing that a plan is compared with' }],
  ])('%j', (text, found) => {
    expect(recogniseText(text, noYaml)).toEqual(found);
  });

  test('YAML is read where it may be settings of a switch, and not where it is larger than any', () => {
    const yaml = jest.fn(noYaml);
    recogniseText('- set:\n    system: {}\n', yaml);
    expect(yaml).toHaveBeenCalledTimes(1);
    recogniseText(`{${' '.repeat(1_000_000)}`, yaml);
    recogniseText('hello', yaml);
    expect(yaml).toHaveBeenCalledTimes(1);
  });
});
