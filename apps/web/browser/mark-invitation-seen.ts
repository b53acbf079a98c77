/**
 * Sends the form that records that the user saw an invitation, as soon as the page is visible. While a page
 * is prefetched or in a background tab, the form is not sent.
 */
export function markSeenWhenVisible(scope: ParentNode): void {
  const form = scope.querySelector<HTMLFormElement>('form[data-seen]');
  if (!form) return;
  form.hidden = true;
  whenVisible(() => void send(form));
}

function whenVisible(then: () => void): void {
  if (document.visibilityState === 'visible') return then();
  const onChange = (): void => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', onChange);
    then();
  };
  document.addEventListener('visibilitychange', onChange);
}

/**
 * Sends in the background the form that records an invitation as seen. If sending fails, the form becomes
 * visible, so that the user can send the form with a button.
 */
async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  body.set('quietly', 'yes');
  try {
    const { type } = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    if (type !== 'opaqueredirect') form.hidden = false;
  } catch {
    form.hidden = false;
  }
}
