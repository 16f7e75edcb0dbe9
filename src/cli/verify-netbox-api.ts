import { isMembers, member, textOf } from '../design/as-built/lldp-values';
import { NETBOX_LISTS, type NetboxList, type NetboxLists } from '../design/as-built/netbox-objects';
import { UsageError } from './usage-error';

/** How NetBox is asked. */
export interface NetboxAccess {
  /** Address of NetBox, with or without `/api` at its end. */
  readonly url: string;
  /** Slug of the site. */
  readonly site: string;
  /** Prefixes whose addresses are asked for: NetBox gives addresses by no site. */
  readonly prefixes: readonly string[];
  /** Absent: NetBox is asked without one. */
  readonly token?: string;
  /** Takes how far a long read is. */
  readonly progress: (text: string) => void;
  /**
   * Longest wait for an answer.
   *
   * @default 60,000
   */
  readonly timeoutMilliseconds?: number;
  /**
   * Wait before the second try; it doubles with each.
   *
   * @default 1,000
   */
  readonly waitMilliseconds?: number;
}

/** Objects of one answer: NetBox gives 1,000 at most unless it is set up otherwise, and a page of cables takes it seconds. */
const PAGE = 500;
const TRIES = 5;
const LONGEST_WAIT = 30_000;
/** Busy, or down behind its proxy: another try may be answered. */
const AGAIN: readonly number[] = [429, 500, 502, 503, 504];

const PATHS: Readonly<Record<NetboxList, string>> = {
  racks: 'dcim/racks/',
  devices: 'dcim/devices/',
  cables: 'dcim/cables/',
  'ip-addresses': 'ipam/ip-addresses/',
};

/**
 * Reads the lists of a site from NetBox's REST API, page by page. Node's own `fetch` is the client: it is undici, kept with Node itself, and does all that is asked of it here
 * (connections that stay open, limits of time, no redirect that would carry the token elsewhere); what is missing, another try, is a loop.
 *
 * @throws UsageError for an address that is none, no connection, no right to read, or answers that are not NetBox's
 * @see https://netboxlabs.com/docs/netbox/integrations/rest-api/
 */
export async function readNetboxApi(access: NetboxAccess): Promise<NetboxLists> {
  const base = baseOf(access.url);
  const lists: Partial<Record<NetboxList, readonly unknown[]>> = {};
  for (const list of NETBOX_LISTS) {
    // No pool of addresses: nothing can be asked for.
    if (list === 'ip-addresses' && access.prefixes.length === 0) continue;
    lists[list] = await readList(list, base, access);
  }
  return lists;
}

async function readList(list: NetboxList, base: URL, access: NetboxAccess): Promise<readonly unknown[]> {
  const query = new URLSearchParams({ limit: String(PAGE), ordering: 'id' });
  if (list === 'ip-addresses') for (const prefix of access.prefixes) query.append('parent', prefix);
  else query.append('site', access.site);
  const objects: unknown[] = [];
  for (let more = true; more;) {
    query.set('offset', String(objects.length));
    const address = new URL(`api/${PATHS[list]}?${query.toString()}`, base);
    const page = pageOf(await ask(address, access), list, access);
    objects.push(...page.results);
    // The address in `next` is NetBox's own view of itself, often another than ours behind a proxy: it is not followed.
    more = page.hasNext && page.results.length > 0;
    if (page.count > PAGE) access.progress(`netbox: ${objects.length} of ${page.count} ${list}\n`);
    if (!more && objects.length < page.count) {
      throw new UsageError(
        `NetBox gave ${objects.length} of ${page.count} objects of '${list}'`,
        'run it again: the list changed while it was read',
      );
    }
  }
  return objects;
}

interface Page {
  readonly count: number;
  readonly hasNext: boolean;
  readonly results: readonly unknown[];
}

function pageOf(text: string, list: NetboxList, { url }: NetboxAccess): Page {
  let page: unknown;
  try {
    page = JSON.parse(text);
  } catch {
    throw new UsageError(`'${plain(url)}' answers, but not as NetBox: no JSON`, ADDRESS);
  }
  const [count, results] = [member(page, 'count'), member(page, 'results')];
  if (!isMembers(page) || typeof count !== 'number' || !Array.isArray(results)) {
    throw new UsageError(`'${plain(url)}' answers, but not as NetBox: no list of ${list}`, ADDRESS);
  }
  return { count, hasNext: page['next'] !== null && page['next'] !== undefined, results: results as unknown[] };
}

const ADDRESS = "give the address under which NetBox's own pages are shown, such as 'https://netbox.example.com'";

