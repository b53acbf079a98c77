import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs the smallest chaos run (`npm run chaos -- --bounded`). If the run fails, the test shows its output.
 */
describe('a reallocation in real processes', () => {
  it('moves everybody, although its worker is killed between commit and job and in a job', async () => {
    const child = spawn(process.execPath, ['scripts/chaos.mjs', '--bounded'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const output of [child.stdout, child.stderr])
      output.on('data', (text: Buffer) => (said += text.toString()));
    const [code] = (await once(child, 'exit')) as [number | null];
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('1 runs, 0 failed') as string });
  }, 180_000);
});
