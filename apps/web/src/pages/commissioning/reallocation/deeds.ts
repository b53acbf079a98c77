import type { Form, Fault } from '../../../console/form.js';
import { goTo, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import type { Notice } from '../../../wording/notices.js';
import { type Deed, deed, idIn } from '../../../console/deed.js';
import { reallocationAsItStands } from './page.js';

const SENTENCES = {
  urgency: 'Choose whose clock the replacements run by.',
  pacePerMinute: 'Enter a whole number of cases, 1 to 10,000.',
  intakeCap: 'Enter a whole number of people, 1 to 10,000, or leave it empty for no cap.',
  awarding: 'Choose who decides each award.',
} as const;
const REQUIRED = {
  urgency: SENTENCES.urgency,
  pacePerMinute: SENTENCES.pacePerMinute,
  awarding: SENTENCES.awarding,
};

const versionIn = (form: Form): number => Number(form.text('version'));

/** Whole and not empty, as far as a form can tell; the bounds are the API's. */
const isCount = (text: string): boolean => /^\d{1,6}$/.test(text);

const checkSettings = ({ form }: Visit): Fault[] => {
  const [pace, cap] = [form.text('pacePerMinute'), form.text('intakeCap')];
  return [
    ...(pace !== '' && !isCount(pace) ? [{ field: 'pacePerMinute', text: SENTENCES.pacePerMinute }] : []),
    ...(cap !== '' && !isCount(cap) ? [{ field: 'intakeCap', text: SENTENCES.intakeCap }] : []),
  ];
};

function settingsIn(form: Form) {
  const cap = form.text('intakeCap');
  return {
    ...{ urgency: form.text('urgency'), awarding: form.text('awarding'), version: versionIn(form) },
    pacePerMinute: Number(form.text('pacePerMinute')),
    intakeCap: cap === '' ? null : Number(cap),
  };
}

type Own = Pick<Deed, 'path' | 'form' | 'required' | 'send'> & Partial<Pick<Deed, 'check' | 'sentences'>>;

/** A deed of this page; that somebody was quicker is said where the page then shows how it stands. */
function ownDeed(own: Own): SignedInPage {
  return deed({
    ...own,
    from: PATHS.reallocations,
    again: (visit, refused) => reallocationAsItStands(visit, refused),
  });
}

const done = (visit: Visit, notice: Notice) => goTo(PATHS.reallocation(idIn(visit)), { notice });

export const startReallocation = ownDeed({
  path: PATHS.startReallocation(':id'),
  form: 'settings',
  required: { ...REQUIRED, reason: 'Say why the care is moved.' },
  sentences: SENTENCES,
  check: checkSettings,
  send: async (visit) => {
    const started = { ...settingsIn(visit.form), reason: visit.form.text('reason') };
    await visit.api.post(DOORS.startReallocation(idIn(visit)), started);
    return done(visit, 'reallocation_started');
  },
});

export const changeReallocation = ownDeed({
  path: PATHS.changeReallocation(':id'),
  form: 'settings',
  required: REQUIRED,
  sentences: SENTENCES,
  check: checkSettings,
  send: async (visit) => {
    await visit.api.put(DOORS.reallocationSettings(idIn(visit)), settingsIn(visit.form));
    return done(visit, 'reallocation_changed');
  },
});

export const dismissReallocation = ownDeed({
  path: PATHS.dismissReallocation(':id'),
  form: 'dismiss',
  required: { reason: 'Say why the care stays where it is.' },
  send: async (visit) => {
    const { api, form } = visit;
    const dismissed = { reason: form.text('reason'), version: versionIn(form) };
    await api.post(DOORS.dismissReallocation(idIn(visit)), dismissed);
    return done(visit, 'reallocation_dismissed');
  },
});

export const stopReallocation = ownDeed({
  path: PATHS.stopReallocation(':id'),
  form: 'stop',
  required: { reason: 'Say why no more care is moved.' },
  send: async (visit) => {
    const { api, form } = visit;
    await api.post(DOORS.stopReallocation(idIn(visit)), {
      reason: form.text('reason'),
      version: versionIn(form),
    });
    return done(visit, 'reallocation_stopping');
  },
});

export const pauseReallocation = ownDeed({
  path: PATHS.pauseReallocation(':id'),
  form: 'pause',
  required: {},
  send: async (visit) => {
    await visit.api.post(DOORS.pauseReallocation(idIn(visit)), { version: versionIn(visit.form) });
    return done(visit, 'reallocation_paused');
  },
});

export const resumeReallocation = ownDeed({
  path: PATHS.resumeReallocation(':id'),
  form: 'resume',
  required: {},
  send: async (visit) => {
    await visit.api.post(DOORS.resumeReallocation(idIn(visit)), { version: versionIn(visit.form) });
    return done(visit, 'reallocation_resumed');
  },
});
