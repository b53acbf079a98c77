/** An SQL expression that writes a `timestamptz` into JSON as the API writes it: UTC, with milliseconds. */
export const instantInJson = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
