import type { Availability, Role } from '$lib/api/names';

export const availabilityName: Record<Availability, string> = {
  active: 'Active',
  busy: 'Busy',
  idle: 'Idle',
  offline: 'Offline'
};

export const availabilityColour: Record<Availability, string> = {
  active: 'var(--moss)',
  busy: 'var(--brick)',
  idle: 'var(--lantern)',
  offline: 'var(--line-strong)'
};

export const roleName: Record<Role, string> = {
  administrator: 'Administrator',
  supervisor: 'Supervisor',
  agent: 'Agent'
};

export const roleMeaning: Record<Role, string> = {
  administrator: 'Everything: also channels, routing, staff, workspace settings and the audit log.',
  supervisor: 'Sees, takes over and hands on the enquiries of their service groups. Keeps labels, shared canned responses and sticky bindings.',
  agent: 'Answers enquiries that are offered to them, missed ones and their own.'
};
