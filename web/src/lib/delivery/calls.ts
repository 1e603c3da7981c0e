import { answer, api } from '$lib/api/client';
import type {
  Delivery,
  DeliveryStats,
  DeliveryWithAttempts,
  Replayed,
  SourceEvent,
  TestEventResult
} from '$lib/api/names';

/** Where a delivery stands. */
export type Progress = Delivery['state'];

/** Which deliveries a list shows; what is empty doesn't filter. */
export interface DeliveryFilter {
  state: string;
  sourceId: string;
  visitorId: string;
  event: string;
}

export const NO_FILTER: DeliveryFilter = { state: '', sourceId: '', visitorId: '', event: '' };

export function listDeliveries(filter: DeliveryFilter, cursor?: string, limit = 50) {
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  return answer(
    api.GET('/api/v1/deliveries', { params: { query: { ...given, limit, ...(cursor ? { cursor } : {}) } } })
  );
}

export function getDelivery(id: string): Promise<DeliveryWithAttempts> {
  return answer(api.GET('/api/v1/deliveries/{id}', { params: { path: { id } } }));
}

export function retryDelivery(id: string): Promise<DeliveryWithAttempts> {
  return answer(api.POST('/api/v1/deliveries/{id}/retry', { params: { path: { id } } }));
}

export function getStats(sourceId: string): Promise<DeliveryStats> {
  return answer(api.GET('/api/v1/sources/{id}/delivery-stats', { params: { path: { id: sourceId } } }));
}

export function sendTestEvent(sourceId: string, type: SourceEvent): Promise<TestEventResult> {
  return answer(api.POST('/api/v1/sources/{id}/test-event', { params: { path: { id: sourceId } }, body: { type } }));
}

export function replaySince(sourceId: string, since: string, until?: string): Promise<Replayed> {
  const body = { since, ...(until ? { until } : {}) };
  return answer(api.POST('/api/v1/sources/{id}/replay', { params: { path: { id: sourceId } }, body }));
}
