import type { MediaType } from '#contracts/documents';
import type { FileStructure } from '#domain/documents/document-faults';
import { readJpeg } from '#platform/files/jpeg';
import { type PictureSize, readPng } from '#platform/files/png';
import { wordStructure } from '#platform/files/word-document';

/** A picture of more pixels may stop the program that shows it. Telephones take up to 200 million. */
const MOST_PIXELS = 250_000_000;

/** What was found in a file, and the bytes that are kept of it. */
export interface ReadFile {
  readonly structure: FileStructure;
  readonly kept: Uint8Array;
}

/**
 * Reads a file from its beginning to its end, as far as its type needs it. Of a photo, the bytes after its end are not
 * kept, because telephones append films and other data (docs/rules.md §8).
 */
export async function readStructure(mediaType: MediaType, content: Uint8Array): Promise<ReadFile> {
  switch (mediaType) {
    case 'application/pdf':
    case 'text/plain':
      return { structure: 'sound', kept: content };
    case 'image/png':
      return pictureIn(content, readPng(content), (rest) => !isBlank(rest));
    case 'image/jpeg':
      return pictureIn(content, readJpeg(content), holdsOtherFile);
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return { structure: await wordStructure(content), kept: content };
  }
}

function pictureIn(
  content: Uint8Array,
  picture: PictureSize | null,
  isOther: (rest: Uint8Array) => boolean,
): ReadFile {
  if (picture === null) return { structure: 'unsound', kept: content };
  const { width, height, end } = picture;
  if (width * height > MOST_PIXELS) return { structure: 'too_large', kept: content };
  return isOther(content.subarray(end))
    ? { structure: 'with_other_file', kept: content }
    : { structure: 'sound', kept: content.subarray(0, end) };
}

const isBlank = (rest: Uint8Array): boolean => rest.every((byte) => byte === 0);

const PAGE_OR_PROGRAM = /<(?:!doctype|html|head|body|script|iframe|svg|\?php)[\s>/]|%PDF-/i;

/** True if bytes hold a web page, a program for a server, a PDF or a ZIP archive. */
function holdsOtherFile(rest: Uint8Array): boolean {
  const text = Buffer.from(rest.buffer, rest.byteOffset, rest.byteLength).toString('latin1');
  const isArchive = text.includes('PK\u0003\u0004') && text.includes('PK\u0005\u0006');
  return isArchive || PAGE_OR_PROGRAM.test(text);
}
