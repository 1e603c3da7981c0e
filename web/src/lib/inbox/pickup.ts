import { toast } from 'svelte-sonner';
import { problemOf } from '$lib/api/problem';
import type { Inbox } from './inbox.svelte';

/** Picks up an enquiry and says so where somebody else was faster; answers whether it worked. */
export async function pickUp(inbox: Inbox, id: string): Promise<boolean> {
  try {
    await inbox.pickUp(id);
    return true;
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.code === 'already-picked-up') {
      toast.warning('Somebody was faster', { description: problem.detail });
    } else {
      toast.error(problem.title, { description: problem.detail });
    }
    return false;
  }
}
