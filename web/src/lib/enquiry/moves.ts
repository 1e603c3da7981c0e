import { answer, type Api } from '$lib/api/client';
import type { Enquiry, Message, TraceEntry, Visitor } from '$lib/api/names';

export type TransferMode = 'blind' | 'loopback';

/** What staff do with an enquiry beside answering. Each answers the enquiry as it is then. */
export function enquiryMoves(api: Api, id: string) {
  const params = { path: { id } };
  return {
    decline: (): Promise<Enquiry> => answer(api.POST('/api/v1/enquiries/{id}/decline', { params })),
    transfer: (to: string, mode: TransferMode, note: string): Promise<Enquiry> =>
      answer(api.POST('/api/v1/enquiries/{id}/transfer', { params, body: { to, mode, ...(note ? { note } : {}) } })),
    cancelTransfer: (): Promise<Enquiry> => answer(api.POST('/api/v1/enquiries/{id}/cancel-transfer', { params })),
    takeOver: (): Promise<Enquiry> => answer(api.POST('/api/v1/enquiries/{id}/take-over', { params })),
    participants: (change: { add?: string[]; remove?: string[] }): Promise<Enquiry> =>
      answer(api.POST('/api/v1/enquiries/{id}/participants', { params, body: change })),
    snooze: (until: string | null): Promise<Enquiry> =>
      answer(api.POST('/api/v1/enquiries/{id}/snooze', { params, body: { until } })),
    reopen: (): Promise<Enquiry> => answer(api.POST('/api/v1/enquiries/{id}/reopen', { params })),
    label: (labelIds: string[]): Promise<Enquiry> =>
      answer(api.PUT('/api/v1/enquiries/{id}/labels', { params, body: { labelIds } })),
    async trace(): Promise<TraceEntry[]> {
      return (await answer(api.GET('/api/v1/enquiries/{id}/trace', { params }))).items;
    }
  };
}

export function blockVisitor(api: Api, id: string, blocked: boolean): Promise<Visitor> {
  return answer(api.POST('/api/v1/visitors/{id}/block', { params: { path: { id } }, body: { blocked } }));
}

export function writeFirst(api: Api, visitorId: string, clientId: string, text: string): Promise<Message> {
  return answer(
    api.POST('/api/v1/visitors/{id}/messages', {
      params: { path: { id: visitorId } },
      body: { clientId, type: 'text', text }
    })
  );
}
