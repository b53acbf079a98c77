import { assertMoreWordings, MOST_WORDINGS } from './wordings.js';

const RECORDS = Object.keys(MOST_WORDINGS) as (keyof typeof MOST_WORDINGS)[];

describe('the wordings of a record', () => {
  it.each(RECORDS)('of the kind %s may have the last that is allowed, and none more', (record) => {
    const most = MOST_WORDINGS[record];
    expect(() => assertMoreWordings(record, 1)).not.toThrow();
    expect(() => assertMoreWordings(record, most - 1)).not.toThrow();
    expect(() => assertMoreWordings(record, most)).toThrow(
      expect.objectContaining({ code: 'too_many_wordings' }),
    );
  });
});
