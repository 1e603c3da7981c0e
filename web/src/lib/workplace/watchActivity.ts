import { answer, type Api } from '$lib/api/client';
import { Activity } from './activity';
import type { Session } from './session.svelte';

/** What counts as use; moving the pointer alone does not. */
const USES = ['pointerdown', 'keydown', 'touchstart', 'wheel'] as const;

/** Tells the server when this device is used; answers how to stop. */
export function watchActivity(api: Api, session: Session): () => void {
  const activity = new Activity({
    now: () => Date.now(),
    // A call that got lost is made up for by the next.
    tell: (device) => void answer(api.POST('/api/v1/me/activity', { body: { device } })).catch(() => undefined),
    device: () => (matchMedia('(pointer: coarse) and (max-width: 48rem)').matches ? 'phone' : 'desktop'),
    isIdle: () => session.me.availability === 'idle'
  });
  const noticed = () => activity.noticed();
  const looked = () => {
    if (document.visibilityState === 'visible') activity.noticed();
  };
  USES.forEach((use) => addEventListener(use, noticed, { passive: true, capture: true }));
  document.addEventListener('visibilitychange', looked);
  looked();
  return () => {
    USES.forEach((use) => removeEventListener(use, noticed, { capture: true }));
    document.removeEventListener('visibilitychange', looked);
  };
}
