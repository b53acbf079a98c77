import type { FastifyReply } from 'fastify';

/**
 * Sets the security headers of a page. The page may load content only from this console. An inline script
 * runs only with the given nonce (a random value).
 */
export function setPageHeaders(reply: FastifyReply, nonce?: string): void {
  const policy = [
    "default-src 'none'",
    nonce ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  setCommonHeaders(reply, policy.join('; '));
}

/**
 * Sets the security headers of an uploaded file. If a browser opens the file, scripts in the file do not run,
 * and the file cannot load anything.
 */
export function setFileHeaders(reply: FastifyReply): void {
  setCommonHeaders(reply, "sandbox; default-src 'none'; frame-ancestors 'none'");
  void reply.header('x-content-type-options', 'nosniff');
}

function setCommonHeaders(reply: FastifyReply, policy: string): void {
  void reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'same-origin')
    .header('x-frame-options', 'DENY')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    .header('cache-control', 'no-store');
}
