// A report is filled in away from the board: taken, typed into, brought back, looked at and kept.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CELL, assertQuiet, barriers, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';
import { fillIn } from '../workbook.mjs';

/** Takes the workbook of the July report from the form. */
async function take(page) {
  await page.goto('/my/reports/2022-07');
  await page.getByRole('link', { name: '用表格填报' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载填报表（XLSX）' }).click(),
  ]);
  const path = join(board.folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function bring(page, path) {
  await page.getByLabel('填好的填报表').setInputFiles(path);
  await page.getByRole('button', { name: '上传并查看改动' }).click();
}

for (const javaScript of [true, false]) {
  test(`a workbook is filled in, refused, mended and kept ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const count = javaScript ? '３人' : '4';
    const filer = await person(browser, board, PEOPLE.filer, { javaScript });
    const path = await take(filer);
    await fillIn(path, { D7: '3个', D25: '7月15日签约。' });
    await bring(filer, path);
    await filer.getByText('填报!D7').waitFor();
    assert.match(await filer.locator('main').innerText(), /应为不小于0的整数，现为“3个”/);
    if (javaScript) assert.deepEqual(await barriers(filer), []);
    const [marked] = await Promise.all([
      filer.waitForEvent('download'),
      filer.getByRole('button', { name: /下载标出错处/ }).click(),
    ]);
    await marked.saveAs(path);
    await fillIn(path, { D7: count });
    await bring(filer, path);
    await filer.getByRole('button', { name: '存入草稿' }).waitFor();
    if (javaScript) assert.deepEqual(await barriers(filer), []);
    await filer.getByRole('button', { name: '存入草稿' }).click();
    await filer.waitForURL(/\/my\/reports\/2022-07(\?|$)/);
    assert.equal(await filer.locator(CELL).inputValue(), javaScript ? '3' : '4');
    // The refused page is a page that was refused on purpose.
    assertQuiet(filer);
    await filer.context().close();
  });
}

test('the printed report fits one page of A4', async () => {
  const filer = await person(browser, board, PEOPLE.filer);
  await filer.goto('/my/reports/2022-06/print');
  const paper = await filer.pdf({ preferCSSPageSize: true });
  assert.equal(paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1);
  const code = await filer.locator('.code').innerText();
  await filer.goto(`/receipts/${code}`);
  await filer.getByText(`校验码 ${code} 属实`).waitFor();
  assertQuiet(filer);
});
