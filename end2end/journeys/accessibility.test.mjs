// axe-core on every page of every role in every language: no barrier, and nothing in the browser's console.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { LANGUAGES, assertQuiet, awake, barriers, person, visitor } from '../browser.mjs';
import { PAGES, PEOPLE, REFUSED } from '../people.mjs';
import { board, browser } from '../stage.mjs';

for (const [who, paths] of Object.entries(PAGES)) {
  describe(`pages of ${who}`, () => {
    let page;
    before(async () => {
      page = await (PEOPLE[who] ? person(browser, board, PEOPLE[who]) : visitor(browser, board));
    });
    after(() => page?.context().close());

    for (const path of paths) {
      test(`${path} has no barriers`, async () => {
        const found = [];
        for (const lang of LANGUAGES) found.push(...(await look(page, `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`, [200])));
        assert.deepEqual(found, []);
        assertQuiet(page);
      });
    }

    if (REFUSED[who]) {
      test(`${REFUSED[who]} is refused without barriers`, async () => {
        const found = [];
        for (const lang of LANGUAGES) found.push(...(await look(page, `${REFUSED[who]}?lang=${lang}`, [401, 403, 404])));
        assert.deepEqual(found, []);
      });
    }
  });
}

test('pages without a current report have no barriers', async () => {
  const silent = await startBoard('demo', '2022-09-05T09:00+08:00');
  try {
    const page = await person(browser, silent, PEOPLE.leader);
    const found = [];
    for (const path of ['/overview', '/targets/T1', '/tasks', '/units/soc_food', '/specialties', '/cities', '/matrix', '/meeting']) {
      for (const lang of LANGUAGES) found.push(...(await look(page, `${path}?lang=${lang}`, [200])));
    }
    assert.deepEqual(found, []);
  } finally {
    await silent.stop();
  }
});

async function look(page, address, expected) {
  const answer = await page.goto(address);
  assert.ok(expected.includes(answer.status()), `${address} answered ${answer.status()}`);
  await awake(page);
  return barriers(page);
}
