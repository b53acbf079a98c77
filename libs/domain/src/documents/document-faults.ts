import { LARGEST_DOCUMENT_BYTES, type MediaType } from '#contracts/documents';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';

export type DocumentFaultCode =
  | 'empty'
  | 'too_large'
  | 'not_what_it_says'
  | 'not_utf8'
  | 'has_other_file'
  | 'has_macros'
  | 'unpacks_too_large';

/**
 * What reading a picture or Word document to its end has found. `unsound`: the file is of another type, damaged or cut
 * off. `with_other_file`: something else follows the picture. `too_large`: a small file that becomes very large when it
 * is opened.
 */
export type FileStructure = 'sound' | 'unsound' | 'with_other_file' | 'with_macros' | 'too_large';

export interface OfferedDocument {
  readonly mediaType: MediaType;
  readonly content: Uint8Array;
  readonly structure: FileStructure;
}

const RULES: readonly FaultRule<OfferedDocument, DocumentFaultCode>[] = [
  {
    code: 'empty',
    isBrokenBy: ({ content }) => content.length === 0,
    sentence: 'The document is empty. Choose another file.',
  },
  {
    code: 'too_large',
    isBrokenBy: ({ content }) => content.length > LARGEST_DOCUMENT_BYTES,
    sentence: 'Choose a document of up to 10 MB.',
  },
  {
    code: 'not_what_it_says',
    isBrokenBy: (document) =>
      document.content.length > 0 &&
      !isForeignText(document) &&
      (document.structure === 'unsound' || !looksLike[document.mediaType](document.content)),
    sentence: 'The document is not of the type that its name says. Choose another file.',
  },
  {
    code: 'not_utf8',
    isBrokenBy: isForeignText,
    sentence: 'The text is saved as UTF-8: open it, choose “Save as”, and save it as UTF-8.',
  },
  {
    code: 'has_other_file',
    isBrokenBy: ({ structure }) => structure === 'with_other_file',
    sentence:
      'The picture has another file behind its end: open the picture, save it again, and choose the new file.',
  },
  {
    code: 'has_macros',
    isBrokenBy: ({ structure }) => structure === 'with_macros',
    sentence: 'The document has macros: save it as a Word document without macros, or as a PDF.',
  },
  {
    code: 'unpacks_too_large',
    isBrokenBy: ({ structure }) => structure === 'too_large',
    sentence:
      'The document becomes too large when it is opened: save it as a PDF, or make its pictures smaller.',
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
/** The bytes at the beginning of a PDF in which its mark must stand. */
const PDF_WITHIN_BYTES = 1_024;
const PNG = [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const ZIP = [...ascii('PK'), 0x03, 0x04];
/** The mark at the end of a PDF. Readers accept other bytes after the mark, as many as before the first mark. */
const PDF_END = ascii('%%EOF');

const looksLike: Readonly<Record<MediaType, (content: Uint8Array) => boolean>> = {
  // Readers of PDF accept other bytes before the mark, and some scanners write them.
  'application/pdf': (content) =>
    contains(content.subarray(0, PDF_WITHIN_BYTES), PDF) &&
    contains(content.subarray(-PDF_WITHIN_BYTES), PDF_END) &&
    !startsWith(content, ZIP) &&
    !isPage(content),
  'image/png': (content) => startsWith(content, PNG),
  'image/jpeg': (content) => startsWith(content, JPEG),
  'text/plain': isText,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (content) =>
    startsWith(content, ZIP),
};

/** True if a file is text without control characters, except line ends and tabs, and is no web page. */
function isText(content: Uint8Array): boolean {
  const text = utf8(content);
  return text !== null && !/[^\P{Cc}\n\r\t\v\f\u0085]/u.test(text) && !isPage(content);
}

/** True if a file is said to be text and is in another encoding than UTF-8. */
function isForeignText({ mediaType, content }: OfferedDocument): boolean {
  return mediaType === 'text/plain' && utf8(content) === null;
}

function utf8(content: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}

/**
 * Matches the beginning of a web page or of an XML file: the marks by which browsers recognise a page (WHATWG MIME
 * Sniffing §7.1), and those of SVG.
 */
const PAGE =
  /^[\ufeff\s]*<(?:!doctype\s+html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|svg|meta|link|img|!--|\?xml)(?:[\s>/?-]|$)/i;
const PAGE_BEGINS_WITHIN_BYTES = 1_024;

function isPage(content: Uint8Array): boolean {
  return PAGE.test(new TextDecoder().decode(content.subarray(0, PAGE_BEGINS_WITHIN_BYTES)));
}

function contains(content: Uint8Array, bytes: readonly number[]): boolean {
  const [first = 0] = bytes;
  for (let at = content.indexOf(first); at !== -1; at = content.indexOf(first, at + 1))
    if (startsWith(content.subarray(at, at + bytes.length), bytes)) return true;
  return false;
}
