import * as fc from 'fast-check';
import { create } from 'xmlbuilder2';

import { count, decimals, finePercent, load, metres, percent, ratioToOne, titled } from '../../src/report/in-figures';
import { element, escapeMarkup } from '../../src/report/markup';
import { fitText, textWidth } from '../../src/report/drawing/shapes';

describe('markup', () => {
  test('escapes text and attributes', () => {
    const { markup } = element('a', { href: `"'&`, x: undefined }, '<b> & "c"', 1.005);
    expect(markup).toBe('<a href="&quot;&#39;&amp;">&lt;b&gt; &amp; &quot;c&quot;1</a>');
  });

  test('closes void elements only where they are empty', () => {
    expect(element('rect', { x: 1 / 3 }).markup).toBe('<rect x="0.33"/>');
    expect(element('rect', {}, element('title', {}, 'a')).markup).toBe('<rect><title>a</title></rect>');
    expect(element('td', {}).markup).toBe('<td></td>');
  });

  test('is well-formed whatever text it holds, and a reader gets the text back', () => {
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { markup } = element('text', { name: text }, text);
        const [, name = '', inner = ''] = /^<text name="([^"<>]*)">([^<>]*)<\/text>$/.exec(markup) ?? [];
        const read = (written: string): string =>
          written.replace(/&(\w+|#39);/g, (_, entity: string) => entities[entity] ?? '');
        expect([read(name), read(inner)]).toEqual([text, text]);
        expect(create(markup).root().node.nodeName).toBe('text');
      }),
    );
  });

  test('replaces characters that XML forbids', () => {
    expect(escapeMarkup('a\u0000b\u001bc')).toBe('a\ufffdb\ufffdc');
  });
});

describe('figures', () => {
  test.each([
    [count(1_234_567), '1,234,567'],
    [decimals(1_234.5, 3), '1,234.5'],
    [decimals(0.1 + 0.2, 2), '0.3'],
    [percent(0.975), '98 %'],
    [percent(0.9996), '100 %'],
    [percent(1), '100 %'],
    [percent(1.004), '100.4 %'],
    [finePercent(0.8008), '80.1 %'],
    [load(999), '999 W'],
    [load(42_900), '42.9 kW'],
    [load(1_816_100), '1.816 MW'],
    [metres(1_234_500), '1234.5'],
    [ratioToOne(1), '1:1'],
    [ratioToOne(4 / 3), '1.33:1'],
    [titled('zone', 'zone-a'), 'zone-a'],
    [titled('Zone', 'north'), 'Zone north'],
  ])('read %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('text that must fit', () => {
  test('is whole where it fits, and cut with an ellipsis where not', () => {
    expect(fitText('compute-leaf-su01-r1', 12, 200)).toBe('compute-leaf-su01-r1');
    expect(fitText('compute-leaf-su01-r1', 12, 80)).toBe('compute-l…');
    expect(fitText('compute', 12, 4)).toBe('');
  });

  test('never passes its width', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 6, max: 30 }),
        fc.integer({ min: 0, max: 500 }),
        (text, size, width) => {
          expect(textWidth(fitText(text, size, width), size)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
