import type { ChallengeReason } from '$lib/api/names';

/** What went wrong with a challenge, in words for somebody who writes the endpoint. The result's detail says how to mend it. */
export const challengeFailure: Record<ChallengeReason, string> = {
  'invalid-url': 'This isn’t a usable web address',
  dns: 'The host name leads nowhere',
  'blocked-address': 'This address isn’t public',
  connect: 'Nothing accepted the connection',
  tls: 'The secure connection failed',
  timeout: 'No answer within 10 seconds',
  redirect: 'The endpoint redirected elsewhere',
  status: 'The endpoint answered with another status than 200',
  'too-large': 'The answer was too long',
  mismatch: 'The challenge didn’t come back'
};
