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
  administrator: 'Everything, settings included',
  supervisor: 'Enquiries and staff of their service groups',
  agent: 'Enquiries offered to them, and their own'
};
