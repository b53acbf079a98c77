import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { InviteByOperator } from '#brokerage/identity/invite-by-operator';
import { type AuthoritySetUp, SetUpAuthority } from '#brokerage/identity/set-up-authority';
import { IssueOperatorLink } from '#brokerage/identity/issue-operator-link';
import type { IssuedLink } from '#brokerage/identity/steps/issue-account-link';
import { ON_PLATFORM } from '#brokerage/on-platform';
import { councilCode } from '#domain/authorities/ons-code';
import { DomainError } from '#domain/domain-error';
import { Config } from '#platform/config/config';
import { PlatformModule } from '#platform/platform.module';

const HELP = `operator COMMAND [options]

The operator's commands. Each prints a single-use link, valid for one hour, with which a person sets a
password. Give the link to that person only. Each link is recorded, and the person can see it.

  authority [--council NAME] [--ons-code CODE] [--email EMAIL] [--name NAME]
      sets up a council with its first administrator. Asks for what is missing. Until the administrator has set
      a password, the same command prints a new link, and the old link ends
  link EMAIL
      a link for a user: an invited administrator of a provider, or a user who forgot the password
  administrator --authority ID --email EMAIL --name NAME
      adds an administrator of an authority
  administrator --provider CQC-ID --email EMAIL --name NAME
      adds an administrator of a provider, also where an authority must not

  --address URL   the address of the console, with which the link begins (http://localhost:3000)
  --help          show this`;

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** An error in the arguments of a command. The error's text says what to change. */
class Usage extends Error {}

const ERRORS: Readonly<Record<string, string>> = {
  user_not_found: 'No enabled user has this e-mail address.',
  email_taken: 'Another enabled user has this e-mail address.',
  provider_not_found: 'There is no such authority or provider.',
};

