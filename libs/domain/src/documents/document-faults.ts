import { LARGEST_DOCUMENT_BYTES, type MediaType } from '#contracts/documents';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';

export type DocumentFaultCode = 'empty' | 'too_large' | 'not_what_it_says';

export interface OfferedDocument {
  readonly mediaType: MediaType;
  readonly content: Uint8Array;
}

const RULES: readonly FaultRule<OfferedDocument, DocumentFaultCode>[] = [
  {
    code: 'empty',
    isBrokenBy: ({ content }) => content.length === 0,
    sentence: 'The document has something in it.',
  },
  {
    code: 'too_large',
    isBrokenBy: ({ content }) => content.length > LARGEST_DOCUMENT_BYTES,
    sentence: 'A document is 10 MB or less.',
  },
  {
    code: 'not_what_it_says',
    isBrokenBy: ({ mediaType, content }) => content.length > 0 && !looksLike[mediaType](content),
    sentence: 'The document is of the type that it is said to be.',
  },
];

/** Lists every fault of an uploaded document. */
export function documentFaults(document: OfferedDocument): Fault<DocumentFaultCode>[] {
  return faultsOf(RULES, document);
}

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const startsWith = (content: Uint8Array, bytes: readonly number[]): boolean =>
  content.length >= bytes.length && bytes.every((byte, index) => content[index] === byte);

const PDF = ascii('%PDF-');
const PNG = [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const ZIP = [...ascii('PK'), 0x03, 0x04];
/** The names of two entries in every Word document, which is a ZIP archive. */
const WORD_ENTRIES = ['[Content_Types].xml', 'word/'].map(ascii);

const looksLike: Readonly<Record<MediaType, (content: Uint8Array) => boolean>> = {
  'application/pdf': (content) => startsWith(content, PDF),
  'image/png': (content) => startsWith(content, PNG),
  'image/jpeg': (content) => startsWith(content, JPEG),
  'text/plain': isText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (content) =>
    startsWith(content, ZIP) && WORD_ENTRIES.every((entry) => contains(content, entry)),
};

/** True if a file is UTF-8 text without control characters, except line ends and tabs. */
function isText(content: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    return !/[^\P{Cc}\n\r\t\f]/u.test(text);
  } catch {
    return false;
  }
}

function contains(content: Uint8Array, bytes: readonly number[]): boolean {
  const [first = 0] = bytes;
  for (let at = content.indexOf(first); at !== -1; at = content.indexOf(first, at + 1))
    if (startsWith(content.subarray(at, at + bytes.length), bytes)) return true;
  return false;
}
