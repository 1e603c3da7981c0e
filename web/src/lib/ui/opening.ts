/** Shows what a heading is over from its top, and puts the focus on it: screen readers begin there, and so does Tab. */
export function showFromTop(heading: HTMLElement): void {
  for (let around = heading.parentElement; around; around = around.parentElement) around.scrollTop = 0;
  heading.focus({ preventScroll: true });
}

/** After a page was opened. What has the focus by then keeps it, such as a field that a shortcut chose. */
export function openPage(): void {
  const { activeElement } = document;
  const heading = document.querySelector<HTMLElement>('[data-page-heading]');
  if (!heading) return;
  if (activeElement === null || activeElement === document.body) showFromTop(heading);
}
