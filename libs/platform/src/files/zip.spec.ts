import { unzipSync } from 'fflate';
import { type ZipEntry, zipped } from './zip.js';

async function* some(): AsyncGenerator<ZipEntry> {
  yield { name: 'one.txt', content: Buffer.from('first') };
  yield await Promise.resolve({ name: 'folder/李.pdf', content: new Uint8Array(100_000).fill(7) });
  yield { name: 'empty', content: new Uint8Array() };
}

async function packed(): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipped(some())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('an archive', () => {
  it('holds what was put in, byte for byte', async () => {
    const files = unzipSync(new Uint8Array(await packed()));
    expect(Object.keys(files)).toEqual(['one.txt', 'folder/李.pdf', 'empty']);
    expect(Buffer.from(files['one.txt'] ?? []).toString()).toBe('first');
    expect(files['folder/李.pdf']).toEqual(new Uint8Array(100_000).fill(7));
  });

  it('is the same whenever it is made', async () => {
    expect((await packed()).equals(await packed())).toBe(true);
  });
});
