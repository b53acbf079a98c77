import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const FOLDER = 'assets';

/**
 * Style sheets and scripts, under an address that changes with what is in them: a browser keeps them for good
 * and never shows a page in yesterday's dress.
 *
 * @returns the address that they are under
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
