import { answer, api } from '$lib/api/client';
import { reconnection } from '$lib/api/reconnection';
import type { ChallengeResult, CredentialUse, Source } from '$lib/api/names';
import { WebhookCheck } from './webhook-check.svelte';

/** What proves a source: told when it is made, and on request. */
export interface Credentials {
  accessToken: string;
  signingSecret: string;
}

export type CreatedSource = Source & Credentials;

export interface SourceChange {
  name?: string;
  webhookUrl?: string | null;
  events?: string[];
}

const at = (id: string) => ({ params: { path: { id } } });

/**
 * Runs the challenge. It is signed with the secret of the source that there is, or with the one that the endpoint was given first;
 * both may be verified there.
 */
export function testWebhook(
  webhookUrl: string,
  sourceId: string | null,
  signingSecret: string | null
): Promise<ChallengeResult> {
  const signed = sourceId !== null ? { sourceId } : signingSecret !== null ? { signingSecret } : {};
  return answer(api.POST('/api/v1/sources/test', { body: { webhookUrl, ...signed } }));
}

export function createSource(
  name: string,
  webhookUrl: string | null,
  signingSecret: string | null
): Promise<CreatedSource> {
  const webhook = webhookUrl === null ? {} : { webhookUrl };
  return answer(
    api.POST('/api/v1/sources', { body: { name, ...webhook, ...(signingSecret === null ? {} : { signingSecret }) } })
  );
}

/** A signing secret of 32 random bytes, as the server makes them. */
export function newSigningSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}

export function changeSource(id: string, change: SourceChange): Promise<Source> {
  return answer(api.PATCH('/api/v1/sources/{id}', { ...at(id), body: change }));
}

export async function deleteSource(id: string, confirm: string): Promise<void> {
  await answer(api.DELETE('/api/v1/sources/{id}', { params: { path: { id }, query: { confirm } } }));
}

/** What can't be read, since it was encrypted with a lost key, is empty. */
export async function revealCredentials(id: string): Promise<Credentials> {
  const { accessToken, signingSecret } = await answer(api.POST('/api/v1/sources/{id}/reveal', at(id)));
  return { accessToken: accessToken ?? '', signingSecret: signingSecret ?? '' };
}

export async function rotateToken(id: string, overlapSeconds: number): Promise<string> {
  return (await answer(api.POST('/api/v1/sources/{id}/rotate-token', { ...at(id), body: { overlapSeconds } })))
    .accessToken;
}

export async function rotateSecret(id: string, overlapSeconds: number): Promise<string> {
  return (await answer(api.POST('/api/v1/sources/{id}/rotate-secret', { ...at(id), body: { overlapSeconds } })))
    .signingSecret;
}

/** A check of a webhook against the running server, for a new source or for one that there is. */
export function newWebhookCheck(url = '', sourceId?: string): WebhookCheck {
  return new WebhookCheck(
    {
      test: (webhookUrl, signingSecret) => testWebhook(webhookUrl, sourceId ?? null, signingSecret),
      newSecret: newSigningSecret,
      setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      whenBack: (again) => void reconnection.next(again)
    },
    url
  );
}

/** The credentials of a source that are good, without what is secret of them. */
export async function listCredentials(sourceId: string): Promise<CredentialUse[]> {
  const { items } = await answer(api.GET('/api/v1/sources/{id}/credentials', { params: { path: { id: sourceId } } }));
  return items;
}
