import type { AwardFile, ProvenPart } from '#contracts/award-files';

/**
 * Writes the award file as one HTML page for readers: who was asked and why not, each offer with its score, the award with
 * its reason, and what happened when. The page proves nothing; `award-file.json` does.
 */
export function awardSheet(file: AwardFile): string {
  const name = (id: unknown): string => file.names[textOf(id)] ?? textOf(id);
  const parts = (record: string, part: string): Fields[] =>
    file.records
      .filter((one) => one.record === record && one.part === part && one.content !== null)
      .map(contentOf);
  const [settings = {}] = parts('broadcast', 'settings');
  const sections = [
    table(
      'The round',
      ['What', 'Value'],
      Object.entries(settings).map(([field, value]) => [field, textOf(value)]),
    ),
    table(
      'Who was decided on',
      ['Branch', 'Delivers', 'May take it', 'Rules that failed'],
      decisions(file).map((row) => [
        name(row.branchId),
        name(row.deliveringBranchId),
        row.eligible === true ? 'yes' : 'no',
        failedRules(row.checks),
      ]),
    ),
    table(
      'Offers',
      ['Offer', 'Version', 'Branch', 'Status', 'Terms', 'At'],
      parts('offer', 'offer').map((row) => [
        textOf(row.offerId),
        textOf(row.version),
        name(row.branchId),
        textOf(row.status),
        textOf(row.terms),
        textOf(row.at),
      ]),
    ),
    table('What was written with the offers', ['Offer', 'Note and reason'], words(file, 'offer')),
    table('Ranking', ['Rank', 'Offer', 'Components of the score'], ranked(parts('ranking', 'ranking'))),
    table(
      'Award',
      ['What', 'Value'],
      parts('award', 'award').flatMap((row) =>
        Object.entries(row).map(([field, value]) => [
          field,
          field.endsWith('By') ? name(value) : textOf(value),
        ]),
      ),
    ),
    table('Reason of the award', ['Award', 'Reason'], words(file, 'award')),
    table(
      'What happened',
      ['At', 'Event', 'About', 'Facts'],
      happened(file).map((event) => [
        textOf(event.at),
        textOf(event.name),
        textOf(event.subject),
        textOf({ ...(event.payload as object), digests: undefined }),
      ]),
    ),
  ];
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Award file of broadcast ${escaped(file.broadcastId)}</title>
<style>body{font-family:sans-serif;margin:2rem;max-width:80rem}table{border-collapse:collapse;margin-bottom:2rem}
caption{text-align:left;font-weight:bold;padding:.5rem 0}td,th{border:1px solid #b1b4b6;padding:.3rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}</style></head>
<body><h1>Award file of broadcast ${escaped(file.broadcastId)}</h1>
<p>Made at ${escaped(file.madeAt)}. This page is for reading. To check it, check award-file.json as docs/audit.md says.</p>
${sections.join('\n')}
</body></html>
`;
}

type Fields = Readonly<Record<string, unknown>>;

const contentOf = ({ content }: ProvenPart): Fields => (content ?? {}) as Fields;

function decisions({ records }: AwardFile): Fields[] {
  const found = records.find(({ record, part }) => record === 'broadcast' && part === 'decisions');
  return (found?.content ?? []) as Fields[];
}

function failedRules(checks: unknown): string {
  const failed = (checks as readonly Fields[]).filter(({ result }) => result === 'fail');
  return failed.map(({ rule }) => textOf(rule)).join(', ');
}

const words = ({ records }: AwardFile, record: string): string[][] =>
  records
    .filter((one) => one.record === record && one.part === 'words' && !one.withheld)
    .map(({ key, content, salt }) => [key, salt === null ? 'erased' : textOf(content)]);

const ranked = (rankings: readonly Fields[]): string[][] =>
  rankings
    .flatMap(({ offers }) => (offers ?? []) as readonly Fields[])
    .map(({ rank, offerId, score }) => [textOf(rank), textOf(offerId), textOf(score)]);

const happened = ({ segments }: AwardFile): Fields[] =>
  segments.flatMap(({ links }) => links.flatMap((link) => ('event' in link ? [link.event] : [])));

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function table(caption: string, heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<table><caption>${escaped(caption)}</caption>${row(heading, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter);