function baseOf(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`'${text}' is no address`, ADDRESS);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      'the address of NetBox holds a name or password',
      "leave it out: the token is read from the environment variable 'NETBOX_API_TOKEN'",
    );
  }
  return new URL(`${url.origin}${url.pathname.replace(/(\/api)?\/*$/, '')}/`);
}

/** An address without what may be secret in it. */
function plain(text: string): string {
  return text.replace(/[?#].*$/, '');
}

async function ask(address: URL, access: NetboxAccess): Promise<string> {
  let wait = access.waitMilliseconds ?? 1_000;
  for (let left = TRIES - 1; ; left -= 1) {
    const answer = await tryOnce(address, access);
    if (answer.text !== undefined) return answer.text;
    if (!answer.isWorthAnother || left === 0) throw answer.error;
    const pause = Math.min(answer.afterMilliseconds ?? wait, LONGEST_WAIT);
    await new Promise((resolve) => setTimeout(resolve, pause));
    wait *= 2;
  }
}

type Answer =
  | { readonly text: string }
  | {
      readonly text?: undefined;
      readonly error: UsageError;
      readonly isWorthAnother: boolean;
      readonly afterMilliseconds?: number;
    };

async function tryOnce(address: URL, { url, token, timeoutMilliseconds = 60_000 }: NetboxAccess): Promise<Answer> {
  try {
    const response = await fetch(address, {
      headers: { accept: 'application/json', ...(token !== undefined && { authorization: scheme(token) }) },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const text = await response.text();
    if (response.ok) return { text };
    const seconds = Number(response.headers.get('retry-after') ?? NaN);
    return {
      error: statusError(response, plain(url), address.pathname, token !== undefined),
      isWorthAnother: AGAIN.includes(response.status),
      ...(seconds >= 0 && { afterMilliseconds: seconds * 1_000 }),
    };
  } catch (error) {
    return connectionError(error, plain(url), timeoutMilliseconds);
  }
}

/** Tokens of NetBox 4.5 and later name their version: `nbt_<key>.<secret>`. */
function scheme(token: string): string {
  return token.startsWith('nbt_') ? `Bearer ${token}` : `Token ${token}`;
}

function statusError(response: Response, url: string, path: string, hasToken: boolean): UsageError {
  const { status } = response;
  if (status === 401 || status === 403) {
    return hasToken
      ? new UsageError(
          `NetBox at '${url}' refuses the token (${status})`,
          "give 'NETBOX_API_TOKEN' a token that is valid from here and may view racks, devices, cables and addresses",
        )
      : new UsageError(
          `NetBox at '${url}' wants a token (${status})`,
          "set the environment variable 'NETBOX_API_TOKEN'",
        );
  }
  if (status === 404) return new UsageError(`there is no NetBox at '${url}': '${path}' is not found (404)`, ADDRESS);
  if (status === 400) {
    return new UsageError(
      `NetBox at '${url}' does not take the question (400)`,
      "name the slug that the site has in NetBox with '--netbox-site'",
    );
  }
  if (status >= 300 && status < 400) {
    const to = plain(response.headers.get('location') ?? 'elsewhere');
    return new UsageError(`'${url}' leads to '${to}' (${status})`, 'give the address that it leads to');
  }
  return new UsageError(
    `NetBox at '${url}' answers ${status}${AGAIN.includes(status) ? ` after ${TRIES} tries` : ''}`,
    'run it again later, or give an export of it as a file',
  );
}

function connectionError(error: unknown, url: string, timeoutMilliseconds: number): Answer {
  const cause = (error as { readonly cause?: unknown }).cause;
  const code = textOf(member(cause, 'code')) ?? '';
  if ((error as { readonly name?: unknown }).name === 'TimeoutError') {
    const problem = `NetBox at '${url}' does not answer within ${timeoutMilliseconds / 1_000} s, ${TRIES} times`;
    return { error: new UsageError(problem, 'run it again when it is less busy'), isWorthAnother: true };
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return {
      error: new UsageError(
        `the certificate of '${url}' is not accepted (${code})`,
        "name the file of its authority in the environment variable 'NODE_EXTRA_CA_CERTS', or have it renewed for this name",
      ),
      isWorthAnother: false,
    };
  }
  if (/SSL|TLS|EPROTO/.test(code)) {
    return {
      error: new UsageError(`'${url}' does not speak TLS (${code})`, "look at the port, and whether it is 'http://'"),
      isWorthAnother: false,
    };
  }
  const reason = code === '' ? '' : ` (${code})`;
  return {
    error: new UsageError(
      `there is no connection to '${url}'${reason}`,
      'look at the address, and whether it is reached from here',
    ),
    isWorthAnother: code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EAI_AGAIN',
  };
}
