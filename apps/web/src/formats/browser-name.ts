/** Most browsers also name other browsers in their user agent, so the first match counts. */
const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
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

/** The browser and the system in a user agent: "Chrome on Windows". Another client is shown as its own user agent. */
export function browserName(client: string | null): string {
  if (!client) return 'Unknown';
  const nameIn = (names: typeof BROWSERS): string | undefined =>
    names.find(([mark]) => mark.test(client))?.[1];
  const browser = nameIn(BROWSERS);
  if (!browser) return client.length > LONGEST ? `${client.slice(0, LONGEST)}…` : client;
  const system = nameIn(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}
