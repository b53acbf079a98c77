/**
 * Sends the form that records that an invitation was seen, once the page is visible. A page that the browser fetched
 * in advance, or that is open in another tab, is not recorded.
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

/** If the form does not arrive, its button is shown, so that the user can send it. */
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
