import type { DeliveryStats } from '$lib/api/names';
import { formatLocale } from '$lib/ui/number';

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
    return {
      from,
      attempts,
      arrived,
      p95: p95Ms ?? null,
      arrivedHeight: Math.min(high(arrived), HEIGHT - failedHeight),
      failedHeight
    };
  });
}

/** How many of a hundred arrived, with one place where it matters; empty where nothing was sent. */
export function successRate({ attempts, arrived }: Pick<Hour, 'attempts' | 'arrived'>): string {
  if (attempts === 0) return '–';
  // A failure among thousands isn't rounded away.
  const share = arrived < attempts ? Math.min(arrived / attempts, 0.999) : 1;
  return new Intl.NumberFormat(formatLocale(), { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
