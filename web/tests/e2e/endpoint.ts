import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';

export interface Event {
  type: string;
  challenge?: string;
  data?: { message?: { text?: string; purpose?: string } };
}

async function bodyOf(request: IncomingMessage): Promise<Event> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Event;
}

/** A channel's webhook endpoint as a developer would write it. Set `knowsChallenge` to false for one that isn't finished. */
export class Endpoint {
  readonly received: Event[] = [];
  knowsChallenge = true;
  /** What it answers to everything else. */
  answers: (event: Event) => object = () => ({ ok: true });
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Endpoint> {
    const server = createServer((request, response) => {
      void bodyOf(request).then((event) => {
        if (event.type !== 'url_verification') endpoint.received.push(event);
        else if (endpoint.knowsChallenge) return response.end(event.challenge);
        return response.end(JSON.stringify(endpoint.answers(event)));
      });
    });
    const endpoint = new Endpoint(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return endpoint;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The endpoint is not listening.');
    return `http://127.0.0.1:${address.port}/hook`;
  }

  /** The texts that came, in order. */
  get texts(): string[] {
    return this.received.flatMap((event) => event.data?.message?.text ?? []);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
