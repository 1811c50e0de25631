// A leader writes a word on a late task, the unit finds it at the top of its page and answers, and the
// answer stands on the leader's first page. No scripts are needed for any of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

test('an instruction goes to the unit and its answer comes back', async () => {
  const leader = await person(browser, board, PEOPLE.leader, { javaScript: false });
  await leader.goto('/overview');
  await leader.getByRole('row', { name: /准入类试点在湾区实施/ }).getByRole('link', { name: /^批示/ }).click();
  await leader.getByRole('button', { name: '发送批示' }).click();
  assert.match(await leader.getByRole('alert').innerText(), /请至少选一个责任单位/);
  await leader.getByLabel('东莞市科协').check();
  await leader.getByLabel('批示内容').fill('请东莞8月10日前出细则。');
  await leader.getByRole('button', { name: '发送批示' }).click();
  await leader.getByText('待东莞市科协回复').waitFor();

  const unit = await person(browser, board, ['填报员', '东莞市科协'], { javaScript: false });
  await unit.getByRole('link', { name: '回复批示' }).click();
  await unit.getByRole('textbox', { name: '回复内容' }).fill('8月9日印发。');
  await unit.getByRole('button', { name: '发送回复' }).first().click();
  await unit.getByText('已回复').waitFor();
  await unit.goto('/my');
  assert.equal(await unit.getByRole('link', { name: '回复批示' }).count(), 0);

  await leader.goto('/overview');
  assert.match(await leader.getByRole('row', { name: /准入类试点在湾区实施/ }).innerText(), /8月9日印发。/);
  assertQuiet(leader);
  assertQuiet(unit);
});
