/**
 * Gives a page that answers a submitted form an address of its own, so that a reload opens this address and never sends
 * the form again. Such pages are previews, and forms that are too large for the browser to keep.
 */
export function neverSendAgain(): void {
  if (document.body.dataset.posted !== undefined) history.replaceState(null, '', location.href);
}
