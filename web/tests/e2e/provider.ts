import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

interface Asked {
  email: string;
  nonce: string;
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An identity provider on loopback: whoever comes says who they are by a click, and is believed. */
export class Provider {
  readonly clientId = 'causeway';
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  /** Who was vouched for, by code. */
  readonly #codes = new Map<string, Asked>();
  readonly #server: Server;

  private constructor(private readonly emails: readonly string[]) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(emails: readonly string[]): Promise<Provider> {
    const provider = new Provider(emails);
    provider.#server.listen(0, '127.0.0.1');
    await once(provider.#server, 'listening');
    return provider;
  }

  get issuer(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The provider is not listening.');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return void json(this.#metadata());
      case '/keys':
        return void json({
          keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'k-1', use: 'sig', alg: 'RS256' }]
        });
      case '/authorize':
        return void response.setHeader('content-type', 'text/html').end(this.#page(url.searchParams));
      case '/token': {
        const parts: Buffer[] = [];
        for await (const part of request) parts.push(part as Buffer);
        const code = new URLSearchParams(Buffer.concat(parts).toString()).get('code') ?? '';
        const asked = this.#codes.get(code);
        this.#codes.delete(code);
        if (!asked) response.statusCode = 400;
        return void json(
          asked
            ? { access_token: randomUUID(), token_type: 'Bearer', id_token: this.#token(asked) }
            : { error: 'invalid_grant' }
        );
      }
      default:
        response.statusCode = 404;
        response.end();
    }
  }

  #metadata(): object {
    const at = this.issuer;
    return {
      issuer: at,
      authorization_endpoint: `${at}/authorize`,
      token_endpoint: `${at}/token`,
      jwks_uri: `${at}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256']
    };
  }

  #page(asked: URLSearchParams): string {
    const links = this.emails.map((email) => {
      const code = randomUUID();
      this.#codes.set(code, { email, nonce: asked.get('nonce') ?? '' });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return `<p><a href="${back.href.replaceAll('&', '&amp;')}">${email}</a></p>`;
    });
    return `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>${links.join('')}</html>`;
  }

  #token({ email, nonce }: Asked): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: this.clientId,
      sub: `subject of ${email}`,
      iat: now,
      exp: now + 60,
      nonce,
      email,
      email_verified: true
    };
    const signed = `${encoded({ alg: 'RS256', kid: 'k-1' })}.${encoded(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), this.#keys.privateKey).toString('base64url')}`;
  }
}
