import type { ChallengeReason, ChallengeResult } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

/** What went wrong with a challenge, in words for the author of the endpoint. The result's detail says how to fix it. */
const failures: Record<ChallengeReason, (inputs: { status: string }) => string> = {
  'invalid-url': m.source_challenge_invalid_url,
  dns: m.source_challenge_dns,
  'blocked-address': m.source_challenge_blocked_address,
  connect: m.source_challenge_connect,
  tls: m.source_challenge_tls,
  timeout: m.source_challenge_timeout,
  redirect: m.source_challenge_redirect,
  status: m.source_challenge_status,
  'too-large': m.source_challenge_too_large,
  mismatch: m.source_challenge_mismatch
};

export function challengeFailure({ reason, status }: ChallengeResult): string {
  return failures[reason ?? 'connect']({ status: String(status ?? '') });
}
