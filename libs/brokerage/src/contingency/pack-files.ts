import { strToU8 } from 'fflate';
import type { ConditionKind } from '#contracts/restrictions';
import { BAND_HOURS, type Day, DAYS, type Visit } from '#contracts/visits';
import { londonDateTime } from '#domain/time/london';
import { csvFile } from '#platform/files/csv';
import type { ZipEntry } from '#platform/files/zip';
import type { CareFact, PackFacts } from './pack-facts.queries.js';

/** The files of a contingency pack: one page to work from, and tables for a spreadsheet. */
export function packFiles(authorityName: string, facts: PackFacts, now: Date): ZipEntry[] {
  const { care, work, branches, contracts, staff } = facts;
  return [
    { name: 'work-from-this-page.html', content: strToU8(packPage(authorityName, facts, now)) },
    {
      name: 'care.csv',
      content: csvFile(
        [
          'Branch',
          'Provider',
          'Telephone',
          'Manager',
          'Person',
          'Reference',
          'Born',
          'Address',
          'Lives alone',
          'Visits',
          'Hours a week',
          'Needs',
          'Note',
          'Package',
          'Lot',
          'Since',
        ],
        care.map((one) => [
          ...[one.branchName, one.providerName, one.telephone, one.managerName],
          ...[nameOf(one), one.reference, one.bornOn, addressOf(one), one.livesAlone ? 'yes' : 'no'],
          ...[
            one.visits.map(visitInWords).join('; '),
            hours(one.weeklyMinutes),
            one.needs.join(', '),
            one.note,
          ],
          ...[one.packageReference, one.lotName, shown(one.startedAt)],
        ]),
      ),
    },
    {
      name: 'open-work.csv',
      content: csvFile(
        ['Due', 'What', 'Package', 'Person', 'Branch', 'Owner'],
        work.map((one) => [
          one.dueAt ? shown(one.dueAt) : null,
          workInWords(one.what),
          ...[one.reference, one.person, one.branchName, one.owner],
        ]),
      ),
    },
    {
      name: 'branches.csv',
      content: csvFile(
        ['Branch', 'CQC location', 'Provider', 'Telephone', 'Manager', 'Postcode', 'Conditions in force'],
        branches.map((one) => [
          ...[one.name, one.id, one.providerName, one.telephone, one.managerName, one.postcode],
          one.conditions.map(conditionInWords).join(', '),
        ]),
      ),
    },
    {
      name: 'contracts.csv',
      content: csvFile(
        [
          ...['Lot', 'Branch', 'Delivered by', 'Tier', 'Place in tier', 'Lowest rate', 'Highest rate'],
          ...['Notice (days)', 'From', 'To'],
        ],
        contracts.map((one) => [
          ...[one.lotName, one.branchName, one.deliveringBranchName, one.tier, one.rankInTier],
          ...[pounds(one.rateMinPence), pounds(one.rateMaxPence), one.noticeDays, one.startsOn, one.endsOn],
        ]),
      ),
    },
    {
      name: 'staff.csv',
      content: csvFile(
        ['Name', 'E-mail', 'Role'],
        staff.map((one) => [one.name, one.email, one.role]),
      ),
    },
  ];
}

