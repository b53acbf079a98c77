import type { Server, Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '#contracts/live-feed';
import type { SignedIn } from '../auth/authenticate.js';

interface SocketData {
  readonly token: string;
  readonly signedIn: SignedIn;
  isResuming: boolean;
}

export type LiveServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;
