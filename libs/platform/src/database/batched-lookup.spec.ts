import { setImmediate as turn } from 'node:timers/promises';
import { BatchedLookup } from './batched-lookup.js';

const batchedLookup = () => {
  const queries: (readonly string[])[] = [];
  const lookup = new BatchedLookup((keys) => {
    queries.push(keys);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.length])));
  });
  return { queries, lookup };
};

describe('lookups at the same moment', () => {
  it('share one query, and each gets its own answer', async () => {
    const { queries, lookup } = batchedLookup();
    const answers = await Promise.all(['a', 'bb', 'a', 'nobody'].map((key) => lookup.find(key)));
    expect(answers).toEqual([1, 2, 1, undefined]);
    expect(queries).toEqual([['a', 'bb', 'nobody']]);
  });

  it('do not include a key that comes after the query was sent', async () => {
    const { queries, lookup } = batchedLookup();
    const first = lookup.find('a');
    await turn();
    await Promise.all([first, lookup.find('a')]);
    expect(queries).toEqual([['a'], ['a']]);
  });

  it('fail together, and the next ones do not', async () => {
    let isAway = true;
    const lookup = new BatchedLookup<number>((keys) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, 1]))),
    );
    const refused = await Promise.allSettled([lookup.find('a'), lookup.find('b')]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    await expect(lookup.find('a')).resolves.toBe(1);
  });
});
