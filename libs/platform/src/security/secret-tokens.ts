import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** Returns a new random secret. The caller shows the secret once and stores only the hash of the secret. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/**
 * Returns the SHA-256 hash of a token. A fast hash is safe, because tokens are long and random and cannot be
 * guessed.
 */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
