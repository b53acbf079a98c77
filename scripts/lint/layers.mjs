// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { queriesRead } from './queries.mjs';

/**
 * The layers that the files of each layer may import, besides their own layer. Each of contracts, domain,
 * platform, brokerage and apps may import layers before it in this list. The console (apps/web) is a client
 * of the API, so it imports contracts, and of platform only what two HTTP servers share.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const MAY_IMPORT = {
  contracts: [],
  domain: ['contracts'],
  platform: ['contracts', 'domain'],
  brokerage: ['contracts', 'domain', 'platform'],
  demonstration: ['contracts', 'domain', 'platform', 'brokerage'],
  migrations: ['contracts', 'platform'],
  'apps/api': ['contracts', 'domain', 'platform', 'brokerage', 'migrations'],
  'apps/worker': ['contracts', 'domain', 'platform', 'brokerage', 'demonstration', 'migrations'],
  'apps/web': ['contracts'],
};

/**
 * Matches the files of platform that the console may import too: what is the same in every HTTP server. These files import
 * nothing else of Homeward.
 */
const SHARED_BETWEEN_SERVERS = /^http\//;

/**
 * Matches the rules of domain that the console may import too: the faults in what a user types or uploads. With them a form shows
 * every fault at once, also while one of its fields cannot be read. The API applies the same rules again.
 */
const RULES_OF_FORMS =
  /^(broadcasts\/deadline-faults|lots\/outline|offers\/terms-faults|packages\/visit-faults|people\/person-faults)(\.js|\.ts)?$/;

/**
 * One floor of libs/brokerage: a layer of feature folders. A feature may import only from lower floors.
 *
 * @typedef {{ floor: string, holds: string, features?: string[], withoutActs?: string[] }} Floor
 */

/**
 * The floors (layers of feature folders) of `libs/brokerage`, from the lowest to the highest.
 *
 * @type {readonly Floor[]}
 */
export const FLOORS = JSON.parse(
  fs.readFileSync(new URL('../../libs/brokerage/floors.json', import.meta.url), 'utf8'),
);

/** Maps each feature folder of `libs/brokerage` to the number of its floor (layer). The lowest floor is 0. */
const FLOOR_OF = new Map(
  FLOORS.flatMap(({ features = [], withoutActs = [] }, number) =>
    [...features, ...withoutActs].map((feature) => /** @type {const} */ ([feature, number])),
  ),
);

/**
 * The feature folders of `libs/brokerage` that contain no acts. Features of higher floors may import every
 * file of these folders.
 */
const WITHOUT_ACTS = new Set(FLOORS.flatMap(({ withoutActs = [] }) => withoutActs));

/**
 * Matches the files that a feature may import from a lower feature folder with acts: queries, and the files
 * in `steps/`. Acts do not match, because only the apps call acts.
 */
const SHARED_BETWEEN_FEATURES = /(\.queries|\/steps\/.+)$/;

/**
 * The layer of a source file, and the file's path inside the layer without the extension.
 *
 * @typedef {{ layer: string, within: string }} Place
 */

/** @param {string} file  from the root, with forward slashes @returns {Place | null} */
function placeOf(file) {
  const found =
    /^libs\/(?<layer>\w+)\/src\/(?<within>.+)$/.exec(file) ??
    /^(?<layer>apps\/\w+)\/src\/(?<within>.+)$/.exec(file) ??
    /^(?<layer>migrations)\/(?<within>.+)$/.exec(file);
  const { layer, within } = found?.groups ?? {};
  return layer && within ? { layer, within: within.replace(/\.(js|ts)$/, '') } : null;
}

/** @param {string} specifier @param {string} importer  from the root @returns {Place | null} */
function placeImported(specifier, importer) {
  const [, layer, within] = /^#(\w+)\/(.+)$/.exec(specifier) ?? [];
  if (layer && within) return { layer, within };
  if (!specifier.startsWith('.')) return null;
  return placeOf(path.posix.join(path.posix.dirname(importer), specifier));
}

/** @param {Place} place */
function featureOf({ layer, within }) {
  return layer === 'brokerage' && within.includes('/') ? within.split('/')[0] : null;
}

/**
 * Returns why the file `importer` may not import `specifier`. Returns null if the import is allowed.
 *
 * @param {string} importer  from the root, with forward slashes
 * @param {string} specifier
 */
export function reasonNotToImport(importer, specifier) {
  const from = placeOf(importer);
  const to = placeImported(specifier, importer);
  if (!from || !to) return null;
  const isRuleOfForm = to.layer === 'domain' && RULES_OF_FORMS.test(to.within);
  if (from.layer === 'apps/web' && isRuleOfForm) return null;
  const isShared = to.layer === 'platform' && SHARED_BETWEEN_SERVERS.test(to.within);
  if (from.layer === 'apps/web' && isShared) return null;
  if (from.layer === 'platform' && SHARED_BETWEEN_SERVERS.test(from.within) && !isShared)
    return `${from.within} is shared with the console, so it imports nothing else of Homeward.`;
  if (from.layer !== to.layer && !MAY_IMPORT[from.layer]?.includes(to.layer))
    return `${from.layer} may not import ${to.layer}: imports run contracts ← domain ← platform ← brokerage ← apps, and the console imports contracts, platform/http and the rules of its forms only.`;
  return from.layer === 'brokerage' && to.layer === 'brokerage' ? reasonBetweenFeatures(from, to) : null;
}

/**
 * @param {Place} from
 * @param {Place} to
 */
function reasonBetweenFeatures(from, to) {
  const [ours, theirs] = [featureOf(from), featureOf(to)];
  if (!ours || ours === theirs) return null;
  if (!theirs) return `${ours} may not import ${to.within}: only apps import what lists all features.`;
  for (const feature of [ours, theirs])
    if (!FLOOR_OF.has(feature)) return `${feature} stands on no floor: add it to libs/brokerage/floors.json.`;
  if (Number(FLOOR_OF.get(theirs)) >= Number(FLOOR_OF.get(ours)))
    return `${ours} may not import ${theirs}: a feature imports from lower floors only (libs/brokerage/floors.json). What flows up travels as an event, or through a feature above both.`;
  if (!WITHOUT_ACTS.has(theirs) && !SHARED_BETWEEN_FEATURES.test(to.within))
    return `${ours} may not call an act of ${theirs}: what an act causes elsewhere travels as an event. Queries and steps/ may be shared.`;
  return null;
}

/** @type {import('eslint').Rule.RuleModule} */
const layers = {
  meta: { type: 'problem', docs: { description: 'imports run one way between the layers' }, schema: [] },
  create(context) {
    const importer = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    /** @param {{ source?: unknown }} node */
    const check = (node) => {
      const source = /** @type {import('estree').Literal | null | undefined} */ (node.source);
      if (typeof source?.value !== 'string') return;
      const message = reasonNotToImport(importer, source.value);
      if (message) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

/** @type {import('eslint').ESLint.Plugin} */
export const homeward = { rules: { layers, 'queries-read': queriesRead } };
