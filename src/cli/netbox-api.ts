import { isMembers, member, textOf } from '../design/as-built/discovered-fabric';
import { isThisMachine } from '../export/netbox/netbox-record';
import { UsageError } from './cli-context';

/** How NetBox is asked. */
export interface NetboxAccess {
  /** Address of NetBox, with or without `/api` at its end. */
  readonly url: string;
  /** Absent: NetBox is asked without one. */
  readonly token?: string;
  /**
   * Whether the token may go over plain `http` to another machine.
   *
   * @default false
   */
  readonly isPlainHttpAllowed?: boolean;
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
  /**
   * What a server may send at most.
   *
   * @default NETBOX_LIMITS
   */
  readonly limits?: NetboxLimits;
}

/** What a server may send at most, in all and in one answer: far above what a NetBox holds, so that only what is none of it, or broken, meets it. */
interface NetboxLimits {
  readonly bytesAnAnswer: number;
  readonly bytes: number;
  readonly answers: number;
  readonly milliseconds: number;
}

/** An answer of 500 cables has 2 MB; 100,000 cables come in 200 answers of 400 MB together. */
export const NETBOX_LIMITS: NetboxLimits = {
  bytesAnAnswer: 64_000_000,
  bytes: 4_000_000_000,
  answers: 20_000,
  milliseconds: 3_600_000,
};

/** Objects of one answer: NetBox gives 1,000 at most unless it is set up otherwise, and a page of cables takes it seconds. */
const PAGE = 500;
const TRIES = 5;
const LONGEST_WAIT = 30_000;
/** Busy, or down behind its proxy: another try may be answered. */
const AGAIN: readonly number[] = [429, 500, 502, 503, 504];

/**
 * NetBox's REST API, read list by list and page by page. Node's own `fetch` is the client: it is undici, kept with Node itself, and does all that is asked of it here
 * (connections that stay open, limits of time, no redirect that would carry the token elsewhere); what is missing, another try and a limit of bytes, is a loop.
 *
 * @see https://netboxlabs.com/docs/netbox/integrations/rest-api/
 */
export class NetboxApi {
  private readonly base: URL;
  private readonly limits: NetboxLimits;
  private readonly ends: number;
  private bytes = 0;
  private answers = 0;

  /**
   * @throws UsageError for an address that is none, or one that a token must not go to
   */
  public constructor(private readonly access: NetboxAccess) {
    this.base = baseOf(access);
    this.limits = access.limits ?? NETBOX_LIMITS;
    this.ends = Date.now() + this.limits.milliseconds;
  }

