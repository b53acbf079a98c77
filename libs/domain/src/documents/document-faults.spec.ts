import * as fc from 'fast-check';
import { LARGEST_DOCUMENT_BYTES, MEDIA_TYPES, type MediaType } from '#contracts/documents';
import { documentFaults, type FileStructure } from './document-faults.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
const codes = (mediaType: MediaType, content: Uint8Array, structure: FileStructure = 'sound'): string[] =>
  documentFaults({ mediaType, content, structure }).map(({ code }) => code);

describe('a document', () => {
  it.each<{ mediaType: MediaType; content: Uint8Array; faults: string[]; why: string }>([
    { mediaType: 'application/pdf', content: bytes('%PDF-1.7\n%%EOF'), faults: [], why: 'a PDF' },
    {
      mediaType: 'application/pdf',
      content: bytes(`%PDF-1.7\n%%EOF${' '.repeat(1_019)}`),
      faults: [],
      why: 'its end within the last 1,024 bytes',
    },
    {
      mediaType: 'application/pdf',
      content: bytes(`%PDF-1.7\n%%EOF${' '.repeat(1_020)}`),
      faults: ['not_what_it_says'],
      why: 'its end one byte before',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('%PDF-1.7\n1 0 obj'),
      faults: ['not_what_it_says'],
      why: 'cut off',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('PK\u0003\u0004%PDF-1.7\n%%EOF'),
      faults: ['not_what_it_says'],
      why: 'an archive that holds one',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('PDF-1.7'),
      faults: ['not_what_it_says'],
      why: 'no signature',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('%PD'),
      faults: ['not_what_it_says'],
      why: 'half a signature',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('<script>'),
      faults: ['not_what_it_says'],
      why: 'a page in disguise',
    },
    { mediaType: 'application/pdf', content: bytes(''), faults: ['empty'], why: 'nothing' },
    { mediaType: 'image/png', content: png, faults: [], why: 'a picture' },
    { mediaType: 'image/jpeg', content: png, faults: ['not_what_it_says'], why: 'another picture' },
    {
      mediaType: 'image/jpeg',
      content: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]),
      faults: [],
      why: 'a photo',
    },
    { mediaType: 'text/plain', content: bytes('O’Brien <b> 李\r\n\t£'), faults: [], why: 'words' },
    ...[
      '<!DOCTYPE html><p>',
      ' \n<html lang="en">',
      '<script>alert(1)</script>',
      '<svg onload=x>',
      '<?xml version="1.0"?>',
      '\ufeff<!-- a -->',
    ].map((page) => ({
      mediaType: 'text/plain' as const,
      content: bytes(page),
      faults: ['not_what_it_says'],
      why: `a page: ${page}`,
    })),
    {
      mediaType: 'text/plain',
      content: bytes('<3 from <b>all</b>'),
      faults: [],
      why: 'words with a bracket',
    },
    {
      mediaType: 'text/plain',
      content: bytes('one\u000btwo'),
      faults: [],
      why: 'a line break of a word processor',
    },
    {
      mediaType: 'text/plain',
      content: new Uint8Array([0xff, 0xfe, 0x41, 0]),
      faults: ['not_utf8'],
      why: 'UTF-16',
    },
    {
      mediaType: 'text/plain',
      content: new Uint8Array([0x4f, 0x92, 0x42]),
      faults: ['not_utf8'],
      why: 'Windows-1252',
    },
    {
      mediaType: 'application/pdf',
      content: bytes(`${' '.repeat(1_019)}%PDF-1.4 %%EOF`),
      faults: [],
      why: 'its mark at byte 1,024',
    },
    {
      mediaType: 'application/pdf',
      content: bytes(`${' '.repeat(1_020)}%PDF-1.4 %%EOF`),
      faults: ['not_what_it_says'],
      why: 'its mark one byte later',
    },
    {
      mediaType: 'application/pdf',
      content: bytes('<html>%PDF-1.4 %%EOF'),
      faults: ['not_what_it_says'],
      why: 'a page with the mark',
    },
    { mediaType: 'text/plain', content: bytes('a\u0000b'), faults: ['not_what_it_says'], why: 'a NUL' },
    {
      mediaType: 'text/plain',
      content: new Uint8Array([0xc3, 0x28]),
      faults: ['not_utf8'],
      why: 'no UTF-8',
    },
    { mediaType: WORD, content: bytes('PK\u0003\u0004'), faults: [], why: 'a letter' },
    { mediaType: WORD, content: bytes('PK'), faults: ['not_what_it_says'], why: 'half a mark' },
  ])('$mediaType with $why → $faults', ({ mediaType, content, faults }) => {
    expect(codes(mediaType, content)).toEqual(faults);
  });

  it.each([
    ['unsound', 'not_what_it_says'],
    ['with_other_file', 'has_other_file'],
    ['with_macros', 'has_macros'],
    ['too_large', 'unpacks_too_large'],
  ] as const)('that was found %s → %s', (structure, code) => {
    expect(codes('image/png', png, structure)).toEqual([code]);
  });

  it.each([
    { size: LARGEST_DOCUMENT_BYTES, faults: [], why: 'exactly 10 MB' },
    { size: LARGEST_DOCUMENT_BYTES + 1, faults: ['too_large'], why: 'one byte over' },
  ])('of $size bytes → $faults ($why)', ({ size, faults }) => {
    expect(codes('text/plain', new Uint8Array(size).fill(97))).toEqual(faults);
  });

  it('is of one type at most, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (content) => {
        expect(MEDIA_TYPES.filter((type) => codes(type, content).length === 0).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
