import { listenForInvitations } from './alerts.js';
import { markSeenWhenVisible } from './mark-seen.js';
import { sendInPlace } from './send-in-place.js';

sendInPlace();
markSeenWhenVisible(document);
listenForInvitations();
