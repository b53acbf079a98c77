import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AddressFault, type AllowedNetworks, checkedAddress } from './outward-address.js';

/** The time in which the other system must answer. */
const ANSWER_WITHIN_MS = 15_000;
/** The most bytes of an answer that are read. Only the status matters. */
const MOST_ANSWER_BYTES = 64_000;

export interface WebhookCall {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The outcome of a call: an HTTP status with the pause that the other system asked for, or why there is none. A redirect is
 * a status like others and is never followed.
 */
export type CallOutcome =
  | { readonly status: number; readonly retryAfterMs: number | null }
  | { readonly fault: AddressFault | 'timeout' | 'no_connection' };

/**
 * Sends one webhook call. Checks the address at every call and connects to the address that was checked, so that a change
 * of the name's address cannot lead inwards. Never throws.
 */
export async function callWebhook(call: WebhookCall, allowed: AllowedNetworks): Promise<CallOutcome> {
  const checked = await checkedAddress(call.url, allowed);
  if ('fault' in checked) return checked;
  const { url, address, family } = checked;
  // Node asks for one address or for all of them, and the answer has another form for each.
  const lookup: LookupFunction = (_, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
  return new Promise((settle) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(call.body)),
        'user-agent': 'Homeward-Webhooks',
        ...call.headers,
      },
      lookup,
      agent: false,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    request.on('error', ({ name }) => settle({ fault: name === 'AbortError' ? 'timeout' : 'no_connection' }));
    request.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      settle({ status, retryAfterMs: retryAfterOf(headers['retry-after']) });
      let read = 0;
      response.on('data', (piece: Buffer) => {
        read += piece.length;
        if (read > MOST_ANSWER_BYTES) response.destroy();
      });
      response.on('error', () => request.destroy());
    });
    request.end(call.body);
  });
}

/** Returns the pause of a `Retry-After` header in milliseconds, or null if it has none that can be read. */
function retryAfterOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
}
