/**
 * Sends the form that records that the user saw an invitation, when the page becomes visible. A page that is
 * prefetched or open in a background tab does not send the form, because no user has seen it.
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
 * Sends the form "invitation seen" in the background. If sending fails, the form becomes visible, so that the
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
