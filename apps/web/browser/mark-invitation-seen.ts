/**
 * Sends the form that records that the user saw an invitation. The form is sent when the page becomes
 * visible. A prefetched page or a background tab does not send the form.
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
 * Sends the form "invitation seen" in the background. If sending fails, the form becomes visible, and the
 * user can send it with a button.
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
