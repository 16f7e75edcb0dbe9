/** A view with what it shows: all of it stands in the address, so that it can be shared. */
export interface Route {
  readonly view: string;
  /** What is shown; empty: the view has no object. */
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
}

/** Reads the part of an address after `#`. What cannot be read is a view that there is not. */
export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const at = path.indexOf('/');
  try {
    return {
      view: (at < 0 ? path : path.slice(0, at)) || 'overview',
      name: at < 0 ? '' : decodeURIComponent(path.slice(at + 1)),
      params: new Map(
        query
          .split('&')
          .filter((each) => each !== '')
          .map((each) => {
            const [key = '', value = ''] = each.split('=', 2);
            return [key, decodeURIComponent(value)] as const;
          }),
      ),
    };
  } catch {
    return { view: 'unreadable', name: '', params: new Map() };
  }
}

/** What stays when another view is opened. */
const KEPT = ['phase', 'lang', 'layer'];

let current: Route = routeOf('');

/** The view that is shown. */
export function currentRoute(): Route {
  return current;
}

/** Says which view is shown. */
export function setRoute(route: Route): void {
  current = route;
}

/** Address of a view. Phase, layer and language stay unless others are given; an empty value takes a parameter away. */
export function href(view: string, name = '', params: Readonly<Record<string, string>> = {}): string {
  const all = new Map(KEPT.flatMap((key) => (current.params.has(key) ? [[key, current.params.get(key) ?? '']] : [])));
  for (const [key, value] of Object.entries(params)) all.set(key, value);
  const query = [...all]
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}=${encoded(value)}`)
    .join('&');
  return `#/${view}${name === '' ? '' : `/${encoded(name)}`}${query === '' ? '' : `?${query}`}`;
}

/** The view that is shown, with other parameters. */
export function hrefWith(params: Readonly<Record<string, string>>): string {
  return href(current.view, current.name, { ...Object.fromEntries(current.params), ...params });
}

function encoded(text: string): string {
  // A half of a character that takes two has no encoding.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replaceAll('%2F', '/');
}
