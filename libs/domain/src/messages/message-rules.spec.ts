import type { EventName } from '#contracts/events';
import { MESSAGE_KINDS, type MessageKind } from '#contracts/messages';
import { dueAt, goesAlone, messagesOf, nextDigest, urgencyOf } from './decide-messages.js';
import { MESSAGE_RULES } from './message-rules.js';
import { mailOf, MESSAGE_WORDS, textOf } from './message-words.js';
import { AUDIENCE_WORDS, rulesInWords } from './rules-in-words.js';

const AT = new Date('2026-01-14T10:00:00Z');
const at = (text: string) => new Date(text);
const decided = (name: EventName, payload: object) =>
  messagesOf({ name, payload, at: AT, subject: { type: 'thing', id: 'x' } } as Parameters<
    typeof messagesOf
  >[0]);

describe('the rules of messages', () => {
  const all = Object.entries(MESSAGE_RULES) as [EventName, (typeof MESSAGE_RULES)[EventName]][];
  const kinds = new Set<MessageKind>(
    all.flatMap(([, rules]) => ('because' in rules ? [] : rules.map(({ kind }) => kind))),
  );

  it('decide every kind of message by some event; what is missed follows from a message', () => {
    expect(MESSAGE_KINDS.filter((kind) => !kinds.has(kind))).toEqual(['missed']);
  });

  it('give a reason in words for every event that tells no user', () => {
    for (const [name, rules] of all)
      if ('because' in rules) expect([name, rules.because.length > 20]).toEqual([name, true]);
      else expect([name, rules.length > 0]).toEqual([name, true]);
  });

  it('show every rule and every reason in words', () => {
    const { rules, silent } = rulesInWords();
    const shown = new Set([...rules, ...silent].map(({ event }) => event));
    expect([...shown].sort()).toEqual(Object.keys(MESSAGE_RULES).sort());
    for (const { audience, when } of rules) {
      expect(Object.values(AUDIENCE_WORDS)).toContain(audience);
      expect(when).not.toBe('');
    }
  });

  it.each(MESSAGE_KINDS)('say a %s in words that name only a reference, a branch or a time', (kind) => {
    const until = at('2026-01-14T19:40:00Z');
    const facts = { reference: 'LE-00042', branchId: '1-100', until };
    const text = textOf({ kind, subject: { type: 'package', id: 'p' } }, facts, 'https://h.example');
    expect(text.subject).not.toMatch(/undefined|null|\s$/);
    expect(text.line).toMatch(/\.$/);
    expect(text.link).toBe(goesAlone(kind) ? '' : 'https://h.example/to/package/p');
    const rest = `${text.subject} ${text.line}`.replaceAll(/LE-00042|1-100|14 January, 19:40/g, '');
    expect((rest.match(/\d+/g) ?? []).filter((number) => number !== '7' && number !== '24')).toEqual([]);
    expect(Object.keys(MESSAGE_WORDS)).toContain(kind);
  });
});

