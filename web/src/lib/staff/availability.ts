import type { Availability, Role } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

export const availabilityName: Record<Availability, () => string> = {
  active: m.staff_availability_active,
  busy: m.staff_availability_busy,
  idle: m.staff_availability_idle,
  offline: m.staff_availability_offline
};

export const availabilityColour: Record<Availability, string> = {
  active: 'var(--moss)',
  busy: 'var(--brick)',
  idle: 'var(--lantern)',
  offline: 'var(--line-strong)'
};

export const roleName: Record<Role, () => string> = {
  administrator: m.role_administrator,
  supervisor: m.role_supervisor,
  agent: m.role_agent
};

export const roleMeaning: Record<Role, () => string> = {
  administrator: m.staff_role_administrator_detail,
  supervisor: m.staff_role_supervisor_detail,
  agent: m.staff_role_agent_detail
};
