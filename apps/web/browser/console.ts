import { listenForNews } from './alerts.js';
import { enhance } from './start-components.js';
import { followFeed } from './follow-live-feed.js';
import { listenForRowKeys } from './row-keys.js';
import { neverSendAgain } from './posted-page.js';
import { showUnderstoodDurations } from './understood-durations.js';

enhance(document);
listenForNews();
followFeed();
listenForRowKeys();
showUnderstoodDurations();
neverSendAgain();
