/** The version of Homeward. A test compares it with package.json and with the newest entry of CHANGELOG.md. */
export const VERSION = '0.2.0';
