// Adds up the hours of a package's visits while they are typed; the page says the same sum after each answer.
const HOUR_MINUTES = 60;
const WHOLE = /^\d{1,4}$/;

for (const form of document.querySelectorAll<HTMLFormElement>('[data-visits]')) {
  form.addEventListener('input', () => addUp(form));
  addUp(form); // A browser may have kept what was typed before the page was loaded again.
}

function addUp(form: HTMLFormElement): void {
  let sum = 0;
  for (const visit of form.querySelectorAll('[data-visit]')) {
    const minutes = weekOf(visit);
    sum += minutes;
    say(visit.querySelector('[data-week]'), minutes);
  }
  say(form.querySelector('[data-sum]'), sum);
}

function weekOf(visit: Element): number {
  const days = visit.querySelectorAll('[data-day]:checked').length;
  const typed = visit.querySelector<HTMLInputElement>('[data-minutes]')?.value.trim() ?? '';
  const carers = Number(visit.querySelector<HTMLSelectElement>('[data-carers]')?.value ?? 1);
  return WHOLE.test(typed) ? days * Number(typed) * carers : 0;
}

function say(place: Element | null, minutes: number): void {
  const words = hoursInWords(minutes);
  if (place && place.textContent !== words) place.textContent = words;
}

/** As the page's own filter says it. */
function hoursInWords(minutes: number): string {
  const hours = Math.trunc(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  const parts = [hours && counted(hours, 'hour'), rest && counted(rest, 'minute')].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 minutes';
}

function counted(count: number, unit: string): string {
  return `${count.toLocaleString('en-GB')} ${unit}${count === 1 ? '' : 's'}`;
}
