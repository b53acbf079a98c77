import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Everything a process is told from outside; the only place that reads the environment. */
export class Config {
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' })
  readonly DATABASE_URL!: string;

  /** Queues run on Redis when it is given, else on PostgreSQL. */
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

  /** Connections to PostgreSQL for acts and reads of one process. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(200)
  readonly DATABASE_POOL: number = 20;

  /** Where the web process finds the API. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  readonly API_URL?: string;

  /** Where traces are sent, over OTLP and HTTP; without it nothing is traced. */
  @IsOptional()
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] })
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** How many proxies in front may name the client's address. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(10)
  readonly TRUSTED_PROXIES: number = 0;

  /** @throws Error naming every variable that is missing or wrong. */
  static from(environment: Readonly<Record<string, string | undefined>>): Config {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    const config = plainToInstance(Config, given, { exposeDefaultValues: true });
    const faults = validateSync(config).flatMap(({ constraints }) => Object.values(constraints ?? {}));
    if (faults.length > 0) throw new Error(`The configuration is not usable: ${faults.join('; ')}`);
    return config;
  }

  static fromProcess(): Config {
    return Config.from(process.env);
  }
}
