import { describe, expect, it } from 'vitest';
import { Chime, GENTLE, type AudioOutput } from './chime';

/** An output that notes which tones begin when, and where they lead. */
function setUp(state: AudioContextState = 'running') {
  const played: { hertz: number; at: number }[] = [];
  const counts = { opened: 0, resumed: 0, heard: 0 };
  const loudness: number[] = [];
  const destination = {};
  const output = {
    state,
    currentTime: 10,
    destination,
    resume: () => Promise.resolve(void (counts.resumed += 1)),
    createGain: () => ({
      gain: {
        setValueAtTime: (value: number) => void loudness.push(value),
        exponentialRampToValueAtTime: () => undefined
      },
      connect: (to: unknown) => void (counts.heard += to === destination ? 1 : 0)
    }),
    createOscillator: () => {
      const frequency = { value: 0 };
      return {
        frequency,
        connect: <T>(to: T) => to,
        start: (at: number) => void played.push({ hertz: frequency.value, at }),
        stop: () => undefined
      };
    }
  } as unknown as AudioOutput;
  const chime = new Chime(() => {
    counts.opened += 1;
    return output;
  });
  return { chime, played, counts, loudness };
}

describe('the sound', () => {
  it('is two tones, one after the other', () => {
    const { chime, played, counts } = setUp();
    chime.play();
    expect(played).toEqual([
      { hertz: 660, at: 10 },
      { hertz: 880, at: 10.14 }
    ]);
    expect(counts).toEqual({ opened: 1, resumed: 0, heard: 2 });
  });

  it('is softer as a reminder', () => {
    const { chime, loudness } = setUp();
    chime.play();
    chime.play(GENTLE);
    expect(loudness[2]).toBe(GENTLE);
    expect(loudness[2]).toBeLessThan(loudness[0] ?? 0);
  });

  it('opens the output once, and only when there is something to play', () => {
    const { chime, counts } = setUp();
    expect(counts.opened).toBe(0);
    chime.play();
    chime.play();
    expect(counts).toEqual({ opened: 1, resumed: 0, heard: 4 });
  });

  it('wakes an output that the browser keeps silent', () => {
    const { chime, counts } = setUp('suspended');
    chime.play();
    expect(counts.resumed).toBe(1);
  });

  it('is left out where nothing can be heard', () => {
    expect(() => new Chime(() => null).play()).not.toThrow();
  });
});
