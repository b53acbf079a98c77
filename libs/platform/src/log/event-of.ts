import { type EventName, type EventPayloads, SUBJECTS, type SubjectPrefix } from '#contracts/events';

/** An event to append. `eventOf` makes one and checks that the payload belongs to the name. */
export interface NewEvent extends Envelope {
  readonly name: EventName;
  readonly payload: EventPayloads[EventName];
  readonly subject: { readonly type: string; readonly id: string };
}

/** Who may hear of an event, and when it happened. */
export interface Envelope {
  /** Null for what belongs to no authority, such as the register. */
  readonly authorityId: string | null;
  /** The providers entitled to hear it, besides the authority's staff. */
  readonly providerIds?: readonly string[];
  /** The package in whose history it stands; by default the package that the payload names. */
  readonly packageId?: string;
  readonly at: Date;
}

/** Makes an event. Its subject follows from its name and payload (`SUBJECTS`). */
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
  return prefix as SubjectPrefix; // the text before the point of an event's name is one by its type
}
