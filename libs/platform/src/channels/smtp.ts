import { createTransport } from 'nodemailer';
import type { Channel, Delivery, Outgoing } from './channel.js';

/** The connections to the mail server that one process opens at most. */
export const SMTP_CONNECTIONS = 5;
/** The time in milliseconds within which the mail server must answer each step. */
const ANSWER_WITHIN_MS = 15_000;

export interface SmtpSettings {
  /** The address of the mail server, such as `smtps://user:password@mail.example:465`. */
  readonly url: string;
  readonly from: string;
  readonly answerWithinMs?: number;
}

/** The fields of nodemailer's errors that say what failed. */
interface SmtpError {
  readonly code?: string;
  /** The answer code of the server, such as 550. */
  readonly responseCode?: number;
  /** The SMTP command that failed, such as `RCPT TO`. */
  readonly command?: string;
  /** The system call that failed, if the connection did. */
  readonly syscall?: string;
}

/**
 * Hands mail to an SMTP server, over a few connections that stay open. A mail is tried once: the caller decides when to
 * try again.
 */
export class Smtp implements Channel {
  readonly name = 'mail';
  readonly leavesHomeward = true;
  private readonly transport: ReturnType<typeof pooled>;
  private readonly answerWithinMs: number;
  private readonly host: string;

  constructor(private readonly settings: SmtpSettings) {
    const { url, answerWithinMs = ANSWER_WITHIN_MS } = settings;
    this.answerWithinMs = answerWithinMs;
    this.host = hostOf(settings.from);
    this.transport = pooled(url, answerWithinMs);
  }

  async send({ id, to, subject, text }: Outgoing): Promise<Delivery> {
    try {
      await this.transport.sendMail({
        from: this.settings.from,
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@${this.host}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        // A server that answers each step just in time would hold a connection for ever.
        signal: AbortSignal.timeout(this.answerWithinMs * 3),
      });
      return { outcome: 'accepted', code: null, isUncertain: false };
    } catch (error) {
      return failureOf(error as SmtpError);
    }
  }

  close(): void {
    this.transport.close();
  }
}

/** Says what a failed attempt means, from the step that failed and the server's answer. */
export function failureOf({ code, responseCode, command, syscall }: SmtpError): Delivery {
  const answer = responseCode === undefined ? (code ?? null) : String(responseCode);
  const failed = (outcome: Delivery['outcome'], isUncertain = false): Delivery => ({
    outcome,
    code: answer,
    isUncertain,
  });
  const isForGood = responseCode !== undefined && responseCode >= 500;
  if (code === 'EENVELOPE' && command === 'API') return failed('bounced'); // no mail server could read the address
  if (code === 'EENVELOPE' && command === 'RCPT TO') return failed(isForGood ? 'bounced' : 'recipient_busy');
  if (command === 'DATA' && responseCode !== undefined)
    return failed(isForGood ? 'refused' : 'recipient_busy');
  const neverSent =
    syscall === 'connect' ||
    code === 'EDNS' ||
    code === 'EAUTH' ||
    code === 'EPROTOCOL' ||
    command === 'MAIL FROM';
  return failed('channel_away', !neverSent);
}

function pooled(url: string, answerWithinMs: number) {
  return createTransport({
    ...connectionOf(url),
    pool: true,
    maxConnections: SMTP_CONNECTIONS,
    maxMessages: 100,
    maxRequeues: 0,
    connectionTimeout: answerWithinMs,
    greetingTimeout: answerWithinMs,
    socketTimeout: answerWithinMs,
    dnsTimeout: answerWithinMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The part of the sender's address after the `@`, which makes a `Message-ID` unique in the world. */
const hostOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'homeward.invalid';

/** Reads the settings of the connection from the address of the mail server. */
function connectionOf(url: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const isSecure = protocol === 'smtps:';
  return {
    host: hostname.replaceAll(/^\[|\]$/g, ''),
    port: port === '' ? (isSecure ? 465 : 587) : Number(port),
    secure: isSecure,
    requireTLS: searchParams.get('tls') === 'required',
    ignoreTLS: searchParams.get('tls') === 'off',
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
  };
}
