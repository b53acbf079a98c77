import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOLDER = 'assets';

/**
 * Serves style sheets and scripts. Their address contains a hash of their content, so a changed file has a
 * new address. Browsers may therefore cache the files for ever.
 *
 * @returns the address prefix
 */
export async function serveAssets(web: FastifyInstance, folder: string): Promise<string> {
  const root = path.join(folder, FOLDER);
  const hash = createHash('sha256');
  for (const file of readdirSync(root).sort()) hash.update(file).update(readFileSync(path.join(root, file)));
  const prefix = `/${FOLDER}/${hash.digest('hex').slice(0, 16)}`;
  await web.register(fastifyStatic, {
    root,
    prefix: `${prefix}/`,
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
  });
  return prefix;
}
