interface Explained {
  title: string;
  detail: string;
}

const ADMINISTRATOR = 'Ask an administrator of your workspace.';

/** Why nobody was signed in, by the word that stands in the address of the sign-in page. */
const explanations: Record<string, Explained> = {
  'not-set-up': { title: 'There is no such way to sign in', detail: 'Single sign-on was changed or removed meanwhile. Begin anew, or use your password.' },
  expired: { title: 'That sign-in is over', detail: 'It took longer than ten minutes, or was finished already. Begin anew.' },
  mismatch: { title: 'That was another sign-in', detail: 'What came back belongs to a sign-in of another window. Begin anew.' },
  'provider-unavailable': { title: 'Your identity provider did not answer', detail: 'Try again in a moment. Administrators can use their password.' },
  'provider-refused': { title: 'Your identity provider did not sign you in', detail: `You stopped there, or it may not let you in here. Try again, or ask an administrator.` },
  'code-refused': { title: 'Your identity provider did not take the sign-in', detail: `Try again. If it stays like this, the client id or the client secret is wrong: an administrator can set it.` },
  untrusted: { title: 'What your identity provider said can’t be trusted', detail: `Nobody was signed in. ${ADMINISTRATOR}` },
  'email-not-verified': { title: 'Your identity provider does not vouch for your e-mail address', detail: `Without that, nobody knows which person here you are. ${ADMINISTRATOR}` },
  'unknown-person': { title: 'Nobody here has your e-mail address', detail: 'Ask an administrator to add you, with the address that your identity provider has.' },
  'linked-to-another': { title: 'Somebody with your e-mail address signed in before', detail: `To your identity provider that was another account. ${ADMINISTRATOR}` },
  'rate-limited': { title: 'Too many tries', detail: 'Wait a minute, then begin anew.' },
  failed: { title: 'Causeway could not sign you in', detail: 'Try again in a moment.' }
};

/** What to tell of a word in the address; `null` where there is none. A newer server may send words of its own. */
export function explain(word: string | null): Explained | null {
  if (!word) return null;
  return Object.hasOwn(explanations, word) ? explanations[word]! : { title: 'You were not signed in', detail: 'Begin anew, or use your password.' };
}
