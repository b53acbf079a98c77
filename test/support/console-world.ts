import type { FastifyInstance } from 'fastify';
import { Visitor } from '../../apps/web/testing/visitor.js';
import { ApiWorld } from './api-world.js';
import type { TestUser } from './builders/authorities.js';
import { webFor } from './console-server.js';

/**
 * The fixture of the console's tests: the console with a real API. `bugs` collects unexpected errors of the
 * console.
 */
export class WebWorld {
  private constructor(
    readonly api: ApiWorld,
    readonly web: FastifyInstance,
    readonly bugs: readonly unknown[],
  ) {}

  static async open(): Promise<WebWorld> {
    const bugs: unknown[] = [];
    const api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    const web = await webFor(api.url, {
      now: () => api.world.clock.now(),
      onBug: (bug) => bugs.push(bug),
    });
    await web.listen({ port: 0, host: '127.0.0.1' });
    return new WebWorld(api, web, bugs);
  }

  /** Returns an HTTP client with cookies, in which the user is signed in with a new session. */
  as({ token }: TestUser): Visitor {
    const visitor = new Visitor(this.web);
    visitor.cookies.set('homeward-session', token);
    return visitor;
  }

  async close(): Promise<void> {
    await this.web.close();
    await this.api.close();
  }
}
