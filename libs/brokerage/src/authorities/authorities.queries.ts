import { type ClockProfile, type ClockProfileView, DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { URGENCIES, type Urgency } from '#contracts/packages';
import type { LotArea } from '#domain/lots/postcode';
import type { Reader } from '#platform/database/database';

/**
 * Returns an authority's clock profile: its time limits for packages of one urgency. Returns the default
 * profile if the authority has none.
 */
export async function clockOf(reader: Reader, authorityId: string, urgency: Urgency): Promise<ClockProfile> {
  const [own]: ClockProfile[] = await reader.query(
    `SELECT urgency, respond_minutes AS "respondMinutes", start_within_minutes AS "startWithinMinutes",
            working_hours AS "workingHours"
     FROM clock_profile WHERE authority_id = $1 AND urgency = $2`,
    [authorityId, urgency],
  );
  return own ?? DEFAULT_CLOCK_PROFILES[urgency];
}

export function areasOf(reader: Reader, authorityId: string): Promise<LotArea[]> {
  return reader.query('SELECT area, lot_id AS "lotId" FROM lot_area WHERE authority_id = $1', [authorityId]);
}

/**
 * Returns an authority's time limits for packages, as one clock profile for each urgency. An urgency without
 * a profile gets the default profile.
 */
export async function clockProfiles(reader: Reader, authorityId: string): Promise<ClockProfileView[]> {
  const own: ClockProfileView[] = await reader.query(
    `SELECT urgency, respond_minutes AS "respondMinutes", start_within_minutes AS "startWithinMinutes",
            working_hours AS "workingHours", version
     FROM clock_profile WHERE authority_id = $1`,
    [authorityId],
  );
  return URGENCIES.map(
    (urgency) =>
      own.find((profile) => profile.urgency === urgency) ?? {
        ...DEFAULT_CLOCK_PROFILES[urgency],
        version: 1,
      },
  );
}
