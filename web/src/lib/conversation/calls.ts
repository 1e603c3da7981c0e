import { answer, type Api } from '$lib/api/client';
import type { Enquiry, Message } from '$lib/api/names';
import { messageType, type KeptFile } from './upload.svelte';

export interface MessagePage {
  items: Message[];
  hasMore: boolean;
}

/** The calls that a conversation makes; tests give their own. */
export interface ConversationCalls {
  latest(): Promise<MessagePage>;
  before(sequence: number): Promise<MessagePage>;
  send(clientId: string, text: string, file?: KeptFile): Promise<Message>;
  note(clientId: string, text: string): Promise<Message>;
  retry(messageId: string): Promise<Message>;
  takeBack(messageId: string): Promise<Message>;
  read(upTo: number): Promise<Enquiry>;
  typing(typing: boolean): Promise<void>;
}

/** Messages asked for at once: about three screens. */
const PAGE_SIZE = 60;

export function conversationCalls(api: Api, enquiryId: string): ConversationCalls {
  const path = { id: enquiryId };
  const page = (before?: number) =>
    answer(
      api.GET('/api/v1/enquiries/{id}/messages', {
        params: { path, query: before === undefined ? { limit: PAGE_SIZE } : { limit: PAGE_SIZE, before } }
      })
    );
  return {
    latest: () => page(),
    before: (sequence) => page(sequence),
    send(clientId, text, file) {
      const media = file && { type: messageType(file.mimeType), attachment: { fileId: file.fileId } };
      // A file needs no words.
      const words = text === '' ? {} : { text };
      const body = { clientId, type: 'text' as const, ...words, ...media };
      return answer(api.POST('/api/v1/enquiries/{id}/messages', { params: { path }, body }));
    },
    note: (clientId, text) =>
      answer(api.POST('/api/v1/enquiries/{id}/notes', { params: { path }, body: { clientId, text } })),
    retry: (messageId) =>
      answer(
        api.POST('/api/v1/enquiries/{id}/messages/{messageId}/retry', { params: { path: { ...path, messageId } } })
      ),
    takeBack: (messageId) =>
      answer(api.DELETE('/api/v1/enquiries/{id}/messages/{messageId}', { params: { path: { ...path, messageId } } })),
    read: (upTo) => answer(api.POST('/api/v1/enquiries/{id}/read', { params: { path }, body: { upTo } })),
    async typing(typing) {
      await answer(api.POST('/api/v1/enquiries/{id}/typing', { params: { path }, body: { typing } }));
    }
  };
}
