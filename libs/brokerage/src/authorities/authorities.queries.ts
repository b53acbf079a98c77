import { type ClockProfile, DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import type { Urgency } from '#contracts/packages';
import type { LotArea } from '#domain/lots/locate-lot';
import type { Reader } from '#platform/database/database';

/** How fast an urgency asks for an answer: the authority's own profile, or the usual one. */
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
