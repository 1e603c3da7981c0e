import { m } from '$lib/paraglide/messages';

/** A choice of when an enquiry is at hand again. */
export interface SnoozeChoice {
  /** Takes the time of day, which most of them name. */
  label: (inputs: { time: string }) => string;
  at: Date;
}

function at(now: Date, days: number, hour: number): Date {
  const then = new Date(now);
  then.setDate(then.getDate() + days);
  then.setHours(hour, 0, 0, 0);
  return then;
}

/** What one usually means: on the clock of whoever asks. What has passed is left out. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  return [
    { label: m.enquiry_snooze_hour, at: new Date(now.getTime() + 3_600_000) },
    { label: m.enquiry_snooze_evening, at: at(now, 0, 18) },
    { label: m.enquiry_snooze_tomorrow, at: at(now, 1, 9) },
    { label: m.enquiry_snooze_monday, at: at(now, toMonday, 9) }
  ].filter((choice) => choice.at.getTime() > now.getTime());
}
