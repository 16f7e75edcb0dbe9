import { DesignError } from '../../errors/design-error';
import { spellingHint } from '../../errors/spelling-hint';
import type { LabelKind } from './label';

/** Words that a template may hold in braces. */
export interface LabelWords {
  readonly site: string;
  readonly hall: string;
  readonly row: string;
  readonly rack: string;
  /** Number of the rack in its row, two digits. */
  readonly number: string;
  /** Lowest rack unit, two digits. */
  readonly u: string;
  readonly device: string;
  /** Port; of a device within another one, its name comes first. */
  readonly port: string;
  readonly feed: string;
  readonly zone: string;
}

/** A word of a template. */
export type LabelWord = keyof LabelWords;

const PLACE = ['site', 'hall', 'row', 'rack', 'number'] as const;
const PLACED = [...PLACE, 'u', 'device'] as const;

/** Words of each kind of label. */
export const LABEL_WORDS: Readonly<Record<LabelKind, readonly LabelWord[]>> = {
  cables: [...PLACED, 'port'],
  devices: PLACED,
  racks: PLACE,
  feeds: [...PLACE, 'feed', 'zone'],
  panels: PLACED,
};

/**
 * Identifiers in the manner of ANSI/TIA-606: the rack, a hyphen and the rack unit from the bottom, a colon and the port; on a cable the near end, a slash and
 * the far end. Racks carry their hall where a site has several.
 *
 * @see https://test.expresscorp.com/blogs/cable-label-standards-ansi-tia-606-b which explains `4BK01-55:50/DC.C03-14:04`
 */
export const DEFAULT_SCHEMES: Readonly<Record<LabelKind, string>> = {
  cables: '{rack}-{u}:{port}',
  devices: '{rack}-{u}',
  racks: '{rack}',
  feeds: '{rack}-{feed}',
  panels: '{rack}-{u}',
};

/** A template, ready to be filled in. */
export interface LabelTemplate<W extends string> {
  /** Texts around the words: one more than there are words. */
  readonly texts: readonly string[];
  readonly words: readonly W[];
}

/** Templates are names on small labels: above it one is a slip. */
const LONGEST_TEMPLATE = 200;

/**
 * Reads a template such as `{rack}-{u}:{port}`.
 *
 * @param what - what it is, in the words of a message: `scheme`
 * @throws DesignError `labels/bad-scheme`
 */
export function parseTemplate<W extends string>(what: string, template: string, known: readonly W[]): LabelTemplate<W> {
  const parts = template.split(/\{([^{}]*)\}/);
  const texts = parts.filter((_, index) => index % 2 === 0);
  const words = parts.filter((_, index) => index % 2 === 1);
  const listed = known.map((word) => `{${word}}`).join(', ');
  const refuse = (problem: string, remedy: string): DesignError =>
    new DesignError('labels/bad-scheme', { problem: `${what} '${template}' ${problem}`, remedy, value: template });
  if (template.length > LONGEST_TEMPLATE) throw refuse('is too long', `keep it below ${LONGEST_TEMPLATE} characters`);
  if (texts.some((text) => /[{}]/.test(text)))
    throw refuse('has a brace without its twin', `write words as in ${listed}`);
  if (texts.some((text) => /\p{Cc}/u.test(text))) throw refuse('has a control character', 'write it on one line');
  const unknown = words.find((word) => !(known as readonly string[]).includes(word));
  if (unknown !== undefined) {
    const hint = spellingHint(unknown, known);
    throw refuse(
      `has '{${unknown}}', which it cannot hold`,
      hint === undefined ? `use ${listed}` : `did you mean '{${hint}}'?`,
    );
  }
  if (words.length === 0) throw refuse('is the same for all', `use ${listed}`);
  return { texts, words: words as W[] };
}

/** The text that a template makes of its words. */
export function fillTemplate<W extends string>(
  { texts, words }: LabelTemplate<W>,
  values: Readonly<Record<W, string>>,
): string {
  return texts.map((text, index) => text + (words[index] === undefined ? '' : values[words[index]])).join('');
}
