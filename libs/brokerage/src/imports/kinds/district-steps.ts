import { readDistrictRow, type DistrictRow } from '#domain/imports/read-district-row';
import type { Reader } from '#platform/database/database';
import { insertUnlessThere } from '#platform/database/insert-rows';
import { PostcodeDistrictEntity } from '../../rows/postcode-district.entity.js';
import { judgeEach, type KindSteps } from '../steps/kind-steps.js';

/** Imports the middles of postcode districts. All authorities share them, so a district that is there stays as it is. */
export const DISTRICT_STEPS: KindSteps<DistrictRow> = {
  read: (cells) => readDistrictRow(cells),
  judge: async (reader, rows) => {
    const there = await known(
      reader,
      rows.map(({ value }) => value.district),
    );
    return judgeEach(rows, (verdict, { value }) => {
      if (there.has(value.district)) verdict.leave('there', 'This district is recorded already.');
    });
  },
  write: async (act, rows) => {
    for (const { value } of rows) await insertUnlessThere(act.tx, PostcodeDistrictEntity, value);
    return rows.map(({ number, value }) => ({ number, recordId: value.district }));
  },
};

async function known(reader: Reader, districts: readonly string[]): Promise<ReadonlySet<string>> {
  const rows: { district: string }[] = await reader.query(
    'SELECT district FROM postcode_district WHERE district = ANY ($1)',
    [districts],
  );
  return new Set(rows.map(({ district }) => district));
}
