import { m } from '$lib/paraglide/messages';

interface Explained {
  title: string;
  detail: string;
}

/** Why a sign-in failed, by the word in the address of the sign-in page. */
const explanations: Record<string, { title: () => string; detail: () => string }> = {
  'not-set-up': { title: m.single_sign_on_problem_not_set_up, detail: m.single_sign_on_problem_not_set_up_detail },
  expired: { title: m.single_sign_on_problem_expired, detail: m.single_sign_on_problem_expired_detail },
  mismatch: { title: m.single_sign_on_problem_mismatch, detail: m.single_sign_on_problem_mismatch_detail },
  'provider-unavailable': {
    title: m.single_sign_on_problem_unavailable,
    detail: m.single_sign_on_problem_unavailable_detail
  },
  'provider-refused': { title: m.single_sign_on_problem_refused, detail: m.single_sign_on_problem_refused_detail },
  'code-refused': { title: m.single_sign_on_problem_code, detail: m.single_sign_on_problem_code_detail },
  untrusted: { title: m.single_sign_on_problem_untrusted, detail: m.single_sign_on_problem_untrusted_detail },
  'email-not-verified': { title: m.single_sign_on_problem_email, detail: m.single_sign_on_problem_email_detail },
  'unknown-person': {
    title: m.single_sign_on_problem_unknown_person,
    detail: m.single_sign_on_problem_unknown_person_detail
  },
  'linked-to-another': {
    title: m.single_sign_on_problem_another_account,
    detail: m.single_sign_on_problem_another_account_detail
  },
  'rate-limited': { title: m.single_sign_on_problem_rate, detail: m.single_sign_on_problem_rate_detail },
  failed: { title: m.single_sign_on_problem_failed, detail: m.single_sign_on_problem_failed_detail }
};

const unknown = { title: m.single_sign_on_problem_other, detail: m.single_sign_on_problem_other_detail };

/** What to tell of a word in the address; `null` where there is none. A newer server may send words of its own. */
export function explain(word: string | null): Explained | null {
  if (!word) return null;
  const { title, detail } = Object.hasOwn(explanations, word) ? explanations[word]! : unknown;
  return { title: title(), detail: detail() };
}
