/** What the web process is told from outside; the only place here that reads the environment. */
export interface WebConfig {
  readonly port: number;
  readonly host: string;
  readonly apiUrl: string;
}

/** @throws Error naming what is missing or wrong. */
export function webConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): WebConfig {
  const port = Number(environment.PORT ?? 3_000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number');
  const apiUrl = environment.API_URL ?? '';
  if (!URL.canParse(apiUrl)) throw new Error('API_URL must be the address of the API');
  return { port, host: environment.HOST ?? '127.0.0.1', apiUrl };
}
