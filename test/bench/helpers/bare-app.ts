import 'reflect-metadata';
import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';

/**
 * A stored response of the application without Homeward's code. If `sql` is set, this statement runs before
 * the response is sent.
 */
export interface Kept {
  readonly answer: unknown;
  readonly sql?: string;
  readonly parameters?: readonly unknown[];
}

/**
 * A NestJS controller without Homeward's code, with which the bench compares the API. Returns stored
 * responses: `fixed` without a query, `asked` after one query.
 */
@Controller()
class BareController {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly database: DataSource) {}

  @Post('keep/:name')
  keep(@Param('name') name: string, @Body() what: Kept): void {
    this.kept.set(name, what);
  }

  @Get('fixed/:name')
  fixed(@Param('name') name: string): unknown {
    return this.kept.get(name)?.answer;
  }

  @Post('fixed/:name')
  fixedPost(@Param('name') name: string): unknown {
    return this.kept.get(name)?.answer;
  }

  @Get('asked/:name')
  async asked(@Param('name') name: string): Promise<unknown> {
    const { sql = '', parameters = [] } = this.kept.get(name) ?? {};
    return this.database.query(sql, [...parameters]);
  }

  @Post('asked/:name')
  async askedPost(@Param('name') name: string): Promise<unknown> {
    const { sql = '', parameters = [], answer } = this.kept.get(name) ?? {};
    await this.database.query(sql, [...parameters]);
    return answer;
  }
}

const config = Config.fromProcess();

@Module({
  imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(config, []), logging: false })],
  controllers: [BareController],
})
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), {
  logger: false,
});
await app.listen(config.PORT, config.HOST);
process.on('SIGTERM', () => process.exit(0));
process.send?.('listening');
