// Every page at three sizes, kept as pictures in target/screens; nothing may stick out at any of them,
// nor when the text is twice as large, and the overview fits an office screen without scrolling.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { root, startBoard } from '../board.mjs';
import { LANGUAGES, SIZES, awake, person, visitor } from '../browser.mjs';
import { PEOPLE, PICTURES } from '../people.mjs';
import { board, browser } from '../stage.mjs';

const FOLDER = join(root, 'target', 'screens');

await mkdir(FOLDER, { recursive: true });

for (const [who, paths] of Object.entries(PICTURES)) {
  describe(`screens of ${who}`, () => {
    let page;
    before(async () => {
      page = await (PEOPLE[who] ? person(browser, board, PEOPLE[who]) : visitor(browser, board));
    });
    after(() => page?.context().close());

    for (const path of paths) {
      test(`${path} stays inside every window`, async () => {
        for (const [size, [width, height]] of Object.entries(SIZES)) {
          await page.setViewportSize({ width, height });
          await page.goto(path);
          await awake(page);
          await page.screenshot({ path: join(FOLDER, `${who}${path.replaceAll('/', '-')}-${size}.png`), fullPage: true });
          await assertInside(page, `${path} at ${width} px`);
        }
        await page.setViewportSize({ width: SIZES.office[0], height: SIZES.office[1] });
        await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
        await assertInside(page, `${path} with text of twice the size`);
      });
    }
  });
}

/** As long a remark as the office may make. */
const REMARK =
  '7月末两项逾期任务已由分管领导召集会商，横琴、前海示范点选址预计8月10日前落实；珠海、东莞细则会签意见已回，预计8月中旬印发，请各单位按时限推进并按月报告。';

for (const remark of [undefined, REMARK]) {
  test(`the overview fits the window of an office computer in every language ${remark ? 'with' : 'without'} a remark`, async () => {
    if (remark) {
      const office = await person(browser, board, PEOPLE.office, { javaScript: false });
      await office.goto('/overview/remark');
      await office.getByLabel('说明内容').fill(remark);
      await office.getByRole('button', { name: '附上说明' }).click();
      await office.getByText(remark).first().waitFor();
      await office.context().close();
    }
    const leader = await person(browser, board, PEOPLE.leader, { size: [1366, 640] });
    for (const lang of LANGUAGES) {
      // As it is on the usual day, and turned back.
      for (const day of [undefined, '2022-05-31']) {
        await fits(leader, `/overview?lang=${lang}${day ? `&as_at=${day}&basis=reported` : ''}`, [lang, day, remark && 'remark']);
        if (!day) assert.equal(await leader.getByText(REMARK).count(), remark ? 1 : 0);
      }
    }
    await leader.context().close();
  });
}

for (const day of ['2022-09-05', '2022-12-05']) {
  test(`the overview fits the window of an office computer on ${day}, when nobody has reported for long`, async () => {
    const silent = await startBoard('demo', `${day}T09:00+08:00`);
    try {
      const leader = await person(browser, silent, PEOPLE.leader, { size: [1366, 640] });
      for (const lang of LANGUAGES) await fits(leader, `/overview?lang=${lang}`, [lang, day]);
    } finally {
      await silent.stop();
    }
  });
}

async function fits(page, path, parts) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), 200);
  await awake(page);
  const name = ['overview', ...parts].filter(Boolean).join('-');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= 640, `${name} is ${height} px high`);
}

/** What is read on the smallest of telephones. */
const MAIN = [
  '/overview',
  '/meeting',
  '/decisions',
  '/attention',
  '/targets/T1',
  '/targets/T2',
  '/targets/T4',
  '/tasks',
  '/tasks/4',
  '/tasks/12',
  '/units',
  '/units/soc_food',
  '/specialties',
  '/specialties/food',
  '/cities',
  '/cities/guangzhou',
  '/matrix',
  '/figures/T1',
  '/summaries',
  '/help',
];

for (const lang of LANGUAGES) {
  test(`large text stays inside a window of 320 px in ${lang}`, async () => {
    const leader = await person(browser, board, PEOPLE.leader, { size: [320, 640] });
    for (const path of MAIN) {
      await leader.goto(`${path}?lang=${lang}&text=large`);
      await awake(leader);
      await assertInside(leader, `${path} in ${lang}`);
    }
    await leader.context().close();
  });
}

async function assertInside(page, where) {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= window_, `${where} is ${content} px wide in a window of ${window_} px`);
}
