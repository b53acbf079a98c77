/**
 * Makes screen readers read out a text. Screen readers only read a text that changed. So a no-break space is
 * added to a text that is announced twice in a row.
 */
export function announce(text: string): void {
  const region = document.getElementById('live-announcement');
  if (region) region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
