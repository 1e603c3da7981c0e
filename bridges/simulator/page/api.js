// Calls to the simulator's own endpoints.

/** Calls an endpoint. Throws an error with a message for people if the call fails. */
async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body)
    });
  } catch {
    throw new Error('The simulator can’t be reached. Is it still running?');
  }
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const title = problem.title ?? `The simulator returned ${answer.status}`;
    throw new Error(title.charAt(0).toUpperCase() + title.slice(1));
  }
  return answer.status === 204 ? null : answer.json();
}

const phonePath = (phoneId) => `/phones/${encodeURIComponent(phoneId)}`;
const messagePath = (phoneId, messageId) => `${phonePath(phoneId)}/messages/${encodeURIComponent(messageId)}`;

export const addPhone = (name) => call('POST', '/phones', { name });
export const sendMessage = (phoneId, message) => call('POST', `${phonePath(phoneId)}/messages`, message);
export const editMessage = (phoneId, messageId, text) => call('PUT', messagePath(phoneId, messageId), { text });
export const deleteMessage = (phoneId, messageId) => call('DELETE', messagePath(phoneId, messageId));
export const setLooking = (phoneId, looking) => call('PUT', `${phonePath(phoneId)}/looking`, { looking });
export const setTyping = (phoneId, typing) => call('PUT', `${phonePath(phoneId)}/typing`, { typing });
export const endConversation = (phoneId) => call('POST', `${phonePath(phoneId)}/end`);
export const setSwitch = (value) => call('PUT', '/switch', value);
export const connect = (settings) => call('POST', '/connect', settings);
export const disconnect = () => call('POST', '/disconnect');
