import { TOLD_ONCE_LIVE } from './authorities/told-once-live.js';
import { ENTITIES } from './rows/entities.js';

/** What brokerage gives to the platform module: the rows of its tables, and which events providers do not receive yet. */
export const ON_PLATFORM = { entities: ENTITIES, audience: TOLD_ONCE_LIVE };