try {
  const { values, positionals } = readArguments(process.argv.slice(2));
  if (values.help === true || positionals.length === 0) process.stdout.write(`${HELP}\n`);
  else {
    const { link, note } = await run(positionals, values);
    if (note) process.stderr.write(`${note}\n`);
    if (link) {
      const url = new URL(`/account-link/${link.token}`, values.address);
      process.stdout.write(`${url.href}\n`);
      process.stderr.write(`The link works once, until ${link.expiresAt.toISOString()}.\n`);
    }
  }
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

interface Options {
  readonly council?: string;
  readonly 'ons-code'?: string;
  readonly authority?: string;
  readonly provider?: string;
  readonly email?: string;
  readonly name?: string;
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        council: { type: 'string' },
        'ons-code': { type: 'string' },
        authority: { type: 'string' },
        provider: { type: 'string' },
        email: { type: 'string' },
        name: { type: 'string' },
        address: { type: 'string', default: 'http://localhost:3000' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

interface Outcome {
  readonly link?: IssuedLink;
  /** A sentence for the operator. */
  readonly note?: string;
}

async function run([command, ...rest]: readonly string[], options: Options): Promise<Outcome> {
  const [email] = rest;
  if (command === 'authority' && rest.length === 0) {
    const asked = await councilOf(options);
    return told(await withActs((app) => app.get(SetUpAuthority).execute(asked)));
  }
  if (command === 'link' && email !== undefined && rest.length === 1)
    return { link: await withActs((app) => app.get(IssueOperatorLink).execute({ email })) };
  if (command === 'administrator' && rest.length === 0) {
    const invitation = invitationOf(options);
    return { link: await withActs((app) => app.get(InviteByOperator).execute(invitation)) };
  }
  throw new Usage('This command is not known.');
}

function told(setUp: AuthoritySetUp): Outcome {
  const { outcome, authorityName } = setUp;
  switch (outcome) {
    case 'created':
      return {
        link: setUp.link,
        note: `${authorityName} is set up. Its first administrator sets a password here:`,
      };
    case 'link_renewed':
      return {
        link: setUp.link,
        note: `${authorityName} was set up before. Earlier links no longer work. The new one:`,
      };
    case 'has_administrator':
      return {
        note: `${authorityName} has an administrator already, so nothing was changed. For a forgotten password: operator link EMAIL.`,
      };
    case 'name_taken':
      throw new Usage(`A council with another ONS code is called ${authorityName}.`);
  }
}

/** Reads what sets up a council from the options. On a terminal, asks for what is missing until it is valid. */
async function councilOf(options: Options) {
  const missing: string[] = [];
  const terminal = process.stdin.isTTY
    ? createInterface({ input: process.stdin, output: process.stderr })
    : null;
  const lines = terminal?.[Symbol.asyncIterator]();
  const get = async (
    { flag, question, fault }: { flag: string; question: string; fault: string },
    given: string | undefined,
    read: (typed: string) => string | null,
  ): Promise<string> => {
    if (given !== undefined) {
      const value = read(given);
      if (value === null) throw new Usage(`--${flag}: ${fault}`);
      return value;
    }
    if (!terminal) {
      missing.push(`--${flag}`);
      return '';
    }
    for (;;) {
      terminal.setPrompt(`${question}: `);
      terminal.prompt();
      const line = await lines?.next(); // unlike `question`, keeps lines that were pasted together
      if (!line || line.done) throw new Usage('The questions were not all answered, so nothing was changed.');
      const value = read(line.value);
      if (value !== null) return value;
      process.stderr.write(`${fault}\n`);
    }
  };
  try {
    const name = await get(
      { flag: 'council', question: 'Name of the council', fault: 'Enter a name of up to 200 characters.' },
      options.council,
      nameOf,
    );
    const gssCode = await get(
      {
        flag: 'ons-code',
        question: 'ONS code of the council (E10000018, for example)',
        fault: 'Enter the ONS code of a council with adult social care: E06, E08, E09 or E10 and six digits.',
      },
      options['ons-code'],
      councilCode,
    );
    const email = await get(
      {
        flag: 'email',
        question: 'E-mail address of the first administrator',
        fault: 'Enter an e-mail address.',
      },
      options.email,
      emailOf,
    );
    const administrator = await get(
      {
        flag: 'name',
        question: 'Name of the first administrator',
        fault: 'Enter a name of up to 200 characters.',
      },
      options.name,
      nameOf,
    );
    if (missing.length > 0) throw new Usage(`Missing: ${missing.join(', ')}.`);
    return { name, gssCode, administrator: { email, name: administrator } };
  } finally {
    terminal?.close();
  }
}

function nameOf(typed: string): string | null {
  const name = typed.trim().replaceAll(/\s+/g, ' ');
  return name && name.length <= 200 && !/\p{Cc}/u.test(name) ? name : null;
}

function emailOf(typed: string): string | null {
  const email = typed.trim();
  return email.length <= 254 && EMAIL.test(email) ? email : null;
}

function invitationOf({ authority, provider, email, name }: Options) {
  if (email === undefined || emailOf(email) === null) throw new Usage('--email needs an e-mail address.');
  if (name === undefined || nameOf(name) === null)
    throw new Usage('--name needs a name of up to 200 characters.');
  if (authority !== undefined && provider === undefined) {
    if (!/^[0-9a-f-]{36}$/i.test(authority)) throw new Usage('--authority needs the id of an authority.');
    return { authorityId: authority, providerId: null, email, name };
  }
  if (provider !== undefined && authority === undefined)
    return { authorityId: null, providerId: provider, email, name };
  throw new Usage('Give either --authority or --provider.');
}

type App = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

/** Runs an act in a Nest application that has no HTTP server, no sockets and no queues. */
async function withActs<T>(work: (app: App) => Promise<T>): Promise<T> {
  @Module({ imports: [PlatformModule.forRoot('operator', Config.ofOwner(), ON_PLATFORM), BrokerageModule] })
  class OperatorModule {}
  const app = await NestFactory.createApplicationContext(OperatorModule, {
    logger: false,
    abortOnError: false,
  });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Usage) return `${error.message} The option --help lists the commands.`;
  if (error instanceof DomainError) return ERRORS[error.code] ?? `Refused: ${error.code}.`;
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
