// What a screen reader is told of every page: its accessibility tree in simplified Chinese, compared with the one
// that was read and approved (trees/*.yml). UPDATE_TREES=1 writes them anew, to be read before they are committed.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root } from '../board.mjs';
import { awake, person, visitor } from '../browser.mjs';
import { PEOPLE, TREES } from '../people.mjs';
import { board, browser } from '../stage.mjs';

const FOLDER = join(root, 'end2end', 'trees');
const UPDATE = Boolean(process.env.UPDATE_TREES);

await mkdir(FOLDER, { recursive: true });

for (const [who, paths] of Object.entries(TREES)) {
  describe(`what ${who} is told`, () => {
    let page;
    before(async () => {
      page = await (PEOPLE[who] ? person(browser, board, PEOPLE[who]) : visitor(browser, board));
      if (who === 'auditor') await checked(page);
    });
    after(() => page?.context().close());

    for (const path of paths) {
      test(`${path} reads as approved`, async () => {
        await page.goto(path);
        await awake(page);
        assert.deepEqual(await faults(page), [], path);
        const file = join(FOLDER, `${path.slice(1).replaceAll(/[^\w.-]+/g, '-')}.yml`);
        const tree = settled(await page.locator('body').ariaSnapshot());
        if (UPDATE) return writeFile(file, tree);
        const approved = await readFile(file, 'utf8').catch(() => assert.fail(`${file} is missing: UPDATE_TREES=1`));
        assert.equal(tree, approved);
      });
    }
  });
}

/** A board checks itself a minute after it starts: whether that was already is not to be seen in the tree. */
async function checked(page) {
  await page.goto('/audit');
  await page.getByRole('button', { name: '立即自检' }).click();
  await page.getByText(/条链共\d+条记录/).waitFor();
}

/** The tree without what is another each time: the port, ids, digests, and the moments of this very run. */
function settled(tree) {
  return `${tree
    .replaceAll(/https?:\/\/(localhost|127\.0\.0\.1):\d+/g, 'https://board')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,64}\b/g, 'DIGEST')
    .replaceAll(/\b[0-9a-f]{8} →/g, 'DIGEST →')
    .replaceAll(/→ [0-9a-f]{8}\b/g, '→ DIGEST')
    .replaceAll(/共\d+条记录/g, '共N条记录')
    .replaceAll(/2022-07-29 0[89]:\d\d(:\d\d)?/g, 'NOW')}\n`;
}

/** What no tree may have, whoever approves it: skipped levels, nameless regions and tables, one name for two ways. */
function faults(page) {
  return page.evaluate(() => {
    const said = [];
    const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true]');
    const all = selector => [...document.querySelectorAll(selector)].filter(seen);
    const named = element => {
      const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent);
      return (element.getAttribute('aria-label') ?? by.join('')).trim();
    };
    let level = 0;
    for (const heading of all('h1, h2, h3, h4, h5, h6')) {
      const own = Number(heading.tagName[1]);
      if (own > level + 1) said.push(`level ${own} after ${level}: ${heading.textContent}`);
      level = own;
    }
    if (all('h1').length !== 1) said.push(`${all('h1').length} headings of the first level`);
    for (const region of all('[role=region], nav, [role=group], form[role]')) if (!named(region)) said.push(`nameless ${region.outerHTML.slice(0, 80)}`);
    for (const table of all('table')) {
      const region = table.closest('[role=region], section, fieldset, details, figure');
      if (!named(table) && !table.caption && !(region && (named(region) || region.querySelector('summary, figcaption, legend'))))
        said.push(`nameless table ${table.textContent.slice(0, 40)}`);
    }
    const ways = new Map();
    for (const link of all('main a[href]')) {
      const name = named(link) || link.textContent.trim() || link.querySelector('title')?.textContent || link.title;
      if (!name) said.push(`nameless link ${link.outerHTML.slice(0, 80)}`);
      // A number is told apart by the row and column it stands in.
      if (/^[+−-]?\d+([./]\d+)?%?$/.test(name) || link.closest('td, [role=gridcell]')) continue;
      if (ways.has(name) && ways.get(name) !== link.href) said.push(`two ways called ${name}: ${ways.get(name)} ${link.href}`);
      ways.set(name, link.href);
    }
    return said;
  });
}
