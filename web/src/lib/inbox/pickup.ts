import { toast } from 'svelte-sonner';
import { problemOf } from '$lib/api/problem';
import { isolated } from '$lib/ui/bidi';
import { tellProblem } from '$lib/ui/tell';
import type { Directory } from '$lib/workplace/directory.svelte';
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
      const winner = owner ? directory.staffName(owner) : 'Somebody else';
      toast.warning(`${isolated(winner)} was faster`, { description: 'This enquiry is theirs now.' });
    } else {
      tellProblem(problem);
    }
    return false;
  }
}
