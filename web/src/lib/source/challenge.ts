import type { ChallengeReason } from '$lib/api/names';

/** What went wrong with a challenge, and what to do about it, in words for somebody who writes the endpoint. */
export const challengeFailure: Record<ChallengeReason, { title: string; remedy: string }> = {
  'invalid-url': {
    title: 'This isn’t a usable web address',
    remedy: 'Give a whole address that begins with https:// or http://, without a user name in it.'
  },
  dns: {
    title: 'The host name leads nowhere',
    remedy: 'Check the spelling. A name that was set up just now can take a few minutes to be known everywhere.'
  },
  'blocked-address': {
    title: 'This address isn’t public',
    remedy:
      'Webhooks may only reach public addresses. Use a public one, or let the operator allow the range with CAUSEWAY_WEBHOOK_ALLOW.'
  },
  connect: {
    title: 'Nothing accepted the connection',
    remedy: 'Check that the endpoint is running, and that its port is open to the outside.'
  },
  tls: {
    title: 'The secure connection failed',
    remedy: 'The certificate must be valid, match the host name and come with its whole chain.'
  },
  timeout: {
    title: 'No answer within 10 seconds',
    remedy: 'Answer the challenge at once, before any slower work begins.'
  },
  redirect: {
    title: 'The endpoint redirected elsewhere',
    remedy: 'Redirects are not followed. Enter the address that it finally leads to.'
  },
  status: {
    title: 'The endpoint answered with another status than 200',
    remedy: 'Check the path and method: the challenge is a POST, and 200 is the only right answer.'
  },
  'too-large': {
    title: 'The answer was too long',
    remedy: 'Answer with nothing but the challenge.'
  },
  mismatch: {
    title: 'The challenge didn’t come back',
    remedy: 'Answer with the value of “challenge” from the request body: as plain text, or as {"challenge": "…"}.'
  }
};
