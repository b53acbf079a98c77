/** A file that came with a form, as it was sent. */
export interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/**
 * The fields of a form that carries a file, and the file where one was chosen. Node's own reader of such forms.
 *
 * @throws Error with status 400 for what is no such form
 */
export async function readMultipart(
  contentType: string,
  body: Buffer,
): Promise<Readonly<Record<string, string | SentFile>>> {
  const headers = { 'content-type': contentType };
  const parts = await new Response(body, { headers }).formData().catch(() => {
    throw Object.assign(new Error('not a form'), { statusCode: 400 });
  });
  const fields: [string, string | SentFile][] = [];
  for (const [name, part] of parts)
    if (typeof part === 'string') fields.push([name, part]);
    else if (part.name !== '') fields.push([name, await fileOf(part)]);
  return Object.fromEntries(fields);
}

async function fileOf(part: File): Promise<SentFile> {
  return { name: part.name, mediaType: part.type, content: new Uint8Array(await part.arrayBuffer()) };
}
