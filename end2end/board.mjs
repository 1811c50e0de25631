// A board of the worked example, on a port and in a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const root = resolve(import.meta.dirname, '..');
const binary = process.env.PILOTBOARD_BINARY ?? resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'pilotboard');
const PATIENCE = 60_000;

/** The worked example, or a board that has nothing on it yet and says where it is set up. */
export async function startBoard(how = 'demo', clock = undefined) {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'pilotboard-end2end-'));
  const child = spawn(binary, [how], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PILOTBOARD_LISTEN: `127.0.0.1:${port}`,
      PILOTBOARD_DATA_DIR: folder,
      PILOTBOARD_SITE: join(root, 'target', 'site'),
      ...(clock && { PILOTBOARD_CLOCK: clock }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  child.stdout.on('data', words => said.push(words));
  child.stderr.on('data', words => said.push(words));
  const ended = once(child, 'exit');
  // A test that dies does not leave a board behind.
  const reap = () => child.kill('SIGKILL');
  process.on('exit', reap);

  const stop = async () => {
    process.off('exit', reap);
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const origin = `http://localhost:${port}`;
  try {
    await answers(`http://127.0.0.1:${port}/livez`, child);
  } catch (cause) {
    await stop();
    throw new Error(`The board did not start.\n${Buffer.concat(said)}`, { cause });
  }
  return { origin, folder, stop, said: () => Buffer.concat(said).toString() };
}

async function answers(url, child) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`no answer from ${url}`);
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
