import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { until } from '../../support/api-world.js';
import { environmentWith, proxyProgram } from '../../support/environment.js';

const DOCUMENT = readFileSync(path.resolve(__dirname, '../../../docs/proxies.md'), 'utf8');

export type ProxyName = 'nginx' | 'haproxy' | 'caddy';

/** Returns a configuration of docs/proxies.md, by the language of its code block. */
export function documentedConfiguration(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(DOCUMENT)?.[1];
  if (!block) throw new Error(`docs/proxies.md has no configuration for ${language}`);
  return block;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A real proxy with a configuration of a test, in a temporary folder that has a certificate. */
export class RunningProxy {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /**
   * Starts a proxy. The function `configure` gets the port to listen on and the path of a file with a certificate
   * and its key.
   */
  static async start(
    name: ProxyName,
    configure: (port: number, certificate: string) => string,
  ): Promise<RunningProxy> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'homeward-proxy-'));
    chmodSync(folder, 0o755); // nginx changes its account if root starts it
    const port = await freePort();
    const text = configure(port, makeCertificate(folder));
    const file = path.join(folder, 'proxy.conf');
    writeFileSync(file, wholeConfiguration(name, text, folder));
    const child = spawn(proxyProgram(name), argumentsOf(name, file, folder), {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentWith({ XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }),
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (output: Buffer) => (said += output.toString()));
    const proxy = new RunningProxy(port, child, folder);
    await until(`${name} listens`, async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
      return isListening(port);
    });
    return proxy;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Writes a certificate for localhost and its key, signed by itself, to one file. */
function makeCertificate(folder: string): string {
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'both.pem'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes', '-newkey', 'rsa:2048'];
  execFileSync('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  return both;
}

function wholeConfiguration(name: ProxyName, text: string, folder: string): string {
  if (name === 'nginx') return wholeNginx(text, folder);
  // Without its port for commands and its redirects from port 80, which tests that run side by side would share.
  return name === 'caddy' ? `{\n  admin off\n  auto_https disable_redirects\n}\n${text}` : text;
}

function argumentsOf(name: ProxyName, file: string, folder: string): string[] {
  if (name === 'nginx') return ['-c', file, '-p', folder, '-e', 'stderr'];
  return name === 'caddy' ? ['run', '--config', file, '--adapter', 'caddyfile'] : ['-f', file, '-db'];
}

/** Puts a server of nginx into a whole configuration that writes to the folder only. */
function wholeNginx(server: string, folder: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  return `daemon off; worker_processes 1; pid ${folder}/pid; events {} http { access_log off; ${temporary} ${server} }`;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
