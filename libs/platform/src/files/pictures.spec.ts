import { JPEG, PNG } from '../../../../test/support/builders/files.js';
import { readJpeg } from './jpeg.js';
import { readPng } from './png.js';

const SIZE = { width: 2, height: 3 };
const HTML = Buffer.from('<script>alert(1)</script>');
const without = (file: Buffer, from: number, to: number): Buffer =>
  Buffer.concat([file.subarray(0, from), file.subarray(to)]);
const withByte = (file: Buffer, at: number, byte: number): Buffer => {
  const changed = Buffer.from(file);
  changed[at] = byte;
  return changed;
};
/** The bytes of the PNG's end chunk. */
const PNG_END = 12;

describe('a PNG', () => {
  it('is read to its end, with its size', () => {
    expect(readPng(PNG)).toEqual({ ...SIZE, end: PNG.length });
  });

  it('ends before what follows it', () => {
    expect(readPng(Buffer.concat([PNG, HTML]))?.end).toBe(PNG.length);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['only its mark', PNG.subarray(0, 8)],
    ['a page behind its mark', Buffer.concat([PNG.subarray(0, 8), HTML])],
    ['cut off in its data', PNG.subarray(0, PNG.length - PNG_END - 4)],
    ['without its end', PNG.subarray(0, PNG.length - PNG_END)],
    ['a byte short', PNG.subarray(0, -1)],
    ['without its size', without(PNG, 8, 33)],
    ['without picture data', Buffer.concat([PNG.subarray(0, 33), PNG.subarray(-PNG_END)])],
    ['with a changed byte', withByte(PNG, PNG.length - PNG_END - 6, 1)],
    ['with a chunk longer than the file', withByte(PNG, 33, 0x7f)],
    ['a photo', JPEG],
    ['a page', HTML],
  ])('is none: %s', (_why, file) => {
    expect(readPng(file)).toBeNull();
  });

  it.each(Array.from({ length: PNG.length - 1 }, (_, length) => length))(
    'is none if cut off at byte %i',
    (length) => {
      expect(readPng(PNG.subarray(0, length))).toBeNull();
    },
  );
});

describe('a JPEG', () => {
  it('is read to its end, with its size', () => {
    expect(readJpeg(JPEG)).toEqual({ ...SIZE, end: JPEG.length });
  });

  it('ends before what follows it, also before a second photo', () => {
    for (const more of [HTML, JPEG]) expect(readJpeg(Buffer.concat([JPEG, more]))?.end).toBe(JPEG.length);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['only its mark', Buffer.from([0xff, 0xd8, 0xff])],
    ['a page behind its mark', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), HTML])],
    ['beginning and end', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['without its end', JPEG.subarray(0, -2)],
    ['a picture', PNG],
    ['a page', HTML],
  ])('is none: %s', (_why, file) => {
    expect(readJpeg(file)).toBeNull();
  });

  it.each(Array.from({ length: JPEG.length - 1 }, (_, length) => length))(
    'is none if cut off at byte %i',
    (length) => {
      expect(readJpeg(JPEG.subarray(0, length))).toBeNull();
    },
  );
});
