import { describe, expect, it } from 'vitest';
import { sampleStorage } from '$lib/api/samples';
import { Kept } from './kept.svelte';

const base = { name: 'Sales', members: ['a'], wait: 60 as number | null };

function form(storage = sampleStorage(), begins = base) {
  const fields = { current: structuredClone(begins) };
  const kept = new Kept('form', storage, fields.current, (next) => (fields.current = next));
  return { storage, fields, kept };
}

describe('a form', () => {
  it('begins with what was typed before', () => {
    const { storage, kept } = form();
    kept.note({ ...base, name: 'Sales team', members: ['a', 'b'] });
    const again = form(storage);
    expect(again.kept.restored).toBe(true);
    expect(again.fields.current).toEqual({ name: 'Sales team', members: ['a', 'b'], wait: 60 });
  });

  it('keeps nothing once it is as it was, saved, or started over', () => {
    const ends: ((kept: Kept<typeof base>) => void)[] = [
      (kept) => kept.note({ ...base }),
      (kept) => kept.saved(base),
      (kept) => kept.startOver()
    ];
    for (const end of ends) {
      const { storage, kept } = form();
      kept.note({ ...base, name: 'x' });
      end(kept);
      expect(form(storage).kept.restored).toBe(false);
    }
  });

  it('starts over with how it began', () => {
    const { storage, kept } = form();
    kept.note({ ...base, name: 'x' });
    const again = form(storage);
    again.kept.startOver();
    expect(again.fields.current).toEqual(base);
    expect(again.kept.restored).toBe(false);
  });

  it('takes over only the fields that were typed in, when somebody else changed the rest meanwhile', () => {
    const { storage, kept } = form();
    kept.note({ ...base, name: 'Sales team' });
    const again = form(storage, { name: 'Sales', members: ['a', 'c'], wait: 90 });
    expect(again.fields.current).toEqual({ name: 'Sales team', members: ['a', 'c'], wait: 90 });
  });

  it('goes on from what was saved', () => {
    const { storage, kept } = form();
    const saved = { ...base, name: 'Sales team' };
    kept.saved(saved);
    kept.note({ ...saved, wait: null });
    expect(form(storage, saved).fields.current).toEqual({ ...saved, wait: null });
  });

  it.each(['', '{', '[]', '"x"', '{"typed":1}'])('survives %j in its storage', (stored) => {
    const storage = sampleStorage();
    storage.setItem('form', stored);
    expect(form(storage).fields.current).toEqual(base);
  });
});
