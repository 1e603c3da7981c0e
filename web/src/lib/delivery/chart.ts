import type { DeliveryStats } from '$lib/api/names';

type Hour = DeliveryStats['hours'][number];

/** How high the chart is, in its own units. */
export const HEIGHT = 56;
/** What there was is seen, however little of it. */
const LEAST = 2;

/** An hour as it is drawn: what arrived, and above it what failed. */
export interface Bar {
  from: string;
  attempts: number;
  arrived: number;
  p95: number | null;
  arrivedHeight: number;
  failedHeight: number;
}

/** The hours as bars, the busiest of them as high as the chart. */
export function bars(hours: readonly Hour[]): Bar[] {
  const most = Math.max(1, ...hours.map(({ attempts }) => attempts));
  return hours.map(({ from, attempts, arrived, p95Ms }) => {
    const high = (count: number) => (count === 0 ? 0 : Math.max(LEAST, (count / most) * HEIGHT));
    const failedHeight = high(attempts - arrived);
    return { from, attempts, arrived, p95: p95Ms ?? null, arrivedHeight: Math.min(high(arrived), HEIGHT - failedHeight), failedHeight };
  });
}

/** How many of a hundred arrived, with one place where it matters; empty where nothing was sent. */
export function successRate({ attempts, arrived }: Pick<Hour, 'attempts' | 'arrived'>): string {
  if (attempts === 0) return '–';
  const percent = (arrived / attempts) * 100;
  if (arrived < attempts && percent > 99.9) return '99.9%';
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)}%`;
}
