import { timeLeft } from '../src/formats/time-left.js';
import { serverNow } from './countdown.js';
import { enhance } from './start-components.js';

/**
 * The newest rows that the server sent, for each region with rows. The region shows these rows when the user
 * presses the button in its bar of news.
 */
const currentRows = new WeakMap<HTMLElement, HTMLElement>();

/** The number of urgent new rows that the bar of news names. It counts the others. */
const MOST_NAMED = 2;

/**
 * Updates the rows of a region without moving them, because the user may be about to click on one. A row that
 * stays, or belongs to another table of the region, gets new cells. Removed rows are dimmed. New rows appear when
 * the user presses a button.
 *
 * @returns a text for screen readers about the new rows; empty if all new rows were announced before
 */
export function mergeRows(old: HTMLElement, fresh: HTMLElement): string {
  const rows = new Map(rowsOf(fresh).map((row) => [row.id, row]));
  let moved = 0;
  for (const row of rowsOf(old)) {
    const current = rows.get(row.id);
    row.classList.toggle('homeward-row--removed', !current);
    if (current && current.innerHTML !== row.innerHTML && !isEdited(row)) replaceCells(row, current);
    if (current && tableOf(current, fresh) !== tableOf(row, old)) moved += 1;
    rows.delete(row.id);
  }
  for (const part of old.querySelectorAll('[data-live-part][id]'))
    part.innerHTML = fresh.querySelector(`#${part.id}`)?.innerHTML ?? '';
  const gone = old.querySelectorAll('.homeward-row--removed').length;
  currentRows.set(old, fresh);
  return showNews(old, [...rows.values()], { moved, gone });
}

/**
 * True if the user typed something into the row. The row then keeps what was typed. If the row has changed meanwhile,
 * the server refuses the form and says so.
 */
const isEdited = (row: HTMLElement): boolean =>
  [...row.querySelectorAll('input')].some(
    ({ value, defaultValue, checked, defaultChecked }) =>
      value !== defaultValue || checked !== defaultChecked,
  );

const rowsOf = (region: HTMLElement): HTMLElement[] => [...region.querySelectorAll<HTMLElement>('tr[id]')];

/** Returns the number of the table within the region that contains a row. */
const tableOf = (row: HTMLElement, region: HTMLElement): number =>
  [...region.querySelectorAll('table')].findIndex((table) => table.contains(row));

function replaceCells(row: HTMLElement, current: HTMLElement): void {
  const focused = row.contains(document.activeElement) ? document.activeElement?.id : undefined;
  row.className = current.className;
  row.replaceChildren(...[...current.childNodes].map((node) => node.cloneNode(true)));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

interface OtherChanges {
  readonly moved: number;
  readonly gone: number;
}

function showNews(region: HTMLElement, fresh: readonly HTMLElement[], { moved, gone }: OtherChanges): string {
  const { text, button } = barOf(region);
  const [before, named] = [button.textContent, text.textContent];
  const parts = [
    fresh.length > 0 && `${fresh.length} new`,
    moved > 0 && `${moved} moved`,
    gone > 0 && `${gone} gone`,
  ].filter(Boolean);
  button.hidden = parts.length === 0;
  button.textContent = parts.length === 0 ? '' : `${parts.join(', ')}: show`;
  const urgent = fresh.filter(({ dataset }) => dataset.news);
  nameUrgent(text, urgent);
  if (urgent.length > 0 && text.textContent !== named) return text.textContent;
  return fresh.length > 0 && button.textContent !== before ? `${fresh.length} new in the list.` : '';
}

/** Writes the urgent new rows into the bar: "New: hospital discharge, LE11 9, 1 h 59 min left". */
function nameUrgent(text: HTMLElement, urgent: readonly HTMLElement[]): void {
  const named = urgent.slice(0, MOST_NAMED).flatMap(({ dataset: { news = '', newsUntil = '' } }, index) => {
    const time = document.createElement('time');
    time.dateTime = newsUntil;
    time.dataset.countdown = '';
    time.textContent = timeLeft(Date.parse(newsUntil) - serverNow());
    return [`${index === 0 ? 'New: ' : '; '}${news}, `, time];
  });
  const others = urgent.length - MOST_NAMED;
  text.replaceChildren(...named, ...(others > 0 ? [` and ${others} more`] : []));
}

interface NewsBar {
  readonly text: HTMLElement;
  readonly button: HTMLButtonElement;
}

const bars = new WeakMap<HTMLElement, NewsBar>();

/** Returns the bar of news of a region. Its space is reserved, so that news never moves a row. */
function barOf(region: HTMLElement): NewsBar {
  const known = bars.get(region);
  if (known) return known;
  const bar = document.querySelector(`[data-news-of="${region.id}"]`);
  const text = bar?.querySelector<HTMLElement>('[data-news-text]');
  const button = bar?.querySelector<HTMLButtonElement>('[data-news-show]');
  if (!text || !button) throw new Error(`no bar of news for ${region.id}`);
  button.id = `${region.id}-show`;
  button.addEventListener('click', () => showRows(region, { text, button }));
  bars.set(region, { text, button });
  return { text, button };
}

function showRows(region: HTMLElement, { text, button }: NewsBar): void {
  const fresh = currentRows.get(region);
  if (!fresh) return;
  const known = new Set(rowsOf(region).map(({ id }) => id));
  region.replaceChildren(...fresh.childNodes);
  currentRows.delete(region);
  enhance(region);
  button.hidden = true;
  button.textContent = '';
  text.replaceChildren();
  const first = rowsOf(region).find(({ id }) => !known.has(id));
  (first ?? region).querySelector<HTMLElement>('a, button')?.focus();
}
