import type { BookHallCables, BookParts, BookSite } from '../book-data';

const loaded = new Map<string, unknown>();
const asked = new Map<string, Promise<unknown>>();
let whenSite: ((site: BookSite) => void) | undefined;

/** Takes what a file of data hands over. */
export function takeData(key: string, data: unknown): void {
  loaded.set(key, data);
  if (key === 'site') whenSite?.(data as BookSite);
}

/** Calls back when the first file is there. */
export function onSite(call: (site: BookSite) => void): void {
  whenSite = call;
}

/** Reads a file of data once. A page of `file://` may load scripts alone. */
function part(key: string): Promise<unknown> {
  const known = asked.get(key);
  if (known !== undefined) return known;
  const found = new Promise<unknown>((resolve, reject) => {
    if (loaded.has(key)) {
      resolve(loaded.get(key));
      return;
    }
    const script = document.createElement('script');
    script.src = `data/${key}.js`;
    script.addEventListener('load', () => resolve(loaded.get(key)));
    script.addEventListener('error', () => {
      asked.delete(key);
      reject(new Error(`data/${key}.js`));
    });
    document.head.append(script);
  });
  asked.set(key, found);
  return found;
}

/** A part of the book that is read when it is asked for. */
export function bookPart<K extends keyof BookParts>(key: K): Promise<BookParts[K]> {
  return part(key) as Promise<BookParts[K]>;
}

/** Key of the cables of a hall by its place; of -1, of what stands nowhere. */
export function cablesKey(hall: number): string {
  return hall < 0 ? 'nowhere' : `hall-${hall + 1}`;
}

/** Cables with an end in a hall. */
export function hallCables(hall: number): Promise<BookHallCables> {
  return part(cablesKey(hall)) as Promise<BookHallCables>;
}
