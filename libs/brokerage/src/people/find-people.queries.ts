import type { SearchTerms } from '#domain/people/read-search';
import type { Reader } from '#platform/database/database';

export const MOST_FOUND = 20;

/** A word of a name is found if it shares this part of its groups of three letters, so that one slip is forgiven. */
const LEAST_SIMILARITY = 0.45;

export interface FoundPeople {
  /** Best match first. */
  readonly ids: readonly string[];
  readonly hasMore: boolean;
}

/**
 * Finds the people of an authority whose details match, best match first. The date of birth must match if it is given;
 * of the other terms, one must match. Every word of a name must match, in any order. Compares the names of the whole
 * authority, so the time grows with the number of its people. A merged record is found as the record that is kept.
 */
export async function findPeople(
  reader: Reader,
  authorityId: string,
  { name, bornOn, nhsNumber, reference, postcode, packageReference }: SearchTerms,
): Promise<FoundPeople> {
  const rows = await reader.query<{ id: string }>(
    `WITH sought AS MATERIALIZED (
       SELECT reference_key($5::text) AS reference, words,
              -- Most names differ from the longest word, so the other words are not compared.
              (SELECT word FROM unnest(words) AS word ORDER BY length(word) DESC LIMIT 1) AS longest,
              $3::text IS NOT NULL AND num_nonnulls($2::text, $4::text, $6::text, $7::text) = 0 AS "isBirthOnly"
       FROM string_to_array(nullif(name_key($2::text, ''), ''), ' ') AS words
     ), scored AS (
       SELECT coalesce(p.merged_into_id, p.id) AS id, p.name_key,
              CASE WHEN p.nhs_number = $4::text OR p.reference_key = s.reference THEN 3.0
                   WHEN s."isBirthOnly" THEN 1.0
                   WHEN p.postcode = $6::text
                     OR p.id = (SELECT person_id FROM package WHERE authority_id = $1 AND reference = $7::text) THEN 2.0
                   WHEN length(s.reference) >= 3 AND starts_with(p.reference_key, s.reference) THEN 1.5
                   WHEN word_similarity(s.longest, p.name_key) < $8::float THEN NULL
                   ELSE (SELECT CASE WHEN min(score) >= $8::float THEN avg(score) END
                         FROM (SELECT word_similarity(word, p.name_key) AS score FROM unnest(s.words) AS word) AS words)
              END AS score
       FROM person p CROSS JOIN sought s
       WHERE p.authority_id = $1
         AND ($3::text IS NULL OR p.born_on LIKE $3::text || '%' OR $3::text LIKE p.born_on || '%'
              OR p.reference_key = s.reference)
     )
     SELECT id FROM scored WHERE score > 0
     GROUP BY id ORDER BY max(score) DESC, min(name_key), id LIMIT $9`,
    [
      authorityId,
      name ?? null,
      bornOn ?? null,
      nhsNumber ?? null,
      reference ?? null,
      postcode ?? null,
      packageReference ?? null,
      LEAST_SIMILARITY,
      MOST_FOUND + 1,
    ],
  );
  const ids = rows.slice(0, MOST_FOUND).map(({ id }) => id);
  return { ids, hasMore: rows.length > MOST_FOUND };
}
