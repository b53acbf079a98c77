import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { seconds } from '../measuring.js';
import { serve } from './serve.js';

/** Loads a compiled file in a process that has loaded next to nothing: seconds. */
serve({
  load: ({ file }: { file: string }) =>
    seconds(() => import(pathToFileURL(path.resolve('dist', file)).href) as Promise<unknown>),
});
