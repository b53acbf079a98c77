import { IncomingMessage } from 'node:http';

/**
 * A request that may ask for an upgrade to the WebSocket protocol only. Any other `Upgrade` header, such as `h2c`
 * of Java's HTTP client, is ignored, and the request is answered as usual (RFC 9110 §7.8).
 *
 * Node reads the property `upgrade` after the headers. Without this class, each server that takes WebSockets must
 * also handle all other upgrades.
 */
export class WebSocketOnlyMessage extends IncomingMessage {
  private isUpgrade: boolean | null = null;

  get upgrade(): boolean | null {
    return this.isUpgrade && this.headers.upgrade?.trim().toLowerCase() === 'websocket';
  }

  set upgrade(value: boolean | null) {
    this.isUpgrade = value;
  }
}
