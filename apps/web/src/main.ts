import { webConfig } from './config.js';
import { createWeb } from './web.js';

const { port, host, apiUrl } = webConfig();
const web = await createWeb({ apiUrl });

const close = (): void => void web.close().then(() => process.exit(0));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, close);
process.on('disconnect', close);

await web.listen({ port, host });
process.send?.('listening');
