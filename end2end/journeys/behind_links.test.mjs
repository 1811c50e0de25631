// Pages that no navigation leads to: behind a link that is handed out, or behind a step somebody has taken.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { LANGUAGES, assertQuiet, awake, barriers, person, visitor } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

let bare;
before(async () => (bare = await startBoard('serve')));
after(() => bare?.stop());

/** Looks at an address in every language. */
async function look(page, address) {
  const found = [];
  for (const lang of LANGUAGES) {
    const answer = await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
    assert.equal(answer.status(), 200, address);
    await awake(page);
    found.push(...(await barriers(page)));
  }
  assert.deepEqual(found, []);
  assertQuiet(page);
}

const path = link => {
  const { pathname, search } = new URL(link);
  return `${pathname}${search}`;
};

test('an invitation has no barriers', async () => {
  const admin = await person(browser, board, PEOPLE.administrator);
  await admin.goto('/admin');
  await admin.getByLabel('姓名', { exact: true }).fill('新审计员');
  await admin.getByRole('textbox', { name: '账号', exact: true }).fill('xinshenji');
  await admin.getByLabel('角色', { exact: true }).selectOption('auditor');
  await admin.getByRole('button', { name: '新增账号' }).click();
  await look(await visitor(browser, board), path(await admin.locator('.made code').innerText()));
});

test('a change that waits for a second administrator has no barriers', async () => {
  const admin = await person(browser, board, PEOPLE.administrator);
  await admin.goto('/admin');
  await admin.getByLabel('姓名', { exact: true }).fill('第二名管理员');
  await admin.getByRole('textbox', { name: '账号', exact: true }).fill('guanli2');
  await admin.getByLabel('角色', { exact: true }).selectOption('administrator');
  await admin.getByRole('button', { name: '新增账号' }).click();
  await admin.locator('.made code').waitFor();
  await admin.goto('/admin/programme/target/T2');
  const value = admin.getByLabel('目标值');
  await value.fill(String(Number(await value.inputValue()) + 10));
  await admin.getByLabel('修改原因').fill('领导小组第二次会议');
  await admin.getByRole('button', { name: '检查并预览影响' }).click();
  await admin.getByRole('button', { name: '提交另一名管理员确认' }).click();
  await admin.goto('/admin/programme');
  await look(admin, path(await admin.locator('a[href*="/admin/proposals/"]').first().evaluate(link => link.href)));
});

test('a snapshot and its sheet have no barriers', async () => {
  const leader = await person(browser, board, PEOPLE.leader);
  await leader.goto('/snapshots');
  await leader.getByRole('button', { name: '生成链接' }).click();
  const snapshot = path(await leader.locator('code.once').textContent());
  const projector = await visitor(browser, board);
  await look(projector, snapshot);
  await look(projector, `${snapshot}/sheet`);
});

test('the first page of a new board has no barriers', async () => {
  const link = bare.said().match(/https?:\S+\/setup\?token=\S+/)?.[0];
  assert.ok(link, bare.said());
  await look(await visitor(browser, bare), path(link));
});
