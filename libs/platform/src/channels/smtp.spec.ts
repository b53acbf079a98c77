import { failureOf } from './smtp.js';

describe('what a failure of the mail server means', () => {
  it.each([
    {
      error: { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
      outcome: 'bounced',
      unsure: false,
    },
    {
      error: { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452 },
      outcome: 'recipient_busy',
      unsure: false,
    },
    { error: { code: 'EENVELOPE', command: 'API' }, outcome: 'bounced', unsure: false },
    { error: { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, outcome: 'refused', unsure: false },
    {
      error: { code: 'EMESSAGE', command: 'DATA', responseCode: 451 },
      outcome: 'recipient_busy',
      unsure: false,
    },
    {
      error: { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550 },
      outcome: 'channel_away',
      unsure: false,
    },
    {
      error: { code: 'ESOCKET', command: 'CONN', syscall: 'connect' },
      outcome: 'channel_away',
      unsure: false,
    },
    {
      error: { code: 'EPROTOCOL', command: 'CONN', responseCode: 421 },
      outcome: 'channel_away',
      unsure: false,
    },
    {
      error: { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      outcome: 'channel_away',
      unsure: false,
    },
    { error: { code: 'ETIMEDOUT', command: 'CONN' }, outcome: 'channel_away', unsure: true },
    { error: { code: 'ECONNECTION', command: 'CONN' }, outcome: 'channel_away', unsure: true },
    { error: { code: 'EABORT' }, outcome: 'channel_away', unsure: true },
  ])('$error is $outcome (may have arrived: $unsure)', ({ error, outcome, unsure }) => {
    expect(failureOf(error)).toMatchObject({ outcome, isUncertain: unsure });
  });
});
