import { listenForInvitations } from './alerts.js';
import { markSeenWhenVisible } from './mark-invitation-seen.js';
import { sendInPlace } from './send-forms-in-background.js';

sendInPlace();
markSeenWhenVisible(document);
listenForInvitations();
