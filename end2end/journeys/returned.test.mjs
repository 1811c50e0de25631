// A report comes back with the field and the reason, is put right and filed again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { assertQuiet, launch, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';

const REASON = '与名单人数不符，请核对。';
const CELL = '[name="count.recognised.food.-.hk.in"]';

let browser, board;
before(async () => {
  browser = await launch();
  board = await startBoard();
});
after(async () => {
  await browser?.close();
  await board?.stop();
});

test('a returned report shows its filer the field and the reason, and is filed again', async () => {
  const filer = await person(browser, board, PEOPLE.filer);
  await filer.goto('/my/reports/2022-07');
  await filer.locator(CELL).fill('20');
  await filer.getByLabel('工作进展').fill('7月20日完成首批评价。');
  await filer.getByRole('button', { name: '提交' }).click();
  await filer.getByText('报送回执').first().waitFor();

  const consolidator = await person(browser, board, PEOPLE.consolidator);
  await consolidator.goto('/review');
  await consolidator.getByRole('link', { name: '省食品学会' }).first().click();
  await consolidator.getByLabel('退回原因').fill(REASON);
  await consolidator.getByRole('button', { name: '退回修改' }).click();
  await consolidator.getByRole('status').first().waitFor();

  await filer.goto('/my');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the home page');
  await filer.goto('/my/reports/2022-07');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the form');
  assert.equal(await filer.locator(CELL).inputValue(), '20', 'nothing typed is lost');
  await filer.locator(CELL).fill('2');
  await filer.getByRole('button', { name: /提交/ }).click();
  await filer.getByText('报送回执').first().waitFor();
  assertQuiet(filer);
  assertQuiet(consolidator);
});
