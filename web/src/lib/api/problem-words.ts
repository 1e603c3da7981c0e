import { m } from '$lib/paraglide/messages';
import { listInWords } from '$lib/ui/number';
import type { Fault, FaultCode, Problem } from './names';
import { wordsOf, type Params } from './params';

const titles: Readonly<Record<string, () => string>> = {
  'already-picked-up': m.problem_already_picked_up,
  'already-set-up': m.problem_already_set_up,
  'challenge-failed': m.problem_challenge_failed,
  'channel-archived': m.problem_channel_archived,
  'channel-suspended': m.problem_channel_suspended,
  'chatbot-in-use': m.problem_chatbot_in_use,
  'conversation-begun': m.problem_conversation_begun,
  'cross-site': m.problem_cross_site,
  'email-taken': m.problem_email_taken,
  'enquiry-closed': m.problem_enquiry_closed,
  'enquiry-open': m.problem_enquiry_open,
  forbidden: m.problem_forbidden,
  'group-in-use': m.problem_group_in_use,
  'idempotency-conflict': m.problem_idempotency_conflict,
  internal: m.problem_internal,
  invalid: m.problem_invalid,
  'invalid-message': m.problem_invalid_message,
  'invalid-token': m.problem_invalid_token,
  'key-taken': m.problem_key_taken,
  'last-administrator': m.problem_last_administrator,
  'limit-reached': m.problem_limit_reached,
  'malformed-json': m.problem_malformed_json,
  'method-not-allowed': m.problem_method_not_allowed,
  'name-taken': m.problem_name_taken,
  'no-channel': m.problem_no_channel,
  'no-webhook': m.problem_no_webhook,
  'nobody-available': m.problem_nobody_available,
  'not-deletable': m.problem_not_deletable,
  'not-editable': m.problem_not_editable,
  'not-failed': m.problem_not_failed,
  'not-found': m.problem_not_found,
  'not-offered': m.problem_not_offered,
  'not-owner': m.problem_not_owner,
  'not-picked-up': m.problem_not_picked_up,
  'not-signed-in': m.problem_not_signed_in,
  'outbox-not-used': m.problem_outbox_not_used,
  overloaded: m.problem_overloaded,
  'payload-too-large': m.problem_payload_too_large,
  'range-not-satisfiable': m.problem_range_not_satisfiable,
  'rate-limited': m.problem_rate_limited,
  'request-timeout': m.problem_request_timeout,
  'single-sign-on-required': m.problem_single_sign_on_required,
  'source-in-use': m.problem_source_in_use,
  'source-stopped': m.problem_source_stopped,
  'staff-in-use': m.problem_staff_in_use,
  timeout: m.problem_timeout,
  'too-late': m.problem_too_late,
  'totp-required': m.problem_totp_required,
  unavailable: m.problem_unavailable,
  'unknown-message': m.problem_unknown_message,
  'unknown-visitor': m.problem_unknown_visitor,
  'unreadable-secret': m.problem_unreadable_secret,
  'unseen-message': m.problem_unseen_message,
  'unsupported-media-type': m.problem_unsupported_media_type,
  'version-mismatch': m.problem_version_mismatch,
  'visitor-blocked': m.problem_visitor_blocked,
  'wrong-credentials': m.problem_wrong_credentials,
  'wrong-setup-token': m.problem_wrong_setup_token,
  'wrong-totp': m.problem_wrong_totp
};

/** By what was to be named: `of` of `notAnId`. */
const notAnId: Readonly<Record<string, () => string>> = {
  channel: m.fault_not_an_id_channel,
  chatbot: m.fault_not_an_id_chatbot,
  destination: m.fault_not_an_id_destination,
  file: m.fault_not_an_id_file,
  label: m.fault_not_an_id_label,
  message: m.fault_not_an_id_message,
  recipient: m.fault_not_an_id_recipient,
  serviceGroup: m.fault_not_an_id_service_group,
  source: m.fault_not_an_id_source,
  staff: m.fault_not_an_id_staff,
  visitor: m.fault_not_an_id_visitor
};

