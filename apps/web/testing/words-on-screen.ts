/**
 * Words and phrases that no page shows (decision 52). They address no one in particular, or are riddles to an
 * officer or a care manager. Each pattern stands for a word that the page should use instead.
 */
const BANNED: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\b(some|any|every)body\b|\bnobody\b/i, 'name the person or the role'],
  [/\bwho(m|ever|mever)\b|\bwhose\b/i, 'name the person or the role'],
  [/\bwhatever\b/i, 'say which'],
  [/\bof them\b|\bthat of\b/i, 'repeat the noun'],
  [/\bhow it stands\b|\bas (it|they) stood\b|\bas it stands\b/i, 'status'],
  [/\bbeing asked for\b|\basked for again\b/i, 'out to broadcast'],
  [/\bmoves? to decide\b|\bthe move of this care\b/i, 'transfer'],
  [/\bseen to by\b|\bsees to it\b/i, 'owner'],
  [/\bby the clocks of london\b/i, 'UK time'],
  [/\bwhat it rests on\b/i, 'evidence'],
  [/\bowes? updates\b|\bupdates that\b/i, 'reports'],
  [/\bthe interface for machines\b/i, 'API documentation'],
  [/\bthat you looked\b|\bevery look at\b/i, 'Viewing this record is logged.'],
  [/\bmay not, of this lot\b|\bto be known\b/i, 'not eligible; notes'],
  [/\broom for one more\b/i, 'Add another visit'],
  [/\bmake the package\b|\bthe package is made\b/i, 'Create package'],
  [/\bgive branches longer\b/i, 'Extend the deadline'],
  [/\bbinds?\b/i, 'apply'],
  [/\bany ?more\b/i, 'no longer'],
  [/\bundefined\b|\bNaN\b|\[object /, 'the value'],
  [/\b(the|your|every|another|other) authorit(y|ies)\b|\ball authorities\b/i, 'council'],
  [/\basked for\b/i, 'requested'],
  [/\b(goes|go|went) over\b|\bcomes? onto\b/i, 'delivers from now on; appears on'],
  [/\bruns? on\b|\brun out\b/i, 'continues; expired'],
  [/\b(its|the|their|your) present (care|rating|deadline|password)\b/i, 'current'],
  [/\bit is another person\b|\bwho answers\b|\bwho covers\b/i, 'a noun'],
  [/\bmake (a )?key\b|\bmay do\b/i, 'create key; access'],
  [/\bby band\b|\bserves bed\b/i, 'by time of day'],
  [/\bsince when\b|\bthat we have seen\b/i, 'a noun; mark as seen'],
  [/\b\d+ (hours?|minutes?)( \d+ minutes?)? a week\b/i, 'durations such as 10 h 30 min'],
];

/**
 * Returns the banned phrases in a text of the screen, each with its surroundings and what to write instead.
 */
export function bannedWords(text: string): string[] {
  return BANNED.flatMap(([words, instead]) => {
    const found = words.exec(text);
    if (!found) return [];
    const around = text.slice(Math.max(0, found.index - 30), found.index + found[0].length + 30);
    return [`“${around.trim()}”: write ${instead}`];
  });
}
