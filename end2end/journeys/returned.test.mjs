// A report comes back with the field and the reason, is put right, filed again, passed on and accepted.
import assert from 'node:assert/strict';
import { CELL, assertQuiet, file } from '../browser.mjs';
import { assertFits, inEveryWay } from '../ways.mjs';

const REASON = '与名单人数不符，请核对。';

inEveryWay('a returned report shows its filer the field and the reason, and goes full circle', async ({ enter }) => {
  const filer = await enter('filer');
  await file(filer, '20', '7月20日完成首批评价。');

  const consolidator = await enter('consolidator');
  await consolidator.goto('/review');
  await consolidator.getByRole('main').getByRole('link', { name: '省食品学会' }).first().click();
  await consolidator.locator('summary', { hasText: '退回修改' }).click();
  await consolidator.getByLabel('退回原因').fill(REASON);
  await assertFits(consolidator);
  await consolidator.getByRole('button', { name: '退回修改' }).click();
  await consolidator.locator('.undo').waitFor();

  await filer.goto('/my');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the home page');
  await assertFits(filer);
  await filer.goto('/my/reports/2022-07');
  assert.ok((await filer.locator('main').innerText()).includes(REASON), 'the reason is on the form');
  assert.equal(await filer.locator(CELL).inputValue(), '20', 'nothing typed is lost');
  await file(filer, '2', '7月20日完成首批评价，2人通过。');

  const office = await enter('office');
  for (const [page, word] of [[consolidator, '提请办公室'], [office, '审核通过']]) {
    await page.goto('/review');
    await page.getByRole('main').getByRole('link', { name: '省食品学会' }).first().click();
    await page.getByRole('button', { name: word }).first().click();
    await page.locator('.undo').first().waitFor();
    assertQuiet(page);
  }
  await filer.goto('/my/reports');
  assert.match(await filer.locator('main').innerText(), /已通过|审核通过|已核/);
  assertQuiet(filer);
});
