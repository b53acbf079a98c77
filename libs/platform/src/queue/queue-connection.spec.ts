import { createPostgresBackend, createRedisBackend, getDefaultBackendFactory } from 'bullmq';
import { queueConnection } from './queue-connection.js';

describe('the connection for the queues', () => {
  it('decides the backend each time, also after the other backend was used in this process', () => {
    const DATABASE_URL = 'postgres://localhost/homeward';
    queueConnection({ DATABASE_URL });
    expect(getDefaultBackendFactory()).toBe(createPostgresBackend);
    queueConnection({ DATABASE_URL, REDIS_URL: 'redis://localhost' });
    expect(getDefaultBackendFactory()).toBe(createRedisBackend);
  });
});
