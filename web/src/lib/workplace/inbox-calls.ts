import { answer, answerWithHeaders, type Api } from '$lib/api/client';
import type { Enquiry } from '$lib/api/names';

export interface EnquiryPage {
  items: Enquiry[];
  nextCursor: string | null;
  /** Where the event stream stood when the list was read. */
  streamCursor: string | null;
}

export interface EnquiryFilter {
  status?: string;
  q?: string;
  cursor?: string;
  limit?: number;
}

/** The calls that the inbox makes; tests give their own. */
export interface InboxCalls {
  list(filter: EnquiryFilter): Promise<EnquiryPage>;
  enquiry(id: string): Promise<Enquiry>;
  pickUp(id: string): Promise<Enquiry>;
  close(id: string, labelIds?: string[]): Promise<Enquiry>;
}

export function inboxCalls(api: Api): InboxCalls {
  return {
    async list(filter) {
      const { data, headers } = await answerWithHeaders(api.GET('/api/v1/enquiries', { params: { query: filter } }));
      return {
        items: data.items,
        nextCursor: data.nextCursor ?? null,
        streamCursor: headers.get('causeway-cursor')
      };
    },
    enquiry: (id) => answer(api.GET('/api/v1/enquiries/{id}', { params: { path: { id } } })),
    pickUp: (id) => answer(api.POST('/api/v1/enquiries/{id}/pick-up', { params: { path: { id } } })),
    close: (id, labelIds) =>
      answer(api.POST('/api/v1/enquiries/{id}/close', { params: { path: { id } }, body: labelIds ? { labelIds } : {} }))
  };
}
