import { Injectable } from '@nestjs/common';
import { type ToldToLimited, toldWithinLimits } from '#brokerage/feed/branch-limits.queries';
import { withheld } from '#brokerage/feed/withheld-events.queries';
import { keepAwake } from '#brokerage/identity/touch-session';
import { CrossTenantDatabase } from '#platform/database/database';
import { type LoggedEvent, type LogPiece, readLogAfter, settledPosition } from '#platform/log/log-reader';

/**
 * What the live feed reads over all tenants: the log, the events that are withheld, and the sessions of the
 * open sockets. The feed decides by `streamsOf` which sockets get an event.
 */
@Injectable()
export class LiveLog {
  constructor(private readonly database: CrossTenantDatabase) {}

  settledPosition(): Promise<string> {
    return settledPosition(this.database.reader);
  }

  after(position: string, limit: number): Promise<LogPiece> {
    return readLogAfter(this.database.reader, position, limit);
  }

  withheld(events: readonly LoggedEvent[]): Promise<ReadonlySet<string>> {
    return withheld(this.database.reader, events);
  }

  /** Finds which of these events the limited users may be told. */
  toldToLimited(events: readonly LoggedEvent[], userIds: readonly string[]): Promise<ToldToLimited[]> {
    return toldWithinLimits(this.database.reader, events, userIds);
  }

  /** Records that sessions were used now. Returns the sessions that are still valid. */
  keepAwake(sessionIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
    return keepAwake(this.database, sessionIds, now);
  }
}
