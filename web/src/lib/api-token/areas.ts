import { m } from '$lib/paraglide/messages';

/** The parts of the API that a token can be let into, as people know them. */
export const areas: readonly { name: string; label: () => string; detail?: () => string; may?: 'read' | 'write' }[] = [
  { name: 'enquiries', label: m.api_token_area_enquiries },
  { name: 'visitors', label: m.api_token_area_visitors },
  { name: 'files', label: m.api_token_area_files },
  { name: 'channels', label: m.api_token_area_channels },
  { name: 'routing', label: m.api_token_area_routing },
  { name: 'sources', label: m.api_token_area_sources },
  { name: 'deliveries', label: m.api_token_area_deliveries },
  { name: 'staff', label: m.api_token_area_staff },
  {
    name: 'access',
    label: m.api_token_area_access,
    detail: m.api_token_area_access_detail,
    may: 'write'
  },
  { name: 'service-groups', label: m.api_token_area_service_groups },
  { name: 'chatbots', label: m.api_token_area_chatbots },
  { name: 'labels', label: m.api_token_area_labels },
  { name: 'canned-responses', label: m.api_token_area_canned_responses },
  { name: 'sticky-bindings', label: m.api_token_area_sticky_bindings },
  { name: 'settings', label: m.api_token_area_settings },
  { name: 'roles', label: m.api_token_area_roles, may: 'read' },
  { name: 'audit-log', label: m.api_token_area_audit_log, may: 'read' }
];
