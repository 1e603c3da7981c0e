import type { Enquiry, Message, Role, Staff } from '$lib/api/names';

interface Viewer {
  id: string;
  role: Role;
  serviceGroupIds: readonly string[];
}

type Colleague = Pick<Staff, 'id' | 'serviceGroupIds'>;

/** How long after it closed an enquiry can be opened again. */
const REOPEN_WITHIN_MS = 24 * 3_600_000;

function isHandled(enquiry: Enquiry): boolean {
  return enquiry.status === 'ongoing' || enquiry.status === 'followedUp';
}

/** Sees it by role: a supervisor what a service group of theirs was asked, or somebody in one. */
function sees(enquiry: Enquiry, viewer: Viewer, staff: readonly Colleague[]): boolean {
  if (viewer.role === 'administrator') return true;
  if (viewer.role === 'agent') return false;
  const ours = (groupId: string) => viewer.serviceGroupIds.includes(groupId);
  const asked = staff.filter((colleague) => enquiry.askedIds.includes(colleague.id));
  return enquiry.destinationIds.some(ours) || asked.some((colleague) => colleague.serviceGroupIds.some(ours));
}

/** What this viewer may do with an enquiry, whose colleagues are `staff`; the server has the last word. */
export function rightsIn(enquiry: Enquiry, viewer: Viewer, staff: readonly Colleague[], now: number) {
  const owns = enquiry.ownerId === viewer.id;
  const oversees = sees(enquiry, viewer, staff);
  const handles = isHandled(enquiry) && (owns || oversees);
  const takesPart = owns || enquiry.participantIds.includes(viewer.id);
  const closedAt = enquiry.closedAt ? Date.parse(enquiry.closedAt) : null;
  return {
    handle: handles,
    takeOver: isHandled(enquiry) && !owns && oversees,
    label: takesPart || oversees,
    block: takesPart || oversees,
    leave: isHandled(enquiry) && enquiry.participantIds.includes(viewer.id),
    reopen: closedAt !== null && now - closedAt < REOPEN_WITHIN_MS && (owns || oversees),
    note: isHandled(enquiry) && (takesPart || oversees)
  };
}

/** May they send a message again that failed, while `present` is the enquiry of its room that is not closed? */
export function maySendAgain(
  { author }: Pick<Message, 'author'>,
  present: Enquiry | undefined,
  viewerId: string
): boolean {
  if (present?.ownerId) return present.ownerId === viewerId;
  return author.kind === 'staff' && author.staffId === viewerId;
}
