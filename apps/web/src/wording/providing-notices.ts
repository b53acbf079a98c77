/** What the pages of those who deliver care say about what was just done. */
export const PROVIDING_NOTICES = {
  invitation_seen: { text: 'The authority knows that you have seen it.', isGood: true },
  offer_made: { text: 'Your offer was received and stands.', isGood: true },
  offer_revised: { text: 'Your changed offer was received and stands.', isGood: true },
  offer_withdrawn: { text: 'Your offer is withdrawn.', isGood: true },
  invitation_declined: { text: 'You have declined. The authority is told, with your reason.', isGood: true },
  capacity_confirmed: { text: 'Thank you. What the branch declared counts as said today.', isGood: true },
  capacity_declared: { text: 'Your capacity is declared.', isGood: true },
  start_confirmed: { text: 'The start is confirmed, and the care is live.', isGood: true },
  hours_asked: { text: 'The change is asked for. An officer decides on it.', isGood: true },
  hours_withdrawn: { text: 'You no longer ask for the change.', isGood: true },
  branch_paused: {
    text: 'The branch is paused, and each authority that it works for is told.',
    isGood: true,
  },
  branch_resumed: { text: 'The pause is over. The branch may be asked again.', isGood: true },
  handed_back: {
    text: 'The work is handed back. The authority proposes how the care is moved.',
    isGood: true,
  },
  update_given: { text: 'Thank you. The update is received.', isGood: true },
} as const;
