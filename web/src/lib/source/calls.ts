import { answer, api } from '$lib/api/client';
import type { CredentialUse, Source, SourceEvent } from '$lib/api/names';

/** What proves a source: told when it is made, and on request. */
export interface Credentials {
  accessToken: string;
  signingSecret: string;
}

export type CreatedSource = Source & Credentials;

export interface SourceChange {
  name?: string;
  webhookUrl?: string | null;
  events?: SourceEvent[];
}

const at = (id: string) => ({ params: { path: { id } } });

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

/** The credentials of a source that are good, without what is secret of them. */
export async function listCredentials(sourceId: string): Promise<CredentialUse[]> {
  const { items } = await answer(api.GET('/api/v1/sources/{id}/credentials', { params: { path: { id: sourceId } } }));
  return items;
}
