import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs the smallest soak run (`npm run soak -- --bounded`). If the run fails, the test shows its output. */
describe('live clients in real processes', () => {
  it('miss and repeat nothing, whatever is cut, silent, killed or restarted meanwhile', async () => {
    const child = spawn(process.execPath, ['scripts/soak.mjs', '--bounded'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const output of [child.stdout, child.stderr])
      output.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('1 runs, 0 failed') as string });
  }, 240_000);
});