/** By what isn't there: `what` of `notFound`. */
const notFound: Readonly<Record<string, () => string>> = {
  channel: m.fault_not_found_channel,
  chatbot: m.fault_not_found_chatbot,
  destination: m.fault_not_found_destination,
  file: m.fault_not_found_file,
  label: m.fault_not_found_label,
  message: m.fault_not_found_message,
  recipient: m.fault_not_found_recipient,
  serviceGroup: m.fault_not_found_service_group,
  source: m.fault_not_found_source,
  staff: m.fault_not_found_staff,
  visitor: m.fault_not_found_visitor
};

/** By what belongs there: `expected` of `wrongType`. */
const wrongType: Readonly<Record<string, () => string>> = {
  boolean: m.fault_wrong_type_boolean,
  integer: m.fault_wrong_type_integer,
  list: m.fault_wrong_type_list,
  number: m.fault_wrong_type_number,
  object: m.fault_wrong_type_object,
  scalar: m.fault_wrong_type_scalar,
  string: m.fault_wrong_type_string
};

const faults: Readonly<Record<FaultCode, (params: Params) => string>> = {
  alreadyOwner: m.fault_already_owner,
  before: (params) => m.fault_before({ field: params.text('field') }),
  blank: m.fault_blank,
  brokenCharacter: m.fault_broken_character,
  duplicate: m.fault_duplicate,
  empty: m.fault_empty,
  fileNotUsable: m.fault_file_not_usable,
  hiddenCharacter: m.fault_hidden_character,
  inFuture: m.fault_in_future,
  invalidCursor: m.fault_invalid_cursor,
  invalidDate: m.fault_invalid_date,
  invalidEmail: m.fault_invalid_email,
  invalidExternalId: (params) => m.fault_invalid_external_id({ max: params.amount('max') }),
  invalidKey: (params) => m.fault_invalid_key({ max: params.amount('max') }),
  invalidName: (params) => m.fault_invalid_name({ max: params.amount('max') }),
  invalidTime: m.fault_invalid_time,
  invalidTimeOfDay: (params) => m.fault_invalid_time_of_day({ latest: params.text('latest') }),
  invalidLanguage: m.fault_invalid_language,
  invalidTimeZone: m.fault_invalid_time_zone,
  invalidUrl: m.fault_invalid_url,
  notAllowedForType: (params) => m.fault_not_allowed_for_type({ type: params.text('type') }),
  notAllowedWith: (params) => m.fault_not_allowed_with({ field: params.text('field') }),
  notAnId: (params) => params.among('of', notAnId, m.fault_not_an_id)(),
  notConfirmed: m.fault_not_confirmed,
  notFound: (params) => params.among('what', notFound, m.fault_not_found)(),
  notOneOf: (params) => {
    const allowed = params.texts('allowed');
    return allowed.length > 0
      ? m.fault_not_one_of({ allowed: listInWords(allowed, 'disjunction') })
      : m.fault_not_one_of_none();
  },
  nulCharacter: m.fault_nul_character,
  outOfRange: (params) => m.fault_out_of_range({ min: params.amount('min'), max: params.amount('max') }),
  providerUnusable: (params) => m.fault_provider_unusable({ detail: sentence(params.text('detail')) }),
  required: m.fault_required,
  requiredUnless: (params) => m.fault_required_unless({ others: listInWords(params.texts('others'), 'disjunction') }),
  sameAs: (params) =>
    params.text('field') === 'from' ? m.fault_same_as_from() : m.fault_same_as({ field: params.text('field') }),
  secretOfOtherProvider: m.fault_secret_of_other_provider,
  secretUnusable: (params) => m.fault_secret_unusable({ detail: sentence(params.text('detail')) }),
  sumTooHigh: (params) => m.fault_sum_too_high({ sum: params.percent('sum'), max: params.percent('max') }),
  timeOutOfRange: (params) => {
    const [earliest, latest] = [params.has('earliest'), params.has('latest')];
    if (earliest && latest)
      return m.fault_time_out_of_range_between({
        earliest: params.moment('earliest'),
        latest: params.moment('latest')
      });
    if (earliest) return m.fault_time_out_of_range_after({ earliest: params.moment('earliest') });
    if (latest) return m.fault_time_out_of_range_before({ latest: params.moment('latest') });
    return m.fault_time_out_of_range();
  },
  tooDeep: (params) => m.fault_too_deep({ max: params.amount('max') }),
  tooFew: (params) => m.fault_too_few({ count: params.number('min'), min: params.amount('min') }),
  tooLarge: (params) => m.fault_too_large({ max: params.amount('max') }),
  tooLong: (params) =>
    m.fault_too_long({ count: params.number('max'), max: params.amount('max'), actual: params.amount('actual') }),
  tooMany: (params) => m.fault_too_many({ count: params.number('max'), max: params.amount('max') }),
  tooShort: (params) =>
    m.fault_too_short({ count: params.number('min'), min: params.amount('min'), actual: params.amount('actual') }),
  tooSmall: (params) => m.fault_too_small({ min: params.amount('min') }),
  unknownField: (params) =>
    params.has('nearest')
      ? m.fault_unknown_field_nearest({ nearest: params.text('nearest') })
      : m.fault_unknown_field(),
  unknownParameter: (params) =>
    params.has('nearest')
      ? m.fault_unknown_parameter_nearest({ nearest: params.text('nearest') })
      : m.fault_unknown_parameter(),
  unknownVariable: (params) => m.fault_unknown_variable({ variable: `{{${params.text('name')}}}` }),
  uploadIncomplete: m.fault_upload_incomplete,
  uploadUnreadable: m.fault_upload_unreadable,
  urlWithCredentials: m.fault_url_with_credentials,
  urlWithQuery: m.fault_url_with_query,
  wrongCode: m.fault_wrong_code,
  wrongPassword: m.fault_wrong_password,
  wrongType: (params) => params.among('expected', wrongType, m.fault_wrong_type)()
};

