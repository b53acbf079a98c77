import type { Input } from '../../console/form-inputs.js';
import type { SentFile } from '../../console/multipart.js';

/** The file field of a form that takes a table. The API checks what is in the file. */
export const TABLE_FILE: Input<SentFile> = {
  read: (form) => {
    const file = form.file('file');
    return file && file.content.length > 0
      ? { value: file }
      : { faults: [{ field: 'file', text: 'Choose a CSV file or an Excel workbook' }] };
  },
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Browsers name the type of a CSV file in several ways, so the first bytes say what the file is. */
export const mediaTypeOf = ({ content: [first, second] }: SentFile): string =>
  first === 0x50 && second === 0x4b ? XLSX : 'text/csv';
