import { randomUUID } from 'node:crypto';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from './demo';

/** A channel of a test's own, on which it says what no simulator does. */
export class Channel {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly url: string,
    private readonly accessToken: string,
    readonly id: string,
    readonly name: string
  ) {}

  /** Connects one that reads its outbox, whose enquiries go to everybody in the first service group. */
  static async connect(admin: Page, url: string, name = `Channel ${randomUUID().slice(0, 8)}`): Promise<Channel> {
    const made = await admin.evaluate(async (name) => {
      const call = async <Answer>(method: string, path: string, body?: unknown) => {
        const response = await fetch(`/api/v1${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: body === undefined ? null : JSON.stringify(body)
        });
        if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
        return (await response.json()) as Answer;
      };
      const source = await call<{ id: string; accessToken: string }>('POST', '/sources', { name });
      const { items } = await call<{ items: { id: string }[] }>('GET', '/service-groups');
      const channel = await call<{ id: string }>('POST', '/channels', {
        name,
        sourceId: source.id,
        routing: { kind: 'alternative', destinations: [items[0]!.id] }
      });
      return { accessToken: source.accessToken, id: channel.id };
    }, name);
    return new Channel(admin.request, url, made.accessToken, made.id, name);
  }

  /** Says something as the visitor of this name; answers the id of the enquiry. */
  async says(visitor: string, message: Record<string, unknown>): Promise<string> {
    // An id has none of the characters that a name may try.
    const id = visitor.replace(/\p{C}/gu, '');
    const data = { id: randomUUID(), visitor: { id, name: visitor }, ...message };
    const headers = { authorization: `Bearer ${this.accessToken}` };
    const answer = await this.request.post(`${this.url}/omni/v1/messages`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(201);
    return ((await answer.json()) as { enquiryId: string }).enquiryId;
  }
}
