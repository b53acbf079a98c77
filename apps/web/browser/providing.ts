import { listenForInvitations } from './notify.js';
import { sendInPlace } from './offer.js';
import { tellSeen } from './seen.js';

// Every page of a provider works without this.
sendInPlace();
tellSeen(document);
listenForInvitations();
