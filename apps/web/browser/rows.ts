import { enhance } from './enhance.js';

/** Rows as they are now, of tables whose rows wait to be shown. */
const waiting = new WeakMap<HTMLElement, HTMLElement>();

/**
 * Known rows change where they stand, rows that are gone are dimmed, and new ones wait until they are asked for: no
 * row moves under a pointer or the focus.
 *
 * @returns what is to be heard
 */
export function mergeRows(old: HTMLElement, fresh: HTMLElement): string {
  const rows = new Map(rowsOf(fresh).map((row) => [row.id, row]));
  for (const row of rowsOf(old)) {
    const now = rows.get(row.id);
    row.classList.toggle('homeward-gone', !now);
    if (now && now.innerHTML !== row.innerHTML) replaceCells(row, now);
    rows.delete(row.id);
  }
  const gone = old.querySelectorAll('.homeward-gone').length;
  waiting.set(old, fresh);
  return offerToShow(old, rows.size, gone);
}

const rowsOf = (body: HTMLElement): HTMLElement[] =>
  [...body.children].filter((row): row is HTMLElement => row instanceof HTMLElement && row.id !== '');

function replaceCells(row: HTMLElement, now: HTMLElement): void {
  const focused = row.contains(document.activeElement) ? document.activeElement?.id : undefined;
  row.className = now.className;
  row.replaceChildren(...[...now.childNodes].map((node) => node.cloneNode(true)));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function offerToShow(body: HTMLElement, fresh: number, gone: number): string {
  const button = buttonOf(body);
  const before = button.textContent;
  const parts = [fresh > 0 && `${fresh} new`, gone > 0 && `${gone} gone`].filter(Boolean);
  button.hidden = parts.length === 0;
  button.textContent = parts.length === 0 ? '' : `${parts.join(', ')}: show`;
  return fresh > 0 && button.textContent !== before ? `${fresh} new in the list.` : '';
}

/** It stands before the table, or what the table scrolls in. */
function buttonOf(body: HTMLElement): HTMLButtonElement {
  const id = `${body.id}-show`;
  const known = document.getElementById(id);
  if (known instanceof HTMLButtonElement) return known;
  const button = document.createElement('button');
  Object.assign(button, { id, type: 'button', className: 'govuk-button homeward-show' });
  button.addEventListener('click', () => show(body, button));
  const table = body.closest('table') ?? body;
  (table.closest('.homeward-scroll') ?? table).before(button);
  return button;
}

function show(body: HTMLElement, button: HTMLButtonElement): void {
  const fresh = waiting.get(body);
  if (!fresh) return;
  const known = new Set(rowsOf(body).map(({ id }) => id));
  body.replaceChildren(...fresh.childNodes);
  waiting.delete(body);
  enhance(body);
  button.hidden = true;
  const first = rowsOf(body).find(({ id }) => !known.has(id));
  (first ?? body).querySelector<HTMLElement>('a, button')?.focus();
}
