import { createHmac, randomBytes } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** Returns a new signing secret. */
export const newSigningSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** Returns a signing secret as the Standard Webhooks specification writes it. */
export const secretAsText = (secret: Buffer): string => `${SECRET_PREFIX}${secret.toString('base64')}`;

interface Signed {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/**
 * Returns the headers that sign a webhook call by the Standard Webhooks specification. With several secrets, the call has
 * a signature of each, so that a receiver may know the old or the new secret.
 */
export function signatureHeaders(
  secrets: readonly Buffer[],
  { id, at, body }: Signed,
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
