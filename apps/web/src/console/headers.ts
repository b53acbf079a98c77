import type { FastifyReply } from 'fastify';

/** Allows content from this origin only, and an inline script only with the nonce of this answer. */
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

/** A file that a user uploaded runs in a separate origin (`sandbox`) and may load nothing. */
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
