/** What the pages of those who deliver care say about what was just done. */
export const PROVIDING_NOTICES = {
  invitation_seen: { text: 'The authority knows that you have seen it.', isGood: true },
  offer_made: { text: 'Your offer was received and stands.', isGood: true },
  offer_revised: { text: 'Your changed offer was received and stands.', isGood: true },
  offer_withdrawn: { text: 'Your offer is withdrawn.', isGood: true },
  invitation_declined: { text: 'You have declined. The authority is told, with your reason.', isGood: true },
} as const;
