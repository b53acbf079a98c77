import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateBy,
  validateSync,
} from 'class-validator';
import type { AccountAddresses } from '../database/open-accounts.js';
import { CannotStart } from '../process/cannot-start.js';
import { isNetwork } from '../webhooks/outward-address.js';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** The configuration of a process. No other code reads environment variables. */
export class Config {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' })
  readonly DATABASE_URL!: string;

  /**
   * The same database with the account that reads over all tenants: for the log, the sweep, the seals, the purge
   * and the gauges. The api and the worker must be given it (`assertUsableDatabase`). A tool that works as the
   * owner of the tables needs no second account.
   */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'CROSS_TENANT_DATABASE_URL must be a postgres:// address' })
  readonly CROSS_TENANT_DATABASE_URL?: string;

  /** The same database with the account that owns the tables. Only commands are given it, never the api or the worker. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'OWNER_DATABASE_URL must be a postgres:// address' })
  readonly OWNER_DATABASE_URL?: string;

  /** The same database with a superuser. Only the migration is given it, to create the other accounts. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'ADMIN_DATABASE_URL must be a postgres:// address' })
  readonly ADMIN_DATABASE_URL?: string;

  /** The address of Redis. If set, the queues run on Redis, otherwise on PostgreSQL. */
  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'REDIS_URL must be a redis:// address' })
  readonly REDIS_URL?: string;

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly PORT: number = 3_000;

  @Matches(/^[0-9a-zA-Z.:-]+$/, { message: 'HOST must be an address or a name' })
  readonly HOST: string = '127.0.0.1';

  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** The size of the PostgreSQL connection pool. All acts and reads of one process share this pool. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(200)
  readonly DATABASE_POOL: number = 20;

  /** The most changes that one provider may send to one process in a minute. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly WRITES_A_MINUTE_OF_PROVIDER: number = 600;

  /** The most changes that one authority may send to one process in a minute. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly WRITES_A_MINUTE_OF_AUTHORITY: number = 3_000;

  /**
   * Networks into which webhooks may lead although they are private, such as `10.2.0.0/16`, separated by commas. Without
   * it, webhooks lead to public addresses only.
   */
  @IsOptional()
  @ValidateBy(
    {
      name: 'areNetworks',
      validator: {
        validate: (list: unknown) => typeof list === 'string' && list.split(',').every(isNetwork),
      },
    },
    { message: 'WEBHOOK_PRIVATE_NETWORKS must be a list of networks such as 10.2.0.0/16' },
  )
  readonly WEBHOOK_PRIVATE_NETWORKS?: string;

  /** The address at which the web process calls the API. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  readonly API_URL?: string;

  /** The OTLP/HTTP address of a trace collector. Without an address, no traces are recorded. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /**
   * The number of trusted proxies in front of the process, the web process included. Only trusted proxies may set
   * the client's address in a header. The API must be given the number if other machines may be involved
   * (`assertProxiesCounted`).
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  readonly TRUSTED_PROXIES?: number;

  /**
   * The file to which the worker appends the signed heads of the audit chain (docs/audit.md). It must not lie in the
   * database's backups. Without it, a cut at the end of the log cannot be found.
   */
  @IsOptional()
  @IsString()
  readonly AUDIT_HEADS_FILE?: string;

  /** The file with the private key that signs the heads of the audit chain. It is made if it is missing. */
  @IsOptional()
  @IsString()
  readonly AUDIT_KEY_FILE?: string;

  /**
   * The file with the public keys that a verification of the audit chain trusts, one or several. Without it, the key
   * in `AUDIT_KEY_FILE` is trusted.
   */
  @IsOptional()
  @IsString()
  readonly AUDIT_PUBLIC_KEYS_FILE?: string;

  /**
   * The folder in which the worker writes the encrypted contingency packs, one folder inside it for each authority. It
   * should be a share that stays readable while Homeward is down. Without it, no packs are written.
   */
  @IsOptional()
  @IsString()
  readonly CONTINGENCY_FOLDER?: string;

  /**
   * The mail server by which messages leave Homeward, such as `smtps://user:password@mail.example:465`. Without it, no
   * mail is sent, and the outbox page shows what would have been sent.
   */
  @IsOptional()
  @Matches(/^smtps?:\/\/[^/]+/, { message: 'SMTP_URL must be an smtp:// or smtps:// address' })
  readonly SMTP_URL?: string;

  /** The address in the `From` of every mail. Must be given with `SMTP_URL`. */
  @IsOptional()
  @Matches(/^[^@]*[^@\s]@[^@\s]+$/, { message: 'MAIL_FROM must be an e-mail address' })
  readonly MAIL_FROM?: string;

  /** The address at which users open the console, for the links in messages. A path in it is not used. */
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  readonly PUBLIC_ADDRESS: string = 'http://localhost:3000';

  /** The start of the links in messages, without a slash at its end. */
  get publicAddress(): string {
    return new URL(this.PUBLIC_ADDRESS).origin;
  }

  /** True if messages leave Homeward by mail. Links for accounts are then mailed and not shown. */
  get sendsMail(): boolean {
    return this.SMTP_URL !== undefined;
  }

  /**
   * Reads the configuration from environment variables and validates it.
   *
   * @throws CannotStart with one message for each missing or invalid variable
   */
  static from(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    const config = plainToInstance(Config, given, { exposeDefaultValues: true });
    const faults = validateSync(config).flatMap(({ constraints }) => Object.values(constraints ?? {}));
    if (config.SMTP_URL !== undefined && (config.MAIL_FROM === undefined || !given.PUBLIC_ADDRESS))
      faults.push('MAIL_FROM and PUBLIC_ADDRESS must be given with SMTP_URL');
    if (faults.length > 0) throw new CannotStart(`The configuration is not usable: ${faults.join('; ')}`);
    return config;
  }

  /**
   * Checks that the number of proxies is given in the full form, which has Redis. A number that is too low makes
   * all users share one limit of wrong passwords; a number that is too high lets a client claim any address.
   *
   * @throws CannotStart
   */
  assertProxiesCounted(): void {
    if (this.REDIS_URL !== undefined && this.TRUSTED_PROXIES === undefined)
      throw new CannotStart(
        'TRUSTED_PROXIES must be given: 1 for the web process, and 1 more for each proxy in front of it (docs/proxies.md).',
      );
  }

  /**
   * Reads the configuration of a command that works as the owner of the tables: it migrates, loads the
   * demonstration or acts for the operator. The running processes are not given OWNER_DATABASE_URL.
   *
   * @throws CannotStart
   */
  static ofOwner(): Config {
    const { OWNER_DATABASE_URL, CROSS_TENANT_DATABASE_URL: _, ...environment } = process.env;
    return Config.from(
      OWNER_DATABASE_URL ? { ...environment, DATABASE_URL: OWNER_DATABASE_URL } : environment,
    );
  }

  /** Returns the addresses with which the migration creates the accounts. Undefined without ADMIN_DATABASE_URL. */
  static accountAddresses(): AccountAddresses | undefined {
    const { ADMIN_DATABASE_URL: admin } = process.env;
    if (!admin) return undefined;
    const {
      OWNER_DATABASE_URL: owner,
      DATABASE_URL: runtime,
      CROSS_TENANT_DATABASE_URL,
    } = Config.fromProcess();
    if (owner === undefined || CROSS_TENANT_DATABASE_URL === undefined)
      throw new CannotStart(
        'ADMIN_DATABASE_URL creates the accounts of OWNER_DATABASE_URL, DATABASE_URL and CROSS_TENANT_DATABASE_URL, so all three must be given',
      );
    return { admin, owner, runtime, acrossTenants: CROSS_TENANT_DATABASE_URL };
  }

  /** Returns the networks into which webhooks may lead although they are private. */
  get webhookNetworks(): readonly string[] {
    return this.WEBHOOK_PRIVATE_NETWORKS?.split(',') ?? [];
  }

  /** Reads the configuration of this process. Values in `given` replace environment variables. */
  static fromProcess(given: Readonly<Record<string, string>> = {}): Config {
    return Config.from({ ...process.env, ...given });
  }
}
