import { enhance } from './enhance.js';
import { followFeed } from './live.js';

enhance(document);
followFeed();
