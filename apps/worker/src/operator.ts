import { createInterface } from 'node:readline/promises';
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
import {
  type Command,
  type CouncilOptions,
  emailOf,
  HELP,
  nameOf,
  readCommand,
  Usage,
} from './operator-arguments.js';

/** What the command cannot do. The error's text says why. */
class Refused extends Error {}

const ERRORS: Readonly<Record<string, string>> = {
  user_not_found: 'No enabled user has this e-mail address.',
  email_taken: 'Another enabled user has this e-mail address.',
  provider_not_found: 'There is no such authority or provider.',
};

try {
  const command = readCommand(process.argv.slice(2));
  if (command === null) process.stdout.write(`${HELP}\n`);
  else {
    const { link, note } = await run(command);
    if (note) process.stderr.write(`${note}\n`);
    if (link) {
      const url = new URL(`/account-link/${link.token}`, command.address);
      process.stdout.write(`${url.href}\n`);
      process.stderr.write(`The link works once, until ${link.expiresAt.toISOString()}.\n`);
    }
  }
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = error instanceof Usage ? 2 : 1;
}

interface Outcome {
  readonly link?: IssuedLink;
  /** A sentence for the operator. */
  readonly note?: string;
}

async function run(command: Command): Promise<Outcome> {
  switch (command.kind) {
    case 'authority': {
      const asked = await councilOf(command.options);
      return told(await withActs((app) => app.get(SetUpAuthority).execute(asked)));
    }
    case 'link':
      return {
        link: await withActs((app) => app.get(IssueOperatorLink).execute({ email: command.email })),
      };
    case 'administrator':
      return { link: await withActs((app) => app.get(InviteByOperator).execute(command.invitation)) };
  }
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
      throw new Refused(`A council with another ONS code is called ${authorityName}.`);
  }
}

/** Reads what sets up a council from the options. On a terminal, asks for what is missing until it is valid. */
async function councilOf(options: CouncilOptions) {
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
      if (!line || line.done)
        throw new Refused('The questions were not all answered, so nothing was changed.');
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
  if (error instanceof Usage) return `${error.message}\n\n${HELP}`;
  if (error instanceof DomainError) return ERRORS[error.code] ?? `Refused: ${error.code}.`;
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
