/** Two short tones, low and soft enough for an open office. */
const TONES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.14 }
];
const TONE_SECONDS = 0.22;
const LOUDNESS = 0.12;
/** Of a reminder: heard by whoever sits in front of it, and no further. */
export const GENTLE = 0.04;

/** The part of an audio context that the sound uses; tests give their own. */
export type AudioOutput = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'resume' | 'createOscillator' | 'createGain'
>;

/** The sound that calls for attention. */
export class Chime {
  #output: AudioOutput | null = null;
  readonly #open: () => AudioOutput | null;

  /** `open` answers null where nothing can be heard. It is asked only once there is something to play. */
  constructor(open: () => AudioOutput | null) {
    this.#open = open;
  }

  /** Browsers keep silent until the page was clicked once; then there is nothing to hear and nothing to mend. */
  play(loudness = LOUDNESS): void {
    this.#output ??= this.#open();
    const output = this.#output;
    if (!output) return;
    if (output.state === 'suspended') void output.resume();
    for (const { hertz, at } of TONES) {
      const tone = output.createOscillator();
      const volume = output.createGain();
      const begin = output.currentTime + at;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(loudness, begin);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + TONE_SECONDS);
      tone.connect(volume).connect(output.destination);
      tone.start(begin);
      tone.stop(begin + TONE_SECONDS);
    }
  }
}
