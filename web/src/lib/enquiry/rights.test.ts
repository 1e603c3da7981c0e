import { describe, expect, it } from 'vitest';
import type { Role } from '$lib/api/names';
import { sampleEnquiry, sampleMessage } from '$lib/api/samples';
import { maySendAgain, rightsIn } from './rights';

const now = Date.parse('2026-11-23T12:00:00Z');
const viewer = (role: Role, id = 'stf_me', serviceGroupIds = ['grp_1']) => ({ id, role, serviceGroupIds });

describe('rights', () => {
  const mine = sampleEnquiry({ status: 'ongoing', ownerId: 'stf_me', destinationIds: ['grp_1', 'grp_2'] });
  const theirs = sampleEnquiry({ status: 'ongoing', ownerId: 'stf_other', destinationIds: ['grp_1', 'grp_2'] });
  const staff = [{ id: 'stf_other', serviceGroupIds: ['grp_1'] }];

  it('let the owner handle', () => {
    expect(rightsIn(mine, viewer('agent'), staff, now)).toMatchObject({
      handle: true,
      takeOver: false,
      label: true,
      block: true,
      note: true
    });
  });

  it('let supervisors of the group look on, note and take over, and agents not', () => {
    expect(rightsIn(theirs, viewer('supervisor'), staff, now)).toMatchObject({
      handle: true,
      takeOver: true,
      note: true
    });
    expect(rightsIn(theirs, viewer('supervisor', 'stf_me', []), staff, now)).toMatchObject({
      handle: false,
      takeOver: false
    });
    expect(rightsIn(theirs, viewer('agent'), staff, now)).toMatchObject({
      handle: false,
      takeOver: false,
      note: false
    });
  });

  it('let supervisors see to what was put to somebody of theirs alone', () => {
    const handedTo = (askedIds: string[]) => sampleEnquiry({ status: 'ongoing', ownerId: 'stf_other', askedIds });
    expect(rightsIn(handedTo(['stf_other']), viewer('supervisor'), staff, now).takeOver).toBe(true);
    expect(rightsIn(handedTo(['stf_third']), viewer('supervisor'), staff, now).takeOver).toBe(false);
  });

  it('end a day after closing', () => {
    const closed = (closedAt: string) => sampleEnquiry({ status: 'closed', ownerId: 'stf_me', closedAt });
    expect(rightsIn(closed('2026-11-22T12:00:01Z'), viewer('agent'), staff, now).reopen).toBe(true);
    expect(rightsIn(closed('2026-11-22T12:00:00Z'), viewer('agent'), staff, now).reopen).toBe(false);
  });
});

describe('a failed message', () => {
  const by = (staffId: string) => sampleMessage(1, { author: { kind: 'staff', staffId } });
  const automatic = sampleMessage(2, { author: { kind: 'system' } });

  it('is sent again by the owner alone, whoever wrote it', () => {
    const present = sampleEnquiry({ ownerId: 'stf_owner', participantIds: ['stf_writer'] });
    for (const message of [by('stf_writer'), by('stf_owner'), automatic]) {
      expect(maySendAgain(message, present, 'stf_owner')).toBe(true);
      expect(maySendAgain(message, present, 'stf_writer')).toBe(false);
    }
  });

  it('is sent again by whoever wrote it while nobody owns the enquiry, or none is under way', () => {
    for (const present of [sampleEnquiry({ status: 'missed', ownerId: null }), undefined]) {
      expect(maySendAgain(by('stf_writer'), present, 'stf_writer')).toBe(true);
      expect(maySendAgain(by('stf_writer'), present, 'stf_other')).toBe(false);
      expect(maySendAgain(automatic, present, 'stf_writer')).toBe(false);
    }
  });
});
