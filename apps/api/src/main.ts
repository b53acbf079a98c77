import { runProcess } from '#platform/process/run-process';
import { createApi } from './app.js';

await runProcess('api', createApi);
