import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { seconds } from '../measuring.js';
import { serve } from './serve.js';

/** Imports a compiled file in a fresh process. Returns the seconds that the import took. */
serve({
  load: ({ file }: { file: string }) =>
    seconds(() => import(pathToFileURL(path.resolve('dist', file)).href) as Promise<unknown>),
});
