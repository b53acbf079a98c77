import { setImmediate as turn } from 'node:timers/promises';
import { AskedTogether } from './asked-together.js';

const asking = () => {
  const questions: (readonly string[])[] = [];
  const together = new AskedTogether((keys) => {
    questions.push(keys);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, key.length])));
  });
  return { questions, together };
};

describe('those who ask at the same moment', () => {
  it('are answered by one question, each with its own answer', async () => {
    const { questions, together } = asking();
    const answers = await Promise.all(['a', 'bb', 'a', 'nobody'].map((key) => together.of(key)));
    expect(answers).toEqual([1, 2, 1, undefined]);
    expect(questions).toEqual([['a', 'bb', 'nobody']]);
  });

  it('do not include whoever asks once the question has been put', async () => {
    const { questions, together } = asking();
    const first = together.of('a');
    await turn();
    await Promise.all([first, together.of('a')]);
    expect(questions).toEqual([['a'], ['a']]);
  });

  it('are refused together, and the next are not', async () => {
    let isAway = true;
    const together = new AskedTogether<number>((keys) =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve(new Map(keys.map((key) => [key, 1]))),
    );
    const refused = await Promise.allSettled([together.of('a'), together.of('b')]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isAway = false;
    await expect(together.of('a')).resolves.toBe(1);
  });
});
