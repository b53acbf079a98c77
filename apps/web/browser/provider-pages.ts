import { markSeenWhenVisible } from './mark-invitation-seen.js';
import { sendInPlace } from './send-forms-in-background.js';
import { showLosses } from './show-losses.js';
import { startSteppers } from './steppers.js';

sendInPlace();
startSteppers();
showLosses();
markSeenWhenVisible(document);
