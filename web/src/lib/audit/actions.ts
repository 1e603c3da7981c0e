import { m } from '$lib/paraglide/messages';
import type { MessagePart } from '$lib/paraglide/runtime';

interface Deed {
  /** What it is called in a list of all that there is. */
  label: () => string;
  /** Who did it to what. */
  sentence: { parts: (inputs: { name: string; subject: string }) => MessagePart[] };
}

const deeds: Record<string, Deed> = {
  'staff.created': { label: m.audit_action_staff_created, sentence: m.audit_deed_staff_created },
  'staff.updated': { label: m.audit_action_staff_updated, sentence: m.audit_deed_staff_updated },
  'staff.removed': { label: m.audit_action_staff_removed, sentence: m.audit_deed_staff_removed },
  'staff.passwordChanged': {
    label: m.audit_action_staff_password_changed,
    sentence: m.audit_deed_staff_password_changed
  },
  'staff.secondFactorTurnedOn': { label: m.audit_action_staff_two_step_on, sentence: m.audit_deed_staff_two_step_on },
  'staff.secondFactorTurnedOff': {
    label: m.audit_action_staff_two_step_off,
    sentence: m.audit_deed_staff_two_step_off
  },
  'group.created': { label: m.audit_action_group_created, sentence: m.audit_deed_group_created },
  'group.updated': { label: m.audit_action_group_updated, sentence: m.audit_deed_group_updated },
  'group.removed': { label: m.audit_action_group_removed, sentence: m.audit_deed_group_removed },
  'chatbot.created': { label: m.audit_action_chatbot_created, sentence: m.audit_deed_chatbot_created },
  'chatbot.updated': { label: m.audit_action_chatbot_updated, sentence: m.audit_deed_chatbot_updated },
  'chatbot.removed': { label: m.audit_action_chatbot_removed, sentence: m.audit_deed_chatbot_removed },
  'chatbot.revealed': { label: m.audit_action_chatbot_revealed, sentence: m.audit_deed_chatbot_revealed },
  'chatbot.secretRotated': {
    label: m.audit_action_chatbot_secret_rotated,
    sentence: m.audit_deed_chatbot_secret_rotated
  },
  'source.created': { label: m.audit_action_source_created, sentence: m.audit_deed_source_created },
  'source.updated': { label: m.audit_action_source_updated, sentence: m.audit_deed_source_updated },
  'source.replayed': { label: m.audit_action_source_replayed, sentence: m.audit_deed_source_replayed },
  'source.removed': { label: m.audit_action_source_removed, sentence: m.audit_deed_source_removed },
  'source.revealed': { label: m.audit_action_source_revealed, sentence: m.audit_deed_source_revealed },
  'source.tokenRotated': { label: m.audit_action_source_token_rotated, sentence: m.audit_deed_source_token_rotated },
  'source.secretRotated': { label: m.audit_action_source_secret_rotated, sentence: m.audit_deed_source_secret_rotated },
  'channel.created': { label: m.audit_action_channel_created, sentence: m.audit_deed_channel_created },
  'channel.updated': { label: m.audit_action_channel_updated, sentence: m.audit_deed_channel_updated },
  'channel.suspended': { label: m.audit_action_channel_suspended, sentence: m.audit_deed_channel_suspended },
  'channel.resumed': { label: m.audit_action_channel_resumed, sentence: m.audit_deed_channel_resumed },
  'channel.archived': { label: m.audit_action_channel_archived, sentence: m.audit_deed_channel_archived },
  'label.created': { label: m.audit_action_label_created, sentence: m.audit_deed_label_created },
  'label.updated': { label: m.audit_action_label_updated, sentence: m.audit_deed_label_updated },
  'label.removed': { label: m.audit_action_label_removed, sentence: m.audit_deed_label_removed },
  'cannedResponse.created': {
    label: m.audit_action_canned_response_created,
    sentence: m.audit_deed_canned_response_created
  },
  'cannedResponse.updated': {
    label: m.audit_action_canned_response_updated,
    sentence: m.audit_deed_canned_response_updated
  },
  'cannedResponse.removed': {
    label: m.audit_action_canned_response_removed,
    sentence: m.audit_deed_canned_response_removed
  },
  'stickyBinding.removed': {
    label: m.audit_action_sticky_binding_removed,
    sentence: m.audit_deed_sticky_binding_removed
  },
  'apiToken.created': { label: m.audit_action_api_token_created, sentence: m.audit_deed_api_token_created },
  'apiToken.removed': { label: m.audit_action_api_token_removed, sentence: m.audit_deed_api_token_removed },
  'singleSignOn.updated': {
    label: m.audit_action_single_sign_on_updated,
    sentence: m.audit_deed_single_sign_on_updated
  },
  'singleSignOn.removed': {
    label: m.audit_action_single_sign_on_removed,
    sentence: m.audit_deed_single_sign_on_removed
  },
  'staff.singleSignOnLinked': {
    label: m.audit_action_single_sign_on_linked,
    sentence: m.audit_deed_single_sign_on_linked
  },
  'staff.singleSignOnUnlinked': {
    label: m.audit_action_single_sign_on_unlinked,
    sentence: m.audit_deed_single_sign_on_unlinked
  },
  'settings.updated': { label: m.audit_action_settings_updated, sentence: m.audit_deed_settings_updated }
};

export const actions: readonly string[] = Object.keys(deeds);

export function actionLabel(action: string): string {
  return deeds[action]?.label() ?? action;
}

/** Who did what to what. Of a newer server's kinds the word itself is shown. */
export function deedInParts(action: string, name: string, subject: string): MessagePart[] {
  return deeds[action]?.sentence.parts({ name, subject }) ?? m.audit_deed_other.parts({ name, action, subject });
}