/** The page from which an authority works while Homeward is down. It needs nothing but a browser, and can be printed. */
function packPage(authorityName: string, { care, work, branches, contracts }: PackFacts, now: Date): string {
  const restricted = branches.filter(({ conditions }) => conditions.length > 0);
  const people = new Set(care.map(({ reference }) => reference)).size;
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Contingency pack: ${escaped(authorityName)}</title>
<style>body{font-family:sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse;margin-bottom:2rem;width:100%}
caption{text-align:left;font-weight:bold;padding:.5rem 0}td,th{border:1px solid #b1b4b6;padding:.3rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
strong{white-space:nowrap}@media print{h2{break-before:page}}</style></head>
<body>
<h1>Contingency pack: ${escaped(authorityName)}</h1>
<p>As at <strong>${shown(now)}</strong>. ${String(people)} people have care. What changed later is not here.</p>
<p>This pack has personal details. Keep it on council equipment, and delete it once Homeward is back.</p>
<h2>How to work from this page</h2>
<ol>
<li>Ring the branches of people with time-critical visits first. They are marked below.</li>
<li>Ask each branch whether today's visits are covered. Write down who said so and when.</li>
<li>Care continues as listed. Do not move or change care unless a person is at risk.</li>
<li>For a new package, ring the branches of the lot in the order of their contracts. Do not place anyone with a branch that has a condition in force.</li>
<li>Write each decision on paper: the time in London, the person, the branch, the rate, who decided, and the reason.</li>
<li>When Homeward is back, record the packages and awards with those times and reasons. Then shred the paper by your rules.</li>
</ol>
${table(
  'Branches with conditions in force',
  ['Branch', 'Provider', 'Conditions'],
  restricted.map((one) => [one.name, one.providerName, one.conditions.map(conditionInWords).join(', ')]),
)}
<h2>Who is cared for by whom</h2>
${byBranch(care)
  .map(([branch, of]) => table(branch, ['Person', 'Address', 'Visits', 'Needs and note'], of.map(careRow)))
  .join('\n')}
<h2>Open work</h2>
${table(
  'Soonest due first',
  ['Due', 'What', 'Package', 'Person', 'Branch', 'Owner'],
  work.map((one) => [
    one.dueAt ? shown(one.dueAt) : '',
    workInWords(one.what),
    one.reference ?? '',
    one.person ?? '',
    one.branchName ?? '',
    one.owner ?? '',
  ]),
)}
<h2>Contracts</h2>
${table(
  'By lot, in the order in which branches are asked',
  ['Lot', 'Branch', 'Tier and place', 'Rate an hour', 'Until'],
  contracts.map((one) => [
    one.lotName,
    one.deliveringBranchName === null
      ? one.branchName
      : `${one.deliveringBranchName} may deliver for ${one.branchName}`,
    one.tier === null ? '' : `${String(one.tier)}, ${String(one.rankInTier ?? '')}`,
    one.rateMinPence === null ? '' : `£${pounds(one.rateMinPence)} to £${pounds(one.rateMaxPence)}`,
    one.endsOn ?? 'no end',
  ]),
)}
<h2>Contacts</h2>
${table(
  'Branches',
  ['Branch', 'Provider', 'Telephone', 'Manager'],
  branches.map((one) => [
    one.name,
    one.providerName,
    one.telephone ?? 'not recorded',
    one.managerName ?? 'not recorded',
  ]),
)}
</body></html>
`;
}

function byBranch(care: readonly CareFact[]): [string, CareFact[]][] {
  const found = new Map<string, CareFact[]>();
  for (const one of care) {
    const title = `${one.branchName}, ${one.providerName}: ${one.telephone ?? 'no telephone number recorded'}`;
    found.set(title, [...(found.get(title) ?? []), one]);
  }
  return [...found];
}

const careRow = (one: CareFact): string[] => [
  `${nameOf(one)} (${one.reference}), born ${one.bornOn ?? 'not known'}${one.livesAlone ? ', lives alone' : ''}`,
  addressOf(one),
  one.visits.map(visitInWords).join('\n'),
  [one.needs.join(', '), one.note ?? ''].filter(Boolean).join('. '),
];

const nameOf = ({ givenName, familyName }: CareFact): string => `${givenName} ${familyName}`;
const addressOf = ({ addressLines, postcode }: CareFact): string => [...addressLines, postcode].join(', ');
const shown = (at: Date): string => londonDateTime(at).slice(0, 16);
const pounds = (pence: number | null): string => (pence === null ? '' : (pence / 100).toFixed(2));
const hours = (minutes: number): string => (minutes / 60).toFixed(2);
const conditionInWords = (kind: ConditionKind): string => kind.replaceAll('_', ' ');
const workInWords = (action: string): string => action.replaceAll('_', ' ');

const DAY_WORDS: Readonly<Record<Day, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

function visitInWords({ days, band, window, minutes, carers, timeCriticalReason }: Visit): string {
  const { from, to } = window ?? BAND_HOURS[band];
  const on = days.length === DAYS.length ? 'every day' : days.map((day) => DAY_WORDS[day]).join(' ');
  const two = carers === 2 ? ', 2 carers' : '';
  const critical = timeCriticalReason ? `, TIME-CRITICAL: ${timeCriticalReason}` : '';
  return `${on} ${from}–${to}, ${String(minutes)} min${two}${critical}`;
}

function table(caption: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `<p>${escaped(caption)}: none.</p>`;
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell).replaceAll('\n', '<br>')}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${escaped(caption)}</caption><thead>${row(heading, 'th')}</thead><tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
