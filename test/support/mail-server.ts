import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server answers: nothing to accept, a code to refuse, or `hang` to never answer. */
export type Answer = number | 'hang' | undefined;

/** The answers of the server to each step. */
export interface MailServerAnswers {
  connect?: () => Answer;
  recipient?: (address: string) => Answer;
  data?: (address: string) => Answer;
}

/** A mail as the server got it, with the recipients of its envelope. */
export interface ReceivedMail {
  readonly to: readonly string[];
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly parsed: ParsedMail;
}

/** A real SMTP server for tests. The test says how the server answers, and reads what it got. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  answers: MailServerAnswers = {};
  private server: SMTPServer | undefined;
  private port = 0;

  static async open(): Promise<MailServer> {
    const server = new MailServer();
    await server.start();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}?tls=off`;
  }

  /** Forgets what was received, and accepts everything again. */
  reset(): void {
    this.received.length = 0;
    this.answers = {};
  }

  /** Starts to listen, on the same port as before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 100,
      onConnect: (_session, callback) => answer(this.answers.connect?.(), callback),
      onRcptTo: ({ address }, _session, callback) => answer(this.answers.recipient?.(address), callback),
      onData: (stream, { envelope }, callback) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        void simpleParser(stream).then((parsed) => {
          const refused = this.answers.data?.(to.join());
          if (refused === undefined) this.received.push(mailOf(to, parsed));
          answer(refused, callback);
        }, callback);
      },
    });
    server.on('error', () => undefined); // a client that goes away is what some tests are about
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server?.close(() => resolve()));
  }
}

function answer(code: Answer, callback: (error?: Error | null) => void): void {
  if (code === 'hang') return;
  if (code === undefined) return callback();
  callback(Object.assign(new Error('refused by the test'), { responseCode: code }));
}

function mailOf(to: readonly string[], parsed: ParsedMail): ReceivedMail {
  const { messageId = '', subject = '', text = '' } = parsed;
  return { to, messageId, subject, text, parsed };
}
