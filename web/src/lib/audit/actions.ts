/** What somebody did, as it stands between their name and the name of the thing. */
const deeds: Record<string, string> = {
  'staff.created': 'added the staff member',
  'staff.updated': 'changed the staff member',
  'staff.removed': 'removed the staff member',
  'staff.passwordChanged': 'chose another password for',
  'staff.secondFactorTurnedOn': 'turned the second factor on for',
  'staff.secondFactorTurnedOff': 'turned the second factor off for',
  'group.created': 'added the service group',
  'group.updated': 'changed the service group',
  'group.removed': 'removed the service group',
  'chatbot.created': 'added the chatbot',
  'chatbot.updated': 'changed the chatbot',
  'chatbot.removed': 'removed the chatbot',
  'chatbot.revealed': 'read the signing secret of the chatbot',
  'chatbot.secretRotated': 'rotated the signing secret of the chatbot',
  'source.created': 'added the source',
  'source.updated': 'changed the source',
  'source.replayed': 'sent again what was sent to the source',
  'source.removed': 'removed the source',
  'source.revealed': 'read the credentials of the source',
  'source.tokenRotated': 'rotated the access token of the source',
  'source.secretRotated': 'rotated the signing secret of the source',
  'channel.created': 'added the channel',
  'channel.updated': 'changed the channel',
  'channel.suspended': 'suspended the channel',
  'channel.resumed': 'resumed the channel',
  'channel.archived': 'archived the channel',
  'label.created': 'added the label',
  'label.updated': 'changed the label',
  'label.removed': 'removed the label',
  'cannedResponse.created': 'added the canned response',
  'cannedResponse.updated': 'changed the canned response',
  'cannedResponse.removed': 'removed the canned response',
  'stickyBinding.removed': 'removed the sticky binding of',
  'apiToken.created': 'made the API token',
  'apiToken.removed': 'removed the API token',
  'singleSignOn.updated': 'set single sign-on with',
  'singleSignOn.removed': 'removed single sign-on with',
  'staff.singleSignOnLinked': 'signed in for the first time by single sign-on as',
  'staff.singleSignOnUnlinked': 'ended the link to single sign-on of',
  'settings.updated': 'changed the settings of'
};

export const actions: readonly string[] = Object.keys(deeds);

/** Of a newer server's kinds the word itself is shown. */
export function deedOf(action: string): string {
  return deeds[action] ?? action;
}
