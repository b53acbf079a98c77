import path from 'node:path';
import nunjucks from 'nunjucks';
import { VERSION } from '#contracts/version';
import { browserName } from '../formats/browser-name.js';
import { birthDate } from '../formats/birth-date.js';
import { calendarDay, londonTime } from '../formats/london-time.js';
import { durationInWords, grouped, hoursInWords, pounds } from '../formats/quantities.js';
import { personName } from '../formats/person-name.js';
import { understoodDuration } from '../formats/typed-amounts.js';
import { timeLeft } from '../formats/time-left.js';
import { API_PAGES, PATHS } from '../paths.js';
import { ROLE_WORDING } from '../wording/roles.js';

export type RenderTemplate = (template: string, view: object) => string;

const FILTERS = {
  londonTime,
  birthDate,
  calendarDay,
  personName,
  understoodDuration: (typed: string | undefined, bare: 'hours' | 'minutes'): string =>
    understoodDuration(typed ?? '', bare),
  durationInWords,
  grouped,
  hoursInWords,
  pounds,
  browserName,
  timeLeft: (instant: string, now: string): string => timeLeft(Date.parse(instant) - Date.parse(now)),
};

/**
 * The Nunjucks environments, keyed by template folder. Each environment caches compiled templates, so that
 * each template is compiled only once.
 */
const environments = new Map<string, nunjucks.Environment>();

/**
 * Returns a function that renders a template with values. The values are escaped for HTML.
 *
 * @param folder  the folder of the built console
 */
export function templatesIn(folder: string): RenderTemplate {
  const environment = environments.get(folder) ?? createEnvironment(folder);
  environments.set(folder, environment);
  return (template, view) => environment.render(template, view);
}

function createEnvironment(folder: string): nunjucks.Environment {
  const places = [path.join(folder, 'src'), path.join(folder, 'vendor')];
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(places), {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  for (const [name, filter] of Object.entries(FILTERS)) environment.addFilter(name, filter);
  environment.addGlobal('paths', PATHS);
  environment.addGlobal('apiPages', API_PAGES);
  environment.addGlobal('roles', ROLE_WORDING);
  environment.addGlobal('homewardVersion', VERSION);
  return environment;
}
