import { isLoopback } from './forwarded-headers.js';
import type { DemonstrationSignIn } from './pages/sign-in/page.js';

/** The configuration of the web process, which serves the console. */
export interface WebConfig {
  readonly port: number;
  readonly host: string;
  readonly apiUrl: string;
  readonly logLevel: string;
  /**
   * The users that the sign-in page lists with their passwords. Empty if there is no demonstration, or if
   * other machines can reach the console.
   */
  readonly demonstration: readonly DemonstrationSignIn[];
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the configuration of the web process from environment variables.
 *
 * @throws Error that names the missing or invalid variable
 */
export function webConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): WebConfig {
  const port = Number(environment.PORT ?? 3_000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number');
  const apiUrl = environment.API_URL ?? '';
  if (!URL.canParse(apiUrl)) throw new Error('API_URL must be the address of the API');
  const logLevel = environment.LOG_LEVEL ?? 'info';
  if (!LOG_LEVELS.includes(logLevel)) throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`);
  const host = environment.HOST ?? '127.0.0.1';
  const signIns = readSignIns(environment.DEMONSTRATION_SIGN_INS);
  return { port, host, apiUrl, logLevel, demonstration: isLoopback(host) ? signIns : [] };
}

function readSignIns(text = '[]'): DemonstrationSignIn[] {
  const refused = new Error('DEMONSTRATION_SIGN_INS must be a list of role, email and password');
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.every(isSignIn)) return list;
  } catch {
    throw refused;
  }
  throw refused;
}

function isSignIn(value: unknown): value is DemonstrationSignIn {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['role', 'email', 'password'].every((field) => typeof Reflect.get(value, field) === 'string')
  );
}
