/** Formats the name of a person, the given name first. A person may have one name only. */
export function personName({
  givenName,
  familyName,
}: {
  readonly givenName: string;
  readonly familyName: string;
}): string {
  return `${givenName} ${familyName}`.trim();
}
