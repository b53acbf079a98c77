import * as protocol from 'socket.io-parser';
import { isTooDeepOrWide } from '../http/plain-json.js';

/**
 * Reads the packets of the live socket as Socket.IO does, after a check of their nesting. A client that sends a
 * deeper packet is disconnected, because the JSON parser would take very long for the packet.
 */
class PlainDecoder extends protocol.Decoder {
  override add(packet: unknown): void {
    if (typeof packet === 'string' && isTooDeepOrWide(Buffer.from(packet)))
      throw new Error('a packet is nested too deeply');
    super.add(packet);
  }
}

/** The packet format of the live socket. */
export const PLAIN_PACKETS = { Encoder: protocol.Encoder, Decoder: PlainDecoder };
