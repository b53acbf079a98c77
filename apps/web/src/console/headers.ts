import type { FastifyReply } from 'fastify';

/** Nothing from elsewhere, nothing written into a page but what carries this answer's own number. */
export function guard(reply: FastifyReply, nonce?: string): void {
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
  surround(reply, policy.join('; '));
}

/** A file that somebody brought is no page of ours: it has an origin of its own, and nothing to load. */
export function guardFile(reply: FastifyReply): void {
  surround(reply, "sandbox; default-src 'none'; frame-ancestors 'none'");
  void reply.header('x-content-type-options', 'nosniff');
}

function surround(reply: FastifyReply, policy: string): void {
  void reply
    .header('content-security-policy', policy)
    .header('referrer-policy', 'same-origin')
    .header('x-frame-options', 'DENY')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    .header('cache-control', 'no-store');
}
