import { toast } from 'svelte-sonner';
import { problemOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { isolated } from '$lib/ui/bidi';
import { tellProblem } from '$lib/ui/tell';
import type { Directory } from './directory.svelte';
import type { Inbox } from './inbox.svelte';

/** Picks up an enquiry and says so where somebody else was faster; answers whether it worked. */
export async function pickUp(inbox: Inbox, directory: Directory, id: string): Promise<boolean> {
  try {
    await inbox.pickUp(id);
    return true;
  } catch (thrown) {
    const problem = problemOf(thrown);
    if (problem.code === 'already-picked-up') {
      const owner = problem.enquiry?.ownerId;
      const title = owner
        ? m.inbox_pickup_lost({ name: isolated(directory.staffName(owner)) })
        : m.inbox_pickup_lost_unknown();
      toast.warning(title, { description: m.inbox_pickup_lost_detail() });
    } else {
      tellProblem(problem);
    }
    return false;
  }
}
