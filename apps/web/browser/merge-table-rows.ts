import { enhance } from './start-components.js';

/**
 * The newest rows that the server sent, for each table body. The table shows these rows when the user presses
 * the button above the table.
 */
const currentRows = new WeakMap<HTMLElement, HTMLElement>();

/**
 * Updates a table body without moving its rows, because the user may be about to click on one. Rows that stay
 * get new cells, and removed rows are dimmed. New rows appear when the user presses a button.
 *
 * @returns a text for screen readers about the new rows; empty if all new rows were announced before
 */
export function mergeRows(old: HTMLElement, fresh: HTMLElement): string {
  const rows = new Map(rowsOf(fresh).map((row) => [row.id, row]));
  for (const row of rowsOf(old)) {
    const current = rows.get(row.id);
    row.classList.toggle('homeward-row--removed', !current);
    if (current && current.innerHTML !== row.innerHTML) replaceCells(row, current);
    rows.delete(row.id);
  }
  const gone = old.querySelectorAll('.homeward-row--removed').length;
  currentRows.set(old, fresh);
  return showButton(old, rows.size, gone);
}

const rowsOf = (body: HTMLElement): HTMLElement[] =>
  [...body.children].filter((row): row is HTMLElement => row instanceof HTMLElement && row.id !== '');

function replaceCells(row: HTMLElement, current: HTMLElement): void {
  const focused = row.contains(document.activeElement) ? document.activeElement?.id : undefined;
  row.className = current.className;
  row.replaceChildren(...[...current.childNodes].map((node) => node.cloneNode(true)));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function showButton(body: HTMLElement, fresh: number, gone: number): string {
  const button = buttonOf(body);
  const before = button.textContent;
  const parts = [fresh > 0 && `${fresh} new`, gone > 0 && `${gone} gone`].filter(Boolean);
  button.hidden = parts.length === 0;
  button.textContent = parts.length === 0 ? '' : `${parts.join(', ')}: show`;
  return fresh > 0 && button.textContent !== before ? `${fresh} new in the list.` : '';
}

/**
 * Returns the button that shows the new rows of a table. The first call creates the button above the table.
 */
function buttonOf(body: HTMLElement): HTMLButtonElement {
  const id = `${body.id}-show`;
  const known = document.getElementById(id);
  if (known instanceof HTMLButtonElement) return known;
  const button = document.createElement('button');
  Object.assign(button, { id, type: 'button', className: 'govuk-button homeward-show-rows' });
  button.addEventListener('click', () => showRows(body, button));
  const table = body.closest('table') ?? body;
  (table.closest('.homeward-scroll') ?? table).before(button);
  return button;
}

function showRows(body: HTMLElement, button: HTMLButtonElement): void {
  const fresh = currentRows.get(body);
  if (!fresh) return;
  const known = new Set(rowsOf(body).map(({ id }) => id));
  body.replaceChildren(...fresh.childNodes);
  currentRows.delete(body);
  enhance(body);
  button.hidden = true;
  const first = rowsOf(body).find(({ id }) => !known.has(id));
  (first ?? body).querySelector<HTMLElement>('a, button')?.focus();
}
