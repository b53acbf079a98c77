import type { io as connect } from 'socket.io-client';

export const io: typeof connect;
