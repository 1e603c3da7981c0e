import type { HandleClientError } from '@sveltejs/kit';
import { unreachable } from '$lib/api/problem';
import { startLanguage } from '$lib/language/choice';

startLanguage();

/** What browsers say when a part of the page couldn't be fetched: Chromium, Firefox, Safari. */
const MISSING_PART = /dynamically imported module|importing a module script failed/i;

/** A part of the page that couldn't be fetched is a missing connection, not a mistake on the page. */
export const handleError: HandleClientError = ({ error, message }) => {
  if (!(error instanceof Error) || !MISSING_PART.test(error.message)) return { message };
  const { code, detail } = unreachable();
  return { message: detail, code };
};
