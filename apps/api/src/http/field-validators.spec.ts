import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validate } from 'class-validator';
import { CONTROLLERS } from '../controllers.js';
import {
  HasLength,
  IsEmailAddress,
  IsFileName,
  IsInstant,
  IsLine,
  IsLines,
  IsPasted,
  IsWords,
} from './field-validators.js';

const LENGTH = 120_000;
/** Far more than a linear check needs, and far less than a quadratic check takes for such a text. */
const PATIENCE_MS = 300;

const of = (letter: string): string => letter.repeat(LENGTH / letter.length);
/** Long texts of which a careless pattern tries the same characters again and again. */
const WORST: readonly string[] = [
  ...[
    'a',
    '0',
    ' ',
    '.',
    '@',
    '-',
    '\n',
    '\u000b',
    '\u202a',
    '\ufe0f',
    '李',
    '😀',
    '\ud800',
    'a.',
    'a\ufe0f',
  ].map(of),
  `a@${of('.')}@`,
  `a@${of('a.')}@`,
  `${of('a')}@${of('a.')}`,
  `2026-03-02T09:00:00.${of('0')}Z`,
  `1-${of('0')} `,
  `LE11${of(' ')}3TU`,
];

interface FieldMetadata {
  readonly target: new () => object;
  readonly propertyName: string;
}

/** Lists each validated field of each DTO class. */
function validatedFields(): FieldMetadata[] {
  expect(CONTROLLERS.length).toBeGreaterThan(0); // loading the controllers loads their DTO classes
  const byClass = Reflect.get(getMetadataStorage(), 'validationMetadatas') as Map<unknown, FieldMetadata[]>;
  const fields = [...byClass.values()].flat().filter(({ target }) => target.name.endsWith('Dto'));
  const keyOf = ({ target, propertyName }: FieldMetadata): string => `${target.name}.${propertyName}`;
  return [...new Map(fields.map((field) => [keyOf(field), field])).values()];
}

async function millisecondsFor(shape: new () => object, body: object): Promise<number> {
  const began = performance.now();
  await validate(plainToInstance(shape, body), { forbidUnknownValues: true });
  return performance.now() - began;
}

describe('every validator of every field', () => {
  const fields = validatedFields();

  it('is tried', () => {
    expect(fields.length).toBeGreaterThan(100);
  });

  it.each(WORST.map((text) => [text.slice(0, 24), text] as const))(
    'answers quickly to a long text that begins with %j',
    async (_name, text) => {
      const slow: string[] = [];
      for (const { target, propertyName } of fields)
        for (const value of [text, [text]]) {
          const milliseconds = await millisecondsFor(target, { [propertyName]: value });
          if (milliseconds > PATIENCE_MS)
            slow.push(`${target.name}.${propertyName}: ${Math.round(milliseconds)} ms`);
        }
      expect(slow).toEqual([]);
    },
  );
});

class Sample {
  @HasLength(1, 200)
  readonly counted: string = 'a';

  @IsWords(20)
  readonly words: string = 'a';

  @IsLine(20)
  readonly line: string = 'a';

  @IsLines(20, 2)
  readonly lines: readonly string[] = ['a'];

  @IsPasted()
  @HasLength(1, 8)
  readonly code: string = 'a';

  @IsEmailAddress()
  readonly email: string = 'a@b.example';

  @IsInstant()
  readonly at: string = '2026-03-02T09:00:00Z';
}

async function read(body: object): Promise<{ readonly sample: Sample; readonly refused: string[] }> {
  const sample = plainToInstance(Sample, body, { exposeDefaultValues: true });
  const errors = await validate(sample);
  return { sample, refused: errors.map(({ property }) => property) };
}

