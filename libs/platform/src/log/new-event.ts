import { type EventName, type EventPayloads, SUBJECTS, type SubjectPrefix } from '#contracts/events';

/**
 * An event to append to the event log. The function `eventOf` creates events and checks that the payload
 * belongs to the name.
 */
export interface NewEvent extends Envelope {
  readonly name: EventName;
  readonly payload: EventPayloads[EventName];
  readonly subject: { readonly type: string; readonly id: string };
}

/**
 * The fields of an event besides name and payload: the authority and the providers that may see it, and its
 * package.
 */
export interface Envelope {
  /**
   * The authority to which the event belongs. Null for an event of no authority, such as a change of the
   * register of providers.
   */
  readonly authorityId: string | null;
  /** The providers that may see the event, in addition to the staff of the authority. */
  readonly providerIds?: readonly string[];
  /** The package in whose history the event appears. If absent, the package that the payload names. */
  readonly packageId?: string;
  readonly at: Date;
}

/**
 * Creates an event. What the event is about (its subject) is found with the table `SUBJECTS`, from the
 * event's name and payload.
 */
export function eventOf<N extends EventName>(
  name: N,
  payload: EventPayloads[N],
  envelope: Envelope,
): NewEvent {
  const { type, idFrom } = SUBJECTS[prefixOf(name)];
  const facts: Readonly<Record<string, unknown>> = { ...payload };
  const id = idFrom.map((fact) => String(facts[fact])).join('/');
  const { packageId } = facts;
  return {
    name,
    payload,
    subject: { type, id },
    ...(typeof packageId === 'string' && { packageId }),
    ...envelope,
  };
}

function prefixOf(name: EventName): SubjectPrefix {
  const [prefix] = name.split('.');
  return prefix as SubjectPrefix; // The cast is safe: every event name begins with one of these words.
}
