import { listenForInvitations } from './alerts.js';
import { markSeenWhenVisible } from './mark-invitation-seen.js';
import { sendInPlace } from './send-forms-in-background.js';
import { startSteppers } from './steppers.js';

sendInPlace();
startSteppers();
markSeenWhenVisible(document);
listenForInvitations();
