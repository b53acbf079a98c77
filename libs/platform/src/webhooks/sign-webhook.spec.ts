import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { newSigningSecret, secretAsText, signatureHeaders } from './sign-webhook.js';

describe('the signature of a webhook', () => {
  const signed = { id: 'msg_1', at: new Date(), body: '{"type":"package.created","name":"李"}' };

  it('is accepted by the library of the specification, with each of two secrets', () => {
    const secrets = [newSigningSecret(), newSigningSecret()];
    const headers = signatureHeaders(secrets, signed);
    for (const secret of secrets)
      expect(new Webhook(secretAsText(secret)).verify(signed.body, headers)).toEqual(JSON.parse(signed.body));
  });

  it.each([
    { why: 'another body', change: { body: '{}' } },
    { why: 'another id', change: { id: 'msg_2' } },
    { why: 'a time of ten minutes ago', change: { at: new Date(Date.now() - 600_000) } },
  ])('is refused for $why', ({ change }) => {
    const secret = newSigningSecret();
    const headers = signatureHeaders([secret], { ...signed, ...change });
    const forged = { ...headers, 'webhook-id': signed.id };
    expect(() => new Webhook(secretAsText(secret)).verify(signed.body, forged)).toThrow(
      WebhookVerificationError,
    );
  });
});
