import { answer, api, ifMatch } from '$lib/api/client';
import type { Chatbot } from '$lib/api/names';

/** What an administrator says of a chatbot. Without an address the present one stays. */
export interface ChatbotForm {
  name: string;
  webhookUrl?: string;
  answerSeconds: number;
  quietMinutes: number;
}

/** Its secret is told when it is made, and on request. */
export type CreatedChatbot = Chatbot & { signingSecret: string };

const at = (id: string) => ({ params: { path: { id } } });

export function createChatbot(form: ChatbotForm & { signingSecret?: string }): Promise<CreatedChatbot> {
  // An empty address counts as none, which the server answers at its field.
  return answer(api.POST('/api/v1/chatbots', { body: { webhookUrl: '', ...form } }));
}

export function changeChatbot(chatbot: Chatbot, form: ChatbotForm): Promise<Chatbot> {
  const params = { path: { id: chatbot.id }, header: { 'If-Match': ifMatch(chatbot.version) } };
  return answer(api.PATCH('/api/v1/chatbots/{id}', { params, body: form }));
}

export async function removeChatbot(id: string): Promise<void> {
  await answer(api.DELETE('/api/v1/chatbots/{id}', at(id)));
}

export async function revealSecret(id: string): Promise<string> {
  return (await answer(api.POST('/api/v1/chatbots/{id}/reveal', at(id)))).signingSecret;
}

export async function rotateSecret(id: string, overlapSeconds: number): Promise<string> {
  return (await answer(api.POST('/api/v1/chatbots/{id}/rotate-secret', { ...at(id), body: { overlapSeconds } })))
    .signingSecret;
}
