import path from 'node:path';
import nunjucks from 'nunjucks';
import { browserName } from '../formats/browser-name.js';
import { calendarDay, londonTime } from '../formats/london-time.js';
import { timeLeft } from '../formats/time-left.js';
import { durationInWords, grouped, hoursInWords, pounds } from '../formats/quantities.js';
import { INTERFACE, PATHS } from '../paths.js';
import { ROLE_WORDING } from '../wording/roles.js';

export type Render = (template: string, view: object) => string;

const FILTERS = {
  londonTime,
  calendarDay,
  durationInWords,
  grouped,
  hoursInWords,
  pounds,
  browserName,
  timeLeft: leftAt,
};

/** How long it is until an instant, for whoever reads it at another. */
function leftAt(instant: string, now: string): string {
  return timeLeft(Date.parse(instant) - Date.parse(now));
}

/** Templates of pages and of govuk-frontend; everything they print is escaped. @param folder  the console, built */
export function templatesIn(folder: string): Render {
  const places = [path.join(folder, 'src'), path.join(folder, 'vendor')];
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(places), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  for (const [name, filter] of Object.entries(FILTERS)) environment.addFilter(name, filter);
  environment.addGlobal('paths', PATHS);
  environment.addGlobal('interface', INTERFACE);
  environment.addGlobal('roles', ROLE_WORDING);
  return (template, view) => environment.render(template, view);
}