  /**
   * All objects of a list.
   *
   * @param path - of the list below `/api/`: `dcim/racks/`
   * @param question - what is asked for, such as `{ site: ['gasan'] }`
   * @throws UsageError for no connection, no right to read, answers that are not NetBox's or that pass the limits
   */
  public async list(path: string, question: Readonly<Record<string, readonly string[]>> = {}): Promise<Members[]> {
    const name = path.replace(/\/$/, '').replace(/^.*\//, '');
    const query = new URLSearchParams({ limit: String(PAGE), ordering: 'id' });
    for (const [key, values] of Object.entries(question)) for (const value of values) query.append(key, value);
    const objects = new Map<string, Members>();
    for (let more = true; more;) {
      query.set('offset', String(objects.size));
      const address = new URL(`api/${path}?${query.toString()}`, this.base);
      const page = pageOf(await this.ask(address), name, this.access.url);
      const before = objects.size;
      for (const object of page.results) objects.set(textOf(object['id']) ?? `no id ${objects.size}`, object);
      // The address in `next` is NetBox's own view of itself, often another than ours behind a proxy: it is not followed.
      more = page.hasNext && page.results.length > 0;
      if (page.count > PAGE) this.access.progress(`netbox: ${objects.size} of ${page.count} ${name}\n`);
      const isSame = objects.size < before + page.results.length;
      if (isSame || (!more && objects.size < page.count)) {
        throw new UsageError(
          isSame
            ? `NetBox gave an object of '${name}' twice`
            : `NetBox gave ${objects.size} of ${page.count} objects of '${name}'`,
          'run it again: the list changed while it was read',
        );
      }
    }
    return [...objects.values()];
  }

  private async ask(address: URL): Promise<string> {
    let wait = this.access.waitMilliseconds ?? 1_000;
    for (let left = TRIES - 1; ; left -= 1) {
      this.answers += 1;
      if (this.answers > this.limits.answers) throw this.tooMuch(`more than ${this.limits.answers} answers`);
      const answer = await this.tryOnce(address);
      if (answer.text !== undefined) return answer.text;
      if (!answer.isWorthAnother || left === 0) throw answer.error;
      const pause = Math.min(answer.afterMilliseconds ?? wait, LONGEST_WAIT);
      await new Promise((resolve) => setTimeout(resolve, pause));
      wait *= 2;
    }
  }

  private async tryOnce(address: URL): Promise<Answer> {
    const { url, token, timeoutMilliseconds = 60_000 } = this.access;
    const left = this.ends - Date.now();
    if (left <= 0) throw this.tooMuch(`answers for more than ${this.limits.milliseconds / 60_000} minutes`);
    try {
      const response = await fetch(address, {
        headers: { accept: 'application/json', ...(token !== undefined && { authorization: scheme(token) }) },
        redirect: 'manual',
        signal: AbortSignal.timeout(Math.min(timeoutMilliseconds, left)),
      });
      const text = await this.textOf(response);
      if (response.ok) return { text };
      const seconds = Number(response.headers.get('retry-after') ?? NaN);
      return {
        error: statusError(response, plain(url), address.pathname, token !== undefined),
        isWorthAnother: AGAIN.includes(response.status),
        ...(seconds >= 0 && { afterMilliseconds: seconds * 1_000 }),
      };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      return connectionError(error, plain(url), timeoutMilliseconds);
    }
  }

  /** An answer as text, counted as it comes and after it was unpacked: what passes the limits is not kept. */
  private async textOf({ body }: Response): Promise<string> {
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength;
      this.bytes += piece.byteLength;
      if (bytes > this.limits.bytesAnAnswer)
        throw this.tooMuch(`an answer of more than ${megabytes(this.limits.bytesAnAnswer)}`);
      if (this.bytes > this.limits.bytes) throw this.tooMuch(`more than ${megabytes(this.limits.bytes)}`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces).toString('utf8');
  }

  private tooMuch(what: string): UsageError {
    return new UsageError(`'${plain(this.access.url)}' sends ${what}`, `${ADDRESS}, or give an export of it as a file`);
  }
}

/** An object of an answer. */
type Members = Readonly<Record<string, unknown>>;

function megabytes(bytes: number): string {
  return `${bytes / 1_000_000} MB`;
}

interface Page {
  readonly count: number;
  readonly hasNext: boolean;
  readonly results: readonly Members[];
}

function pageOf(text: string, list: string, url: string): Page {
  let page: unknown;
  try {
    page = JSON.parse(text);
  } catch {
    throw new UsageError(`'${plain(url)}' answers, but not as NetBox: no JSON`, ADDRESS);
  }
  const [count, results] = [member(page, 'count'), member(page, 'results')];
  if (!isMembers(page) || typeof count !== 'number' || !Array.isArray(results) || !results.every(isMembers)) {
    throw new UsageError(`'${plain(url)}' answers, but not as NetBox: no list of ${list}`, ADDRESS);
  }
  return { count, hasNext: page['next'] !== null && page['next'] !== undefined, results: results };
}

const ADDRESS = "give the address under which NetBox's own pages are shown, such as 'https://netbox.example.com'";

function baseOf({ url: text, token, isPlainHttpAllowed = false }: NetboxAccess): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`'${plain(text)}' is no address`, ADDRESS);
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new UsageError(`'${plain(text)}' is no address of http or https`, ADDRESS);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      'the address of NetBox holds a name or password',
      "leave it out: the token is read from the environment variable 'NETBOX_API_TOKEN'",
    );
  }
  if (token !== undefined && url.protocol === 'http:' && !isPlainHttpAllowed && !isThisMachine(url.hostname)) {
    throw new UsageError(
      `the token would go to '${plain(text)}' in plain text, for everyone between here and there to read`,
      "give the address with 'https://', or '--allow-plain-http' where that network is trusted",
    );
  }
  return new URL(`${url.origin}${url.pathname.replace(/(\/api)?\/*$/, '')}/`);
}

/** An address without what may be secret in it. */
function plain(text: string): string {
  return text.replace(/[?#].*$/, '');
}

type Answer =
  | { readonly text: string }
  | {
      readonly text?: undefined;
      readonly error: UsageError;
      readonly isWorthAnother: boolean;
      readonly afterMilliseconds?: number;
    };

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
