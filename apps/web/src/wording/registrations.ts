import type { Registration } from '#contracts/providers';

const STATUS_WORDING: Readonly<Record<Registration['status'], string>> = {
  registered: 'It is registered with CQC.',
  deregistered: 'It is not registered with CQC any more.',
};

/** What the register says of a branch, one sentence for each of its three answers. */
export function registrationInWords({ status, dormant, personalCare }: Registration): string[] {
  return [
    STATUS_WORDING[status],
    dormant ? 'CQC calls it dormant.' : 'CQC does not call it dormant.',
    personalCare ? 'It is registered for personal care.' : 'It is not registered for personal care.',
  ];
}

/** Only what is in the way of its being given work. */
export function lackingInWords(registration: Registration): string[] {
  const [status = '', dormant = '', personalCare = ''] = registrationInWords(registration);
  return [
    ...(registration.status === 'registered' ? [] : [status]),
    ...(registration.dormant ? [dormant] : []),
    ...(registration.personalCare ? [] : [personalCare]),
  ];
}
