/** The parts of the API that a token can be let into, as people know them. */
export const areas: readonly { name: string; label: string; detail?: string; may?: 'read' | 'write' }[] = [
  { name: 'enquiries', label: 'Enquiries and their conversations' },
  { name: 'visitors', label: 'Visitors' },
  { name: 'files', label: 'Files' },
  { name: 'channels', label: 'Channels' },
  { name: 'routing', label: 'Trying routing rules' },
  { name: 'sources', label: 'Sources, with their credentials' },
  { name: 'deliveries', label: 'Deliveries' },
  { name: 'staff', label: 'Staff' },
  {
    name: 'access',
    label: 'Staff access',
    detail: 'Roles, passwords, sign-in addresses and two-step verification. A program with this can make anyone an administrator.',
    may: 'write'
  },
  { name: 'service-groups', label: 'Service groups' },
  { name: 'chatbots', label: 'Chatbots, with their secrets' },
  { name: 'labels', label: 'Labels' },
  { name: 'canned-responses', label: 'Canned responses' },
  { name: 'sticky-bindings', label: 'Sticky bindings' },
  { name: 'settings', label: 'Workspace settings' },
  { name: 'roles', label: 'Roles', may: 'read' },
  { name: 'audit-log', label: 'Audit log', may: 'read' }
];
