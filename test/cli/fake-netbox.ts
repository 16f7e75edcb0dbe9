import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RestLists } from './netbox-lists';

/** Answers that come instead of a list, in this order. */
export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A server that answers as NetBox's REST API does: pages of lists by `limit` and `offset`, and what it was asked. */
export class FakeNetbox {
  /** Paths with their questions, and the token of each. */
  public readonly asked: { readonly url: URL; readonly token: string | undefined }[] = [];
  /** Answers that come first. */
  public refusals: Refusal[] = [];
  /** Most objects of one answer, whatever the limit asked for. */
  public page = 1_000;
  /** Whether questions stay without an answer. */
  public isSilent = false;
  private readonly server: Server;

  public constructor(private readonly lists: RestLists) {
    this.server = createServer((request, response) => this.answer(request, response));
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://netbox.inside');
    this.asked.push({ url, token: request.headers.authorization });
    if (this.isSilent) return;
    const refusal = this.refusals.shift();
    if (refusal !== undefined) {
      response.writeHead(refusal.status, refusal.headers).end(refusal.body ?? '');
      return;
    }
    const name = /^\/api\/(?:dcim|ipam)\/([\w-]+)\/$/.exec(url.pathname)?.[1] ?? '';
    const list = name in this.lists ? this.lists[name as keyof RestLists] : undefined;
    if (list === undefined) {
      response.writeHead(404).end('{"detail": "Not found."}');
      return;
    }
    const offset = Number(url.searchParams.get('offset') ?? 0);
    const end = offset + Math.min(Number(url.searchParams.get('limit') ?? 50), this.page);
    // Behind a proxy NetBox names itself otherwise than it is reached.
    const next = end < list.results.length ? `http://netbox.inside/api/dcim/${name}/?offset=${end}` : null;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ count: list.results.length, next, results: list.results.slice(offset, end) }));
  }
}
