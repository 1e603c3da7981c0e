import type { Enquiry, Role } from '$lib/api/names';

interface Viewer {
  id: string;
  role: Role;
  serviceGroupIds: readonly string[];
}

/** How long after it closed an enquiry can be opened again. */
const REOPEN_WITHIN_MS = 24 * 3_600_000;

function isHandled(enquiry: Enquiry): boolean {
  return enquiry.status === 'ongoing' || enquiry.status === 'followedUp';
}

/** Sees it by role. A supervisor is shown no other enquiries than those they oversee, take part in, or are offered. */
function oversees(enquiry: Enquiry, viewer: Viewer): boolean {
  if (viewer.role === 'administrator') return true;
  return viewer.role === 'supervisor' && enquiry.destinationId != null && viewer.serviceGroupIds.includes(enquiry.destinationId);
}

/** What this viewer may do with an enquiry; the server has the last word. */
export function rightsIn(enquiry: Enquiry, viewer: Viewer, now: number) {
  const owns = enquiry.ownerId === viewer.id;
  const handles = isHandled(enquiry) && (owns || oversees(enquiry, viewer));
  const closedAt = enquiry.closedAt ? Date.parse(enquiry.closedAt) : null;
  return {
    handle: handles,
    takeOver: isHandled(enquiry) && !owns && oversees(enquiry, viewer),
    label: owns || enquiry.participantIds.includes(viewer.id) || oversees(enquiry, viewer),
    leave: isHandled(enquiry) && enquiry.participantIds.includes(viewer.id),
    reopen: closedAt !== null && now - closedAt < REOPEN_WITHIN_MS && (owns || oversees(enquiry, viewer)),
    note: isHandled(enquiry) && (owns || enquiry.participantIds.includes(viewer.id) || oversees(enquiry, viewer))
  };
}
