import { enhance } from './start-components.js';
import { followFeed } from './follow-live-feed.js';

enhance(document);
followFeed();
