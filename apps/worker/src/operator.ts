import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { InviteByOperator } from '#brokerage/identity/invite-by-operator';
import { IssueOperatorLink } from '#brokerage/identity/issue-operator-link';
import type { IssuedLink } from '#brokerage/identity/steps/issue-account-link';
import { ENTITIES } from '#brokerage/rows/entities';
import { DomainError } from '#domain/domain-error';
import { Config } from '#platform/config/config';
import { PlatformModule } from '#platform/platform.module';

const HELP = `operator COMMAND [options]

The operator's commands. Each prints a single-use link, valid for one hour, with which a person sets a
password. Give the link to that person only. Each link is recorded, and the person can see it.

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
    const { token, expiresAt } = await run(positionals, values);
    const link = new URL(`/account-link/${token}`, values.address);
    process.stdout.write(`${link.href}\n`);
    process.stderr.write(`The link works once, until ${expiresAt.toISOString()}.\n`);
  }
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

interface Options {
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

async function run([command, ...rest]: readonly string[], options: Options): Promise<IssuedLink> {
  const [email] = rest;
  if (command === 'link' && email !== undefined && rest.length === 1)
    return withActs((app) => app.get(IssueOperatorLink).execute({ email }));
  if (command === 'administrator' && rest.length === 0) {
    const invitation = invitationOf(options);
    return withActs((app) => app.get(InviteByOperator).execute(invitation));
  }
  throw new Usage('This command is not known.');
}

function invitationOf({ authority, provider, email, name }: Options) {
  if (email === undefined || email.length > 254 || !EMAIL.test(email))
    throw new Usage('--email needs an e-mail address.');
  if (!name?.trim() || name.length > 200) throw new Usage('--name needs a name of up to 200 characters.');
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
  @Module({ imports: [PlatformModule.forRoot('operator', Config.ofOwner(), ENTITIES), BrokerageModule] })
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
