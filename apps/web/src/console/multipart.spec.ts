import { readMultipart } from './multipart.js';

const part = (headers: string, content: string): string =>
  `--x\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n`;
const read = (...parts: string[]) =>
  readMultipart('multipart/form-data; boundary=x', Buffer.from(`${parts.join('')}--x--\r\n`));

describe('a form with a file', () => {
  it('is read with its fields and its file', async () => {
    const file = part(
      'name="document"; filename="O’Brien <b> 李.pdf"\r\nContent-Type: application/pdf',
      '%PDF-1.7',
    );
    expect(await read(part('name="account"', 'Two\r\nlines'), file)).toEqual({
      account: 'Two\r\nlines',
      document: {
        name: 'O’Brien <b> 李.pdf',
        mediaType: 'application/pdf',
        content: new Uint8Array(Buffer.from('%PDF-1.7')),
      },
    });
  });

  it('has no file if none was chosen', async () => {
    const none = part('name="document"; filename=""\r\nContent-Type: application/octet-stream', '');
    expect(await read(part('name="account"', 'a'), none)).toEqual({ account: 'a' });
  });

  it('has no field with a name such as `__proto__`', async () => {
    const fields = await read(part('name="__proto__"', 'a'));
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });

  it('has at most 200 parts', async () => {
    const fields = (most: number): string[] =>
      Array.from({ length: most }, (_, at) => part(`name="f${at}"`, ''));
    expect(Object.keys(await read(...fields(199)))).toHaveLength(199);
    await expect(read(...fields(200))).rejects.toMatchObject({ statusCode: 400 });
  });

  it.each([
    ['multipart/form-data; boundary=x', 'garbage'],
    ['multipart/form-data', '--x--\r\n'],
    ['multipart/form-data; boundary=x', ''],
  ])('of type %s that reads %j is refused', async (type, body) => {
    await expect(readMultipart(type, Buffer.from(body))).rejects.toMatchObject({ statusCode: 400 });
  });
});
