// What is printed: how many sheets it takes in each language, and that a telephone held over a poor copy of it
// opens the page again.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import jsQR from 'jsqr';
import { root } from '../board.mjs';
import { LANGUAGES, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

/** Sides of paper in millimetres, wide and high. */
const A4 = [210, 297];
const LYING = [297, 210];
const A3 = [420, 297];

/** Pages, and what they are printed on. */
const SHEETS = [
  ['/meeting', 5, LYING],
  ['/overview?print=a3', 1, A3],
  ['/overview', 1, A4],
  ['/matrix', 1, A3],
  ['/units', 1, A3],
  ['/tasks', undefined, LYING],
];

/** The pages of a PDF, each with its size in millimetres. */
function pages(pdf) {
  const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  return boxes.map(box => [box[1], box[2]].map(points => Math.round((Number(points) * 25.4) / 72)));
}

for (const lang of LANGUAGES) {
  test(`paper holds what it is made for in ${lang}`, async () => {
    const leader = await person(browser, board, PEOPLE.leader);
    for (const [path, count, size] of SHEETS) {
      await leader.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
      const found = pages(await leader.pdf({ preferCSSPageSize: true }));
      if (count) assert.equal(found.length, count, path);
      assert.deepEqual(found[0], size, path);
      assert.ok(found.every(page => `${page}` === `${size}`), `${path}: ${found.join(' ')}`);
    }
    await leader.context().close();
  });
}

/** The pages that are kept to be looked at as they come out of the printer. */
const KEPT = [
  '/overview',
  '/overview?print=a3',
  '/meeting',
  '/attention',
  '/targets/T1',
  '/targets/T4',
  '/tasks',
  '/tasks/12',
  '/units',
  '/units/soc_civil',
  '/specialties',
  '/cities',
  '/matrix',
  '/figures/T1',
];

test('the prints of the main pages are kept beside the screens', async () => {
  const folder = join(root, 'target', 'screens');
  await mkdir(folder, { recursive: true });
  const leader = await person(browser, board, PEOPLE.leader);
  for (const path of KEPT) {
    await leader.goto(path);
    const stem = join(folder, `print${path.replaceAll(/[/?=]/g, '-')}`);
    await leader.pdf({ path: `${stem}.pdf`, preferCSSPageSize: true });
    // As a copier without colour leaves the first sheet.
    execFileSync('pdftoppm', ['-r', '70', '-gray', '-png', '-singlefile', `${stem}.pdf`, stem]);
  }
  await leader.context().close();
});

/** The last page of a PDF, which carries the code, as a copier leaves it: black or white, 200 dots to the inch. */
async function copied(pdf) {
  const folder = await mkdtemp(join(tmpdir(), 'pilotboard-paper-'));
  try {
    await writeFile(join(folder, 'page.pdf'), pdf);
    const last = `${pages(pdf).length}`;
    const kept = ['-r', '200', '-gray', '-f', last, '-l', last, '-singlefile'];
    execFileSync('pdftoppm', [...kept, join(folder, 'page.pdf'), join(folder, 'page')]);
    const file = await readFile(join(folder, 'page.pgm'));
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 64).toString('latin1'));
    const [width, height] = [Number(head[1]), Number(head[2])];
    const grey = file.subarray(head[0].length);
    const dots = new Uint8ClampedArray(width * height * 4);
    for (let at = 0; at < width * height; at += 1) {
      const shade = grey[at] < 128 ? 0 : 255;
      dots.set([shade, shade, shade, 255], at * 4);
    }
    return { dots, width, height };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a telephone held over a copy opens the page it was printed from', async () => {
  const leader = await person(browser, board, PEOPLE.leader);
  for (const path of ['/overview', '/overview?print=a3', '/targets/T1', '/cities']) {
    await leader.goto(`${path}${path.includes('?') ? '&' : '?'}as_at=2022-06-28&basis=reported&lang=en`);
    const says = await leader.locator('h1').innerText();
    const { dots, width, height } = await copied(await leader.pdf({ preferCSSPageSize: true }));
    const code = jsQR(dots, width, height, { inversionAttempts: 'dontInvert' });
    assert.ok(code, `${path} carries a code that can be read`);
    const address = new URL(code.data);
    assert.equal(address.searchParams.get('as_at'), '2022-06-28');
    await leader.goto(`${address.pathname}${address.search}`);
    assert.equal(await leader.locator('h1').innerText(), says, path);
  }
  await leader.context().close();
});
