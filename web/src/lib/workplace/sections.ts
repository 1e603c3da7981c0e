import type { Enquiry, Role } from '$lib/api/names';

/** Who is looking at the list. */
export interface Viewer {
  id: string;
  role: Role;
}

export type SectionName = 'offers' | 'mine' | 'missed' | 'snoozed' | 'team' | 'closed';

export type Sections = Readonly<Record<SectionName, readonly Enquiry[]>>;

/** The offer of this enquiry that this viewer may take up, if there is one: of an open one, or of one that a colleague hands on. */
export function offerTo(enquiry: Enquiry, staffId: string) {
  return enquiry.offers.find((offer) => offer.staffId === staffId);
}

/** Whether this viewer may pick an enquiry up: agents need an offer, others oversee it. */
export function mayPickUp(enquiry: Enquiry, viewer: Viewer): boolean {
  if (enquiry.status === 'missed') return true;
  return offerTo(enquiry, viewer.id) !== undefined || (enquiry.status === 'open' && viewer.role !== 'agent');
}

/** The last time that anything was said or done, by which the lists are ordered. */
export function activityAt(enquiry: Enquiry): number {
  return Date.parse(enquiry.lastActivityAt);
}

/** Which section of the viewer's list an enquiry stands in; `null` where it is none of their business. */
export function sectionOf(enquiry: Enquiry, viewer: Viewer): SectionName | null {
  switch (enquiry.status) {
    case 'closed':
      return 'closed';
    case 'missed':
      return 'missed';
    case 'open':
      if (offerTo(enquiry, viewer.id)) return 'offers';
      return viewer.role === 'agent' ? null : 'team';
    case 'ongoing':
    case 'followedUp':
      if (offerTo(enquiry, viewer.id)) return 'offers';
      if (enquiry.ownerId === viewer.id && enquiry.snoozedUntil) return 'snoozed';
      if (enquiry.ownerId === viewer.id || enquiry.participantIds.includes(viewer.id)) return 'mine';
      return viewer.role === 'agent' ? null : 'team';
  }
}

/** Sorts enquiries into the sections of the viewer's list, the latest activity first. */
export function intoSections(enquiries: Iterable<Enquiry>, viewer: Viewer): Sections {
  const sections: Record<SectionName, Enquiry[]> = {
    offers: [],
    mine: [],
    missed: [],
    snoozed: [],
    team: [],
    closed: []
  };
  for (const enquiry of enquiries) {
    const section = sectionOf(enquiry, viewer);
    if (section) sections[section].push(enquiry);
  }
  for (const list of Object.values(sections)) list.sort((a, b) => activityAt(b) - activityAt(a));
  // Whoever has waited longest is offered on top.
  sections.offers.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
  return sections;
}
