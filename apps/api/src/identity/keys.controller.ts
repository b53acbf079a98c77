import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { EndKey } from '#brokerage/identity/end-key';
import { keyList } from '#brokerage/identity/keys.queries';
import { MakeKey } from '#brokerage/identity/make-key';
import { RotateKey } from '#brokerage/identity/rotate-key';
import type { KeyList, KeyMade } from '#contracts/keys';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { KeyRotationDto, NewKeyDto } from './key.dto.js';

/** Routes for machine keys. A key is sent as `Authorization: Bearer …`, like the token of a session. */
@Controller('v1/keys')
export class KeysController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly makeKey: MakeKey,
    private readonly rotateKey: RotateKey,
    private readonly endKey: EndKey,
  ) {}

  /** Lists the valid keys of the user. An administrator gets the keys of all users of the organisation. */
  @Get()
  @Allow('key.read')
  list(@CurrentActor() { actor }: Caller): Promise<KeyList> {
    return keyList(this.database.readerFor(actor), actor, this.clock.now());
  }

  /** Makes a key for the user. Only this answer contains the secret. */
  @Post()
  @Allow('key.create')
  make(@Body() body: NewKeyDto, @CurrentActor() caller: Caller): Promise<KeyMade> {
    return this.makeKey.execute(caller, body);
  }

  /** Replaces a key of the user by a new one with the same name and scopes. Only this answer contains the secret. */
  @Post(':id/rotate')
  @Allow('key.create')
  rotate(
    @Param('id', ParseUUIDPipe) keyId: string,
    @Body() body: KeyRotationDto,
    @CurrentActor() caller: Caller,
  ): Promise<KeyMade> {
    return this.rotateKey.execute(caller, { ...body, keyId });
  }

  /** Ends a key at once: a key of the user, or, for an administrator, any key of the organisation. */
  @Delete(':id')
  @HttpCode(204)
  @Allow('key.revoke')
  end(@Param('id', ParseUUIDPipe) keyId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.endKey.execute(caller, { keyId });
  }
}
