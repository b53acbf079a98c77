import { type EventName, type EventPayloads, SUBJECTS, type SubjectPrefix } from '#contracts/events';

/** What an act says happened. */
export type NewEvent = { [N in EventName]: EventNamed<N> }[EventName];

interface EventNamed<N extends EventName> extends Envelope {
  readonly name: N;
  readonly payload: EventPayloads[N];
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
): EventNamed<N> {
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
