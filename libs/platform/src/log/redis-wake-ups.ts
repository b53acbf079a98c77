import { randomUUID } from 'node:crypto';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logging/logger.js';
import { Announcing, WakeUps } from './wake-ups.js';

/**
 * Sends wake-ups with Redis pub/sub, to all processes that use one Redis. If Redis fails, each process still
 * reads the event log once a second.
 */
export class RedisWakeUps extends WakeUps implements OnApplicationShutdown {
  private readonly listeners = new Set<() => void>();
  private readonly publisher: Redis;
  private readonly channel: string;
  private subscriber: Redis | undefined;
  /** The name that this process writes into its messages. A process ignores its own messages. */
  private readonly name = randomUUID();
  private readonly others = new Announcing(() => this.publisher.publish(this.channel, this.name));

  /**
   * Names the Redis channel after the database, so that several Homeward installations can share one Redis.
   */
  constructor(
    private readonly redisUrl: string,
    databaseUrl: string,
    private readonly logger: Logger,
  ) {
    super();
    this.channel = `homeward:event:${new URL(databaseUrl).pathname.slice(1)}`;
    this.publisher = this.connection({
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: 1_000,
    });
  }

  listen(wake: () => void): () => void {
    this.listeners.add(wake);
    this.subscriber ??= this.subscribed();
    return () => this.listeners.delete(wake);
  }

  announce(): void {
    this.wakeAll();
    this.others.announce();
  }

  onApplicationShutdown(): void {
    this.publisher.disconnect();
    this.subscriber?.disconnect();
  }

  private subscribed(): Redis {
    const subscriber = this.connection({ maxRetriesPerRequest: null });
    subscriber.on('message', (_channel, name) => {
      if (name !== this.name) this.wakeAll();
    });
    subscriber.on('ready', () => this.wakeAll()); // causes a read of the events that were logged before this subscription
    subscriber.subscribe(this.channel).catch(() => undefined); // the error is ignored, because the Redis client subscribes again when it reconnects
    return subscriber;
  }

  private connection(options: RedisOptions): Redis {
    const redis = new Redis(this.redisUrl, {
      ...options,
      retryStrategy: (times) => Math.min(times * 100, 1_000),
    });
    redis.on('error', (error) => this.logger.warn({ err: error }, 'wake-ups over Redis are not reachable'));
    return redis;
  }

  private wakeAll(): void {
    for (const wake of this.listeners) wake();
  }
}
