import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Ip,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
} from '@nestjs/common';
import { signedInUser } from '#brokerage/access/scope';
import { signedInUserView } from '#brokerage/messages/own-messages.queries';
import { ownSessions } from '#brokerage/identity/identity.queries';
import { ChangeOwnName } from '#brokerage/identity/change-own-name';
import { RequestEmail } from '#brokerage/identity/request-email';
import { ChangeOwnPassword } from '#brokerage/identity/change-own-password';
import { RevokeSession } from '#brokerage/identity/revoke-session';
import { SignIn } from '#brokerage/identity/sign-in';
import { SignOutEverywhere } from '#brokerage/identity/sign-out-everywhere';
import type { OwnUserView, SessionStarted, SessionView, UserView } from '#contracts/identity';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { bearerToken } from '../auth/authenticate.js';
import { Allow, CurrentActor, PUBLIC } from '../auth/route-decorators.js';
import { ChangeOfNameDto, ChangeOfPasswordDto, RequestOfEmailDto, SignInDto } from './identity.dto.js';

/** Routes for signing in and out, and for the user's own sessions and password. */
@Controller('v1')
export class SessionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly signIn: SignIn,
    private readonly revokeSession: RevokeSession,
    private readonly signOutEverywhere: SignOutEverywhere,
    private readonly changeOwnPassword: ChangeOwnPassword,
    private readonly changeOwnName: ChangeOwnName,
    private readonly requestEmail: RequestEmail,
  ) {}

  /**
   * Signs a user in. Only this response contains the session token. Clients send the token as `Authorization:
   * Bearer …`. If the sign-in request has the token of an earlier session, the earlier session ends.
   */
  @Post('sessions')
  @Allow(PUBLIC)
  start(
    @Body() body: SignInDto,
    @Ip() address: string,
    @Headers('user-agent') client: string | undefined,
    @Headers('authorization') authorization: string | undefined,
  ): Promise<SessionStarted> {
    const replaces = bearerToken(authorization);
    return this.signIn.execute({ ...body, address, client: client ?? null, replaces });
  }

  @Get('sessions')
  @Allow('session.own')
  list(@CurrentActor() { actor }: Caller): Promise<SessionView[]> {
    return ownSessions(this.database.readerFor(actor), signedInUser(actor), this.clock.now());
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Allow('session.own')
  signOut(@CurrentActor() caller: Caller): Promise<void> {
    return this.revokeSession.execute(caller, { sessionId: signedInUser(caller.actor).sessionId });
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @Allow('session.own')
  revoke(@Param('id', ParseUUIDPipe) sessionId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.revokeSession.execute(caller, { sessionId });
  }

  @Delete('sessions')
  @HttpCode(204)
  @Allow('session.own')
  everywhere(@CurrentActor() caller: Caller): Promise<void> {
    return this.signOutEverywhere.execute(caller);
  }

  /** Changes the user's own password, and ends all other sessions of the user. */
  @Post('me/password')
  @HttpCode(204)
  @Allow('session.own')
  changePassword(
    @Body() body: ChangeOfPasswordDto,
    @Ip() address: string,
    @CurrentActor() caller: Caller,
  ): Promise<void> {
    return this.changeOwnPassword.execute(caller, { ...body, address });
  }

  /** Changes the user's own name. */
  @Patch('me')
  @Allow('session.own')
  changeName(@Body() body: ChangeOfNameDto, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.changeOwnName.execute(caller, body);
  }

  /**
   * Asks for another e-mail address. The address changes when the user opens the link that an administrator then
   * issues. The present address takes the request back.
   */
  @Post('me/email')
  @HttpCode(200)
  @Allow('session.own')
  askForEmail(
    @Body() body: RequestOfEmailDto,
    @Ip() address: string,
    @CurrentActor() caller: Caller,
  ): Promise<UserView> {
    return this.requestEmail.execute(caller, { ...body, address });
  }

  @Get('me')
  @Allow('session.own')
  me(@CurrentActor() { actor }: Caller): Promise<OwnUserView> {
    return signedInUserView(this.database.readerFor(actor), actor, this.clock.now());
  }
}
