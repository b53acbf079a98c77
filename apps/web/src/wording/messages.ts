import type { ChannelName, MessageKind, MessageStatus, MessageUrgency } from '#contracts/messages';

export const MESSAGE_KIND_WORDING: Readonly<Record<MessageKind, string>> = {
  invitation: 'Invitation',
  deadline_near: 'Deadline near',
  outcome: 'Result of a broadcast',
  offers_to_compare: 'Offers to compare',
  no_offers: 'No award',
  start_due: 'Start due',
  start_overdue: 'Start overdue',
  withdrawn: 'Withdrawn',
  blocked: 'Start not allowed',
  unblocked: 'Start allowed again',
  restriction_imposed: 'Restriction imposed',
  restriction_lifted: 'Restriction ended',
  contest_opened: 'Notice contested',
  contest_answered: 'Contest answered',
  update_owed: 'Update due',
  update_late: 'Update late',
  capacity_stale: 'Capacity to confirm',
  variation_requested: 'Change of care requested',
  variation_decided: 'Change of care decided',
  care_changed: 'Care changed',
  transfer_proposed: 'Transfers to decide',
  transfer_stuck: 'Transfer stuck',
  transfer_finished: 'Transfers finished',
  leaving_day_near: 'Leaving day near',
  care_list_asked: 'List to confirm',
  care_dispute_raised: 'List disputed',
  care_dispute_settled: 'Dispute settled',
  assignment: 'Work assigned',
  account_invitation: 'Invitation to Homeward',
  password_link: 'Link for a new password',
  email_link: 'Link for a new address',
  password_changed: 'Password changed',
  password_guessed: 'Wrong passwords',
  key_made: 'Machine key made',
  webhook_off: 'Webhook switched off',
  skills_declared: 'Skills to confirm',
  skills_answered: 'Skills answered',
  sign_in_new_device: 'New sign-in',
  missed: 'Ended before it was told',
};

/** The text of each status, with the class of its tag. */
export const MESSAGE_STATUS_WORDING: Readonly<
  Record<MessageStatus, { readonly text: string; readonly classes: string }>
> = {
  waiting: { text: 'Waiting', classes: 'govuk-tag--grey' },
  sending: { text: 'Being sent', classes: 'govuk-tag--blue' },
  accepted: { text: 'Sent', classes: 'govuk-tag--green' },
  delivered: { text: 'Delivered', classes: 'govuk-tag--green' },
  bounced: { text: 'Bounced', classes: 'govuk-tag--red' },
  failed: { text: 'Failed', classes: 'govuk-tag--red' },
  over: { text: 'No longer needed', classes: 'govuk-tag--grey' },
  not_sent: { text: 'Not sent', classes: 'govuk-tag--yellow' },
};

export const MESSAGE_URGENCY_WORDING: Readonly<Record<MessageUrgency | 'of_package', string>> = {
  now: 'At once',
  soon: 'Within a minute',
  digest: 'Daily digest',
  of_package: 'At once for a hospital discharge, otherwise within a minute',
};

export const CHANNEL_WORDING: Readonly<Record<ChannelName, string>> = { mail: 'Mail' };
