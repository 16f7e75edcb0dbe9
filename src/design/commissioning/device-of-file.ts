/**
 * The device whose name is in the name of a file, `ibstat-haein-033.txt` or `haein-033.fio.json`; undefined where there is none. Of two, the longer.
 *
 * @param name - name of the file without its folder
 * @param isKnown - whether there is a device of a name
 */
export function deviceOfFile(name: string, isKnown: (device: string) => boolean): string | undefined {
  const words = name.split(/([^A-Za-z0-9]+)/);
  let best: string | undefined;
  for (let from = 0; from < words.length; from += 2) {
    let text = '';
    for (let to = from; to < words.length && to < from + MOST_WORDS; to += 1) {
      text += words[to] ?? '';
      if (to % 2 === 0 && text.length > (best?.length ?? 0) && isKnown(text)) best = text;
    }
  }
  return best;
}

/** Words and what parts them: a name of more words is none that a site gives. */
const MOST_WORDS = 25;
