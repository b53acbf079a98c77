// @ts-check
import path from 'node:path';
import { queriesRead } from './queries.mjs';

/**
 * words ← rules ← plumbing ← acts ← doors: each layer may import itself and those named here.
 * The console is a client of the API like any other, so it knows the words and nothing else.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const MAY_IMPORT = {
  contracts: [],
  domain: ['contracts'],
  platform: ['contracts', 'domain'],
  brokerage: ['contracts', 'domain', 'platform'],
  migrations: ['contracts', 'platform'],
  'apps/api': ['contracts', 'domain', 'platform', 'brokerage', 'migrations'],
  'apps/worker': ['contracts', 'domain', 'platform', 'brokerage', 'migrations'],
  'apps/web': ['contracts'],
};

/** Folders of brokerage without acts, on which every feature stands. */
const FOUNDATIONS = ['access', 'eligibility', 'paging'];

/** Plays the part of the people who use Homeward, so it calls acts like a door does. */
const CALLERS = ['demonstration'];

/** What one feature may see of another: its rows, its queries, its module, and steps made to be shared. */
const SHARED_BETWEEN_FEATURES = /(\.(entity|queries|module)|\/steps\/.+)$/;

/**
 * A file by its place in the tree, without its ending.
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
 * Why `importer` may not import `specifier`, or nothing when it may.
 *
 * @param {string} importer  from the root, with forward slashes
 * @param {string} specifier
 */
export function reasonNotToImport(importer, specifier) {
  const from = placeOf(importer);
  const to = placeImported(specifier, importer);
  if (!from || !to) return null;
  if (from.layer !== to.layer && !MAY_IMPORT[from.layer]?.includes(to.layer))
    return `${from.layer} may not import ${to.layer}: imports run contracts ← domain ← platform ← brokerage ← apps, and the console knows contracts only.`;

  const [ours, theirs] = [featureOf(from), featureOf(to)];
  if (!ours || !theirs || ours === theirs || CALLERS.includes(ours) || FOUNDATIONS.includes(theirs))
    return null;
  if (!SHARED_BETWEEN_FEATURES.test(to.within))
    return `${ours} may not call an act of ${theirs}: what an act causes elsewhere travels as an event. Rows (.entity), reads (.queries), modules and steps/ may be shared.`;
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