describe('what an event decides', () => {
  const invitation = {
    invitationId: 'i',
    broadcastId: 'b',
    packageId: 'p',
    branchId: 'br',
    closesAt: '2026-01-14T12:00:00.000Z',
  };

  it('is an invitation at once, and a reminder when half of the window is over', () => {
    expect(decided('invitation.opened', invitation)).toMatchObject([
      { kind: 'invitation', step: 0, readyAt: AT, until: at('2026-01-14T12:00:00Z') },
      { kind: 'deadline_near', step: 0, readyAt: at('2026-01-14T11:00:00Z') },
    ]);
  });

  it.each([
    { leavesOn: '2026-01-29', days: 4, why: '15 days before' },
    { leavesOn: '2026-01-28', days: 3, why: '14 days before, after 8am' },
    { leavesOn: '2026-01-16', days: 1, why: 'two days before' },
    { leavesOn: '2026-01-15', days: 0, why: 'the day before, after 8am' },
  ])('is $days reminders of a leaving day $why', ({ leavesOn, days }) => {
    const reminders = decided('hand_back.recorded', { handBackId: 'h', branchId: 'b', lotIds: [], leavesOn });
    expect(reminders.map(({ step }) => step)).toEqual(Array.from({ length: days }, (_, step) => step));
  });

  it.each([
    { dueAt: '2026-01-20T10:00:00Z', told: '2026-01-17T10:00:00Z' },
    { dueAt: '2026-01-17T10:00:00Z', told: '2026-01-14T10:00:00Z' },
    { dueAt: '2026-01-15T10:00:00Z', told: '2026-01-14T10:00:00Z' },
  ])('is a reminder of the update of $dueAt at $told', ({ dueAt: due, told }) => {
    const [one] = decided('report.owed', {
      reportId: 'r',
      restrictionId: 's',
      branchId: 'b',
      number: 1,
      dueAt: due,
    });
    expect(one).toMatchObject({ kind: 'update_owed', readyAt: at(told), until: at(due) });
  });

  it.each([
    { to: 'unplaced', ownerId: 'u', kinds: ['transfer_stuck'] },
    { to: 'unplaced', ownerId: null, kinds: [] },
    { to: 'deciding', ownerId: 'u', kinds: [] },
  ])('is $kinds for a case that becomes $to with the owner $ownerId', ({ to, ownerId, kinds }) => {
    const payload = { caseId: 'c', reallocationId: 'r', packageId: 'p', from: 'broadcast', to, ownerId };
    expect(decided('case.changed', payload).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    { offers: 1, awardsTop: false, kinds: ['offers_to_compare'] },
    { offers: 0, awardsTop: false, kinds: [] },
    { offers: 1, awardsTop: true, kinds: [] },
  ])('is $kinds for a close with $offers offers, awarded by itself: $awardsTop', ({ kinds, ...payload }) => {
    const close = { broadcastId: 'b', packageId: 'p', cause: 'deadline', ...payload };
    expect(decided('broadcast.closed', close).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(['invitation', 'password', 'email'] as const)('is one link for the purpose %s', (purpose) => {
    const kinds = { invitation: 'account_invitation', password: 'password_link', email: 'email_link' };
    expect(decided('user.link_ordered', { userId: 'u', purpose })).toMatchObject([{ kind: kinds[purpose] }]);
  });

  it('is nothing for what the user of the page sees', () => {
    expect(decided('offer.made', {})).toEqual([]);
  });
});

describe('when a message is sent', () => {
  it.each([
    { urgency: 'now', due: '2026-01-14T10:00:00Z' },
    { urgency: 'soon', due: '2026-01-14T10:01:00Z' },
    { urgency: 'digest', due: '2026-01-15T07:30:00Z' },
  ] as const)('$urgency: at $due', ({ urgency, due }) => expect(dueAt(urgency, AT)).toEqual(at(due)));

  it.each([
    { from: '2026-01-14T07:30:00.000Z', to: '2026-01-14T07:30:00Z' },
    { from: '2026-01-14T07:30:00.001Z', to: '2026-01-15T07:30:00Z' },
    { from: '2026-07-14T06:30:00.000Z', to: '2026-07-14T06:30:00Z' },
    { from: '2026-07-14T06:30:00.001Z', to: '2026-07-15T06:30:00Z' },
  ])('the digest after $from is at $to', ({ from, to }) => expect(nextDigest(at(from))).toEqual(at(to)));

  it.each([
    { package: 'hospital', urgency: 'now' },
    { package: 'urgent', urgency: 'soon' },
    { package: 'routine', urgency: 'soon' },
    { package: null, urgency: 'soon' },
  ] as const)('$urgency for a package with the urgency $package', ({ package: of, urgency }) => {
    expect(urgencyOf('of_package', of)).toBe(urgency);
    expect(urgencyOf('digest', of)).toBe('digest');
  });
});

describe('a mail', () => {
  const one = { subject: 'One', line: 'First.', link: 'https://h.example/to/a/1' };
  const two = { subject: 'Two', line: 'Second.', link: 'https://h.example/to/a/2' };

  it('has the subject of its only message', () => {
    expect(mailOf([one], 'Why.')).toEqual({
      subject: 'One',
      text: 'First.\nhttps://h.example/to/a/1\n\n-- \nWhy.\n',
    });
  });

  it('names the first of several, and has the text of each', () => {
    const { subject, text } = mailOf([one, two], 'Why.');
    expect(subject).toBe('One and 1 more');
    expect(text).toContain('Two\nSecond.\nhttps://h.example/to/a/2');
  });
});
