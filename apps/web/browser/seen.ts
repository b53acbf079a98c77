/**
 * Sends the form that tells an invitation was seen, once somebody really looks: a page that a browser fetched
 * beforehand, or in a tab behind, tells nothing.
 */
export function tellSeen(where: ParentNode): void {
  const form = where.querySelector<HTMLFormElement>('form[data-seen]');
  if (!form) return;
  form.hidden = true;
  whenLookedAt(() => void send(form));
}

function whenLookedAt(then: () => void): void {
  if (document.visibilityState === 'visible') return then();
  const look = (): void => {
    if (document.visibilityState !== 'visible') return;
    document.removeEventListener('visibilitychange', look);
    then();
  };
  document.addEventListener('visibilitychange', look);
}

async function send(form: HTMLFormElement): Promise<void> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  body.set('quietly', 'yes');
  try {
    const { type } = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    if (type !== 'opaqueredirect') form.hidden = false;
  } catch {
    form.hidden = false; // Whoever looks can still send it.
  }
}
