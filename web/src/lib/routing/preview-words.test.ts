import { describe, expect, it } from 'vitest';
import type { RoutingPreview } from '$lib/api/names';
import { previewInWords } from './preview-words';

const names: Record<string, string> = {
  grp_sales: 'Sales',
  bot_robin: 'Robin',
  stf_ann: 'Ann Lee',
  stf_bob: 'Bob Ray'
};
const step = (destinationId: string, skipped: string | null, ...staffIds: string[]) => ({
  destinationId,
  skipped,
  staffIds
});
const told = (...steps: RoutingPreview['steps']) =>
  previewInWords({ decisions: [], destinations: [], steps, trace: [] }, (id) => names[id] ?? id);

describe('who would get an enquiry', () => {
  it('begins with what the rule decides', () => {
    const decisions: RoutingPreview['decisions'] = [{ code: 'noDestination', text: 'The server’s sentence.' }];
    expect(previewInWords({ decisions, destinations: [], steps: [], trace: [] }, String)).toEqual([
      'The rule has no destination here.',
      'No one would be asked: the enquiry would be missed.'
    ]);
  });

  it('names the people who would be asked, and a person or a chatbot once', () => {
    expect(
      told(step('grp_sales', null, 'stf_ann', 'stf_bob'), step('bot_robin', null), step('stf_ann', null, 'stf_ann'))
    ).toEqual([
      'Sales would be asked now: Ann Lee and Bob Ray.',
      'Robin would be asked now.',
      'Ann Lee would be asked now.'
    ]);
  });

  it('tells why a destination would be skipped, and that the enquiry would be missed when all are', () => {
    expect(told(step('grp_sales', 'language'), step('bot_robin', 'brandNew'))).toEqual([
      'Sales would be skipped: it doesn’t speak the visitor’s language.',
      'Robin would be skipped.',
      'No one would be asked: the enquiry would be missed.'
    ]);
  });

  it('is not missed where it would wait', () => {
    expect(told(step('grp_sales', 'full'))).toEqual([
      'The enquiry would wait at Sales: everyone there is at capacity now.'
    ]);
  });
});
