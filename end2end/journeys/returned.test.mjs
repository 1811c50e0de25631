// A report comes back with the field and the reason, is put right and filed again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CELL, assertQuiet, file, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

const REASON = '与名单人数不符，请核对。';

test('a returned report shows its filer the field and the reason, and is filed again', async () => {
  const filer = await person(browser, board, PEOPLE.filer);
  await file(filer, '20', '7月20日完成首批评价。');

  const consolidator = await person(browser, board, PEOPLE.consolidator);
  await consolidator.goto('/review');
  await consolidator.getByRole('main').getByRole('link', { name: '省食品学会' }).first().click();
  await consolidator.locator('summary', { hasText: '退回修改' }).click();
  await consolidator.getByLabel('退回原因').fill(REASON);
  await consolidator.getByRole('button', { name: '退回修改' }).click();
  await consolidator.locator('.undo').waitFor();

  await filer.goto('/my');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the home page');
  await filer.goto('/my/reports/2022-07');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the form');
  assert.equal(await filer.locator(CELL).inputValue(), '20', 'nothing typed is lost');
  await file(filer, '2', '7月20日完成首批评价，2人通过。');
  assertQuiet(filer);
  assertQuiet(consolidator);
});