/** What happened, as a whole sentence. */
export function problemTitle(problem: Problem): string {
  return knownTitle(problem) ?? (problem.title || problem.detail || m.api_unexpected());
}

/** What happened this time: each fault, or what the server says beyond the title, or else the title again. */
export function problemDetail(problem: Problem): string {
  if (problem.errors?.length) return sentences(problem.errors.map(faultInWords));
  return addsToTitle(problem) ? problem.detail : problemTitle(problem);
}

/** All of it where there is room for one text. */
export function problemInOneText(problem: Problem): string {
  const detail = problemDetail(problem);
  const title = problem.errors?.length ? undefined : knownTitle(problem);
  return title ? sentences([title, detail]) : detail;
}

/** What is wrong with a field, as a whole sentence that stands below it. */
export function faultInWords(fault: Fault): string {
  return wordsOf(faults, fault) ?? (sentence(fault.detail) || m.fault_not_an_id());
}

/** A problem whose texts are in the reader's language. */
export function problemInWords(problem: Problem): Problem {
  const errors = problem.errors?.map((fault) => ({ ...fault, detail: faultInWords(fault) }));
  return { ...problem, title: problemTitle(problem), detail: problemDetail(problem), ...(errors && { errors }) };
}

/** Sentences one after another, each of them once. */
export function sentences(texts: readonly string[]): string {
  const [first = '', ...others] = new Set(texts);
  return others.reduce((before, next) => m.api_sentences({ first: before, second: next }), first);
}

function knownTitle({ code }: Problem): string | undefined {
  return Object.hasOwn(titles, code) ? titles[code]?.() : undefined;
}

/** Most often the server repeats its English title. */
function addsToTitle({ title, detail }: Problem): boolean {
  return detail !== '' && detail !== title;
}

/** The server's sentences about fields have no subject, and no capital or stop. */
function sentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}
