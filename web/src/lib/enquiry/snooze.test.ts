import { describe, expect, it } from 'vitest';
import { snoozeChoices, type SnoozeChoice } from './snooze';

describe('snooze choices', () => {
  it('lie ahead, on the clock of whoever asks', () => {
    // A Monday.
    const morning = snoozeChoices(new Date(2026, 10, 23, 10, 30));
    expect(morning.map((choice) => choice.at)).toEqual([
      new Date(2026, 10, 23, 11, 30),
      new Date(2026, 10, 23, 18),
      new Date(2026, 10, 24, 9),
      new Date(2026, 10, 30, 9)
    ]);
    const labels = (choices: SnoozeChoice[]) => choices.map(({ label }) => label({ time: '18:00' }));
    expect(labels(morning)).toContain('This evening, 18:00');
    expect(labels(snoozeChoices(new Date(2026, 10, 23, 18, 0)))).not.toContain('This evening, 18:00');
    expect(snoozeChoices(new Date(2026, 10, 29, 12)).at(-1)?.at).toEqual(new Date(2026, 10, 30, 9));
  });
});
