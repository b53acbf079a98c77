import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server answers: nothing to accept, a code to refuse, `hang` to never answer, `break` to cut all connections. */
export type Answer = number | 'hang' | 'break' | undefined;

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
  /** The mails that the server accepted. */
  readonly received: ReceivedMail[] = [];
  /** The `Message-ID` of every mail that the server got in full, accepted or not. */
  readonly attempted: string[] = [];
  answers: MailServerAnswers = {};
  private server: SMTPServer | undefined;
  private port = 0;
  private readonly sockets = new Set<Socket>();

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
    this.attempted.length = 0;
    this.answers = {};
  }

  /** Starts to listen, on the same port as before. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      closeTimeout: 100,
      onConnect: (_session, callback) => this.answer(this.answers.connect?.(), callback),
      onRcptTo: ({ address }, _session, callback) => this.answer(this.answers.recipient?.(address), callback),
      onData: (stream, { envelope }, callback) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        void simpleParser(stream).then((parsed) => {
          const refused = this.answers.data?.(to.join());
          if (refused === undefined) this.received.push(mailOf(to, parsed));
          this.attempted.push(parsed.messageId ?? '');
          this.answer(refused, callback);
        }, callback);
      },
    });
    server.on('error', () => undefined); // a client that goes away is what some tests are about
    server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Cuts all connections, so that clients must connect again. */
  async cut(): Promise<void> {
    await Promise.all(
      [...this.sockets].map(async (socket) => {
        socket.destroy();
        await once(socket, 'close');
      }),
    );
  }

  async stop(): Promise<void> {
    await this.cut();
    await new Promise<void>((resolve) => this.server?.close(() => resolve()));
  }

  private answer(code: Answer, callback: (error?: Error | null) => void): void {
    if (code === 'hang') return;
    if (code === 'break') for (const socket of this.sockets) socket.destroy();
    else if (code === undefined) callback();
    else callback(Object.assign(new Error('refused by the test'), { responseCode: code }));
  }
}

function mailOf(to: readonly string[], parsed: ParsedMail): ReceivedMail {
  const { messageId = '', subject = '', text = '' } = parsed;
  return { to, messageId, subject, text, parsed };
}