describe('a text of a request', () => {
  it.each([
    { why: 'as long as it may be', counted: 'a'.repeat(200), refused: [] },
    { why: 'one longer', counted: 'a'.repeat(201), refused: ['counted'] },
    { why: 'of characters outside the basic plane', counted: '😀'.repeat(200), refused: [] },
    {
      why: 'with variation selectors, which PostgreSQL counts too',
      counted: 'a\ufe0f'.repeat(100),
      refused: [],
    },
    { why: 'with one pair of them too many', counted: 'a\ufe0f'.repeat(101), refused: ['counted'] },
    { why: 'empty', counted: '', refused: ['counted'] },
    { why: 'a number', counted: 7, refused: ['counted'] },
  ])('is counted in code points: $why', async ({ counted, refused }) => {
    expect((await read({ counted })).refused).toEqual(refused);
  });

  it.each([
    { pasted: 'one\u000btwo\u2028three', words: 'one\ntwo\nthree' },
    { pasted: '\u202a07700 900123\u202c', words: '07700 900123' },
    { pasted: '\ufeffwell\u00ad-be\u200bing\u001e', words: 'well-being-' },
    { pasted: 'می\u200cروم 👩\u200d⚕️', words: 'می\u200cروم 👩\u200d⚕️' },
  ])('is cleaned of what a program added: $pasted', async ({ pasted, words }) => {
    const { sample, refused } = await read({ words: pasted });
    expect([sample.words, refused]).toEqual([words, []]);
  });

  it('of one line loses its line breaks, and each line of a list too', async () => {
    const { sample, refused } = await read({
      line: 'Mary\u000bAnn\tLee',
      lines: ['1 High\u202c St', 'Flat\n2'],
    });
    expect([sample.line, sample.lines, refused]).toEqual(['Mary Ann Lee', ['1 High St', 'Flat 2'], []]);
  });

  it('that is a code or an address loses the spaces around it', async () => {
    const { sample, refused } = await read({ code: '\u202a LE11 3TU\u202c', email: ' \u200eA.B@c.example ' });
    expect([sample.code, sample.email, refused]).toEqual(['LE11 3TU', 'A.B@c.example', []]);
  });

  it.each(['a\u0000b', 'a\u0001b', 'a\u009bb', 'a\ud800b', ' ', '\u202a\u202c'])(
    'is refused: %j',
    async (words) => {
      expect((await read({ words })).refused).toEqual(['words']);
    },
  );

  it.each([
    ['a@b.example', true],
    ['a.b+c@mail.b.example', true],
    ['a@b', false],
    ['a@b..example', false],
    ['a@.example', false],
    ['a@b.example.', false],
    ['a b@c.example', false],
    [`${'a'.repeat(65)}@b.example`, false],
  ])('is an e-mail address: %s → %s', async (email, isOne) => {
    expect((await read({ email })).refused).toEqual(isOne ? [] : ['email']);
  });

  it('that names an instant has at most its milliseconds', async () => {
    expect((await read({ at: '2026-03-02T09:00:00.123+01:00' })).refused).toEqual([]);
    expect((await read({ at: '2026-03-02T09:00:00.1234Z' })).refused).toEqual(['at']);
    expect((await read({ at: '2026-02-31T09:00:00Z' })).refused).toEqual(['at']);
  });
});

describe('a text of nothing to see', () => {
  class Shape {
    @IsLine(20)
    readonly line!: string;

    @IsWords()
    readonly words!: string;

    @IsFileName(20)
    readonly file!: string;

    @IsEmailAddress()
    readonly email!: string;
  }
  const faultsIn = async (body: object): Promise<string[]> =>
    (await validate(plainToInstance(Shape, body))).map(({ property }) => property);

  it.each(['\u3164', '\u{E0001}', '\uffff', '\u2060', '\u2800 \u115f'])(
    'is refused in every field: %j',
    async (text) => {
      const body = { line: text, words: text, file: text, email: `${text}@example.org` };
      expect(await faultsIn(body)).toEqual(['line', 'words', 'file', 'email']);
    },
  );

  it('leaves a name of a file that shows what it is', async () => {
    const read = plainToInstance(Shape, { line: 'a', words: 'a', file: 'a\u202efdp.exe', email: 'a@b.org' });
    expect(await validate(read)).toEqual([]);
    expect(read.file).toBe('afdp.exe');
  });
});
