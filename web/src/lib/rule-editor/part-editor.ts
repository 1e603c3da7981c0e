import type { Snippet } from 'svelte';
import type { Routing } from '$lib/api/names';

/** Edits the rule that one part of a rule holds; `pointer` says where it stands in the form. */
export type PartEditor = Snippet<[part: Routing, set: (part: Routing) => void, pointer: string]>;
