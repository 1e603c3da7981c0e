import { toast } from 'svelte-sonner';
import { withoutControls } from './bidi';

/** Tells of something that went wrong with what was just tried, once where title and detail say the same. */
export function tellProblem({ title, detail }: { title: string; detail: string }): void {
  toast.error(title, detail && detail !== title ? { description: withoutControls(detail) } : {});
}
