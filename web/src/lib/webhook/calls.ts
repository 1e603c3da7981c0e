import { answer, api } from '$lib/api/client';
import type { ChallengeResult } from '$lib/api/names';
import { reconnection } from '$lib/api/reconnection';
import { WebhookCheck } from './check.svelte';

/**
 * Runs the challenge. It is signed with the secret of the source that there is, or with the one that the endpoint was given first;
 * both may be verified there.
 */
function testWebhook(
  webhookUrl: string,
  sourceId: string | null,
  signingSecret: string | null
): Promise<ChallengeResult> {
  const signed = sourceId !== null ? { sourceId } : signingSecret !== null ? { signingSecret } : {};
  return answer(api.POST('/api/v1/sources/test', { body: { webhookUrl, ...signed } }));
}

/** A signing secret of 32 random bytes, as the server makes them. */
function newSigningSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
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
