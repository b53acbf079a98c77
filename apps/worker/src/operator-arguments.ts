import { parseArgs } from 'node:util';
import { cleanPastedText } from '#contracts/pasted-text';

export const HELP = `operator COMMAND [options]

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

/** An error in the arguments of a command. The error's text says what to change. The exit code is 2. */
export class Usage extends Error {}

export interface CouncilOptions {
  readonly council?: string;
  readonly 'ons-code'?: string;
  readonly email?: string;
  readonly name?: string;
}

interface Options extends CouncilOptions {
  readonly authority?: string;
  readonly provider?: string;
}

type Invitation = { readonly email: string; readonly name: string } & (
  | { readonly authorityId: string; readonly providerId: null }
  | { readonly authorityId: null; readonly providerId: string }
);

/** What the operator asks for. `address` is where links begin. */
export type Command = { readonly address: string } & (
  | { readonly kind: 'authority'; readonly options: CouncilOptions }
  | { readonly kind: 'link'; readonly email: string }
  | { readonly kind: 'administrator'; readonly invitation: Invitation }
);

/**
 * Reads the arguments, before any database is opened. Returns null if they ask for the help.
 *
 * @throws Usage
 */
export function readCommand(args: string[]): Command | null {
  const { values, positionals } = parsed(args);
  if (values.help === true || args.length === 0) return null;
  const { address } = values;
  if (!/^https?:\/\/./.test(address) || !URL.canParse(address))
    throw new Usage(`--address needs an address such as https://homeward.example.org, not ${address}.`);
  const [kind, ...rest] = positionals;
  const [email] = rest;
  if (kind === 'authority' && rest.length === 0) return { kind, address, options: values };
  if (kind === 'link' && email !== undefined && rest.length === 1) return { kind, address, email };
  if (kind === 'administrator' && rest.length === 0)
    return { kind, address, invitation: invitationOf(values) };
  throw new Usage('This command is not known, or lacks an argument.');
}

function parsed(args: string[]) {
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
    throw new Usage(sentenceOf(error));
  }
}

const sentenceOf = (error: unknown): string => {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/);
  return `${reason.replace(/\.$/, '')}.`;
};

export function nameOf(typed: string): string | null {
  const name = cleanPastedText(typed).trim().replaceAll(/\s+/g, ' ');
  return name !== '' && name.length <= 200 && !/\p{Cc}/u.test(name) ? name : null;
}

export function emailOf(typed: string): string | null {
  const email = typed.trim();
  return email.length <= 254 && EMAIL.test(email) ? email : null;
}

function invitationOf({ authority, provider, email, name }: Options): Invitation {
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
