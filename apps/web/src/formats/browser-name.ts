/**
 * Patterns that recognise a browser by the name with which it identifies itself (user agent). The first match
 * counts, because most browsers also name other browsers there.
 */
const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bCrOS\b/, 'a Chromebook'],
  [/\bLinux\b/, 'Linux'],
];
const LONGEST = 60;

/**
 * Returns the browser and the operating system that a user agent names, for example "Chrome on Windows". For
 * other programs, returns the first 60 characters of the user agent.
 */
export function browserName(client: string | null): string {
  if (!client) return 'Unknown';
  const nameIn = (names: typeof BROWSERS): string | undefined =>
    names.find(([mark]) => mark.test(client))?.[1];
  const browser = nameIn(BROWSERS);
  if (!browser) return client.length > LONGEST ? `${client.slice(0, LONGEST)}…` : client;
  const system = nameIn(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}
