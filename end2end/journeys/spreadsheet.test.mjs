// A report is filled in away from the board: taken, typed into, brought back, looked at and kept.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { CELL, assertQuiet, barriers, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';
import { assertFits, inEveryWay } from '../ways.mjs';
import { fillIn } from '../workbook.mjs';

/** Takes the workbook of the July report from the form. */
async function take(page, folder) {
  await page.goto('/my/reports/2022-07');
  await page.getByRole('link', { name: '用表格填报' }).click();
  return await saved(page, folder, page.getByRole('link', { name: '下载填报表（XLSX）' }));
}

async function saved(page, folder, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function bring(page, path) {
  await page.getByLabel('填好的填报表').setInputFiles(path);
  await page.getByRole('button', { name: '上传并查看改动' }).click();
}

/** The workbook with these cells typed into, opened and saved by LibreOffice. */
async function filledInOffice(path, cells) {
  await fillIn(path, cells);
  const out = join(dirname(path), 'resaved');
  const profile = `-env:UserInstallation=file://${join(dirname(path), 'office')}`;
  const run = promisify(execFile);
  await run('soffice', [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', out, path], {
    timeout: 120_000,
  });
  return join(out, basename(path));
}

inEveryWay('a workbook is filled in through LibreOffice, refused, mended and kept', async ({ board, enter, javaScript }) => {
  const filer = await enter('filer');
  const path = await take(filer, board.folder);
  await bring(filer, await filledInOffice(path, { D7: '3个', D27: '7月15日签约。' }));
  await filer.getByText('填报!D7').waitFor();
  assert.match(await filer.locator('main').innerText(), /应为不小于0的整数，现为“3个”/);
  await assertFits(filer);
  if (javaScript) assert.deepEqual(await barriers(filer), []);
  const marked = await saved(filer, board.folder, filer.getByRole('button', { name: /下载标出错处/ }));
  await bring(filer, await filledInOffice(marked, { D7: '３人' }));
  await filer.getByRole('button', { name: '存入草稿' }).waitFor();
  await assertFits(filer);
  if (javaScript) assert.deepEqual(await barriers(filer), []);
  await filer.getByRole('button', { name: '存入草稿' }).click();
  await filer.waitForURL(/\/my\/reports\/2022-07(\?|$)/);
  assert.equal(await filer.locator(CELL).inputValue(), '3');
  // The refused page is a page that was refused on purpose.
  assertQuiet(filer);
});

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
