// Files brought to a report, by a computer and by a telephone, with scripts and without; and a table pasted into the
// grid.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { CELL, SIZES, assertQuiet, awake, launch, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';

const FORM = '/my/reports/2022-07';
/** The smallest picture there is, and something that is none. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const GOOD = { name: '现场照片.png', mimeType: 'image/png', buffer: PICTURE };
const BAD = { name: '名单.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no PDF at all') };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A board of its own for each journey: each files July. */
async function onBoard(body) {
  const board = await startBoard();
  try {
    await body(board);
  } finally {
    await board.stop();
  }
}

const main = page => page.getByRole('main');

for (const [size, javaScript] of [['office', true], ['office', false], ['phone', true], ['phone', false]]) {
  test(`files go with a report, a bad one is named and harms nothing (${size}, scripts ${javaScript ? 'on' : 'off'})`, () =>
    onBoard(async board => {
      const filer = await person(browser, board, PEOPLE.filer, { size: SIZES[size], javaScript });
      await filer.goto(FORM);
      await awake(filer);
      await filer.locator(CELL).fill('2');
      await filer.getByLabel('工作进展').fill('7月20日2人通过。');
      await main(filer).getByRole('button', { name: '保存并添加材料' }).click();
      await filer.waitForURL(/\/evidence/);
      await filer.getByLabel('文件（可多选）').setInputFiles([GOOD, BAD]);
      await main(filer).getByRole('button', { name: '上传' }).click();
      await filer.getByRole('alert').waitFor();
      const told = await main(filer).innerText();
      assert.match(told, /有1个文件未能保存，其余已保存/);
      assert.match(told, /名单\.pdf.*应为PDF、PNG、JPG、DOCX或XLSX文件/s);
      const picture = filer.locator('.files img');
      await picture.scrollIntoViewIfNeeded();
      await filer.waitForFunction(() => document.querySelector('.files img')?.naturalWidth > 0).catch(error => {
        if (javaScript) throw error;
      });
      const wide = await filer.locator('html').evaluate(html => html.scrollWidth - html.clientWidth).catch(() => 0);
      assert.ok(wide <= 0, 'nothing sticks out');
      await main(filer).getByRole('link', { name: '返回修改' }).click();
      await awake(filer);
      assert.equal(await filer.locator(CELL).inputValue(), '2', 'the draft is as it was');
      assert.match(await filer.locator('#evidence').innerText(), /现场照片\.png/);
      await main(filer).getByRole('button', { name: '检查并提交' }).click();
      await filer.waitForURL(/\/check/);
      await main(filer).getByRole('button', { name: '确认提交' }).click();
      await filer.waitForURL(/\/receipt/);
      assert.match(await main(filer).innerText(), /现场照片\.png/);
      const office = await person(browser, board, PEOPLE.office, { javaScript });
      await office.goto('/reports/soc_food/2022-07');
      const coming = office.waitForEvent('download');
      await main(office).getByRole('link', { name: '现场照片.png', exact: true }).click();
      assert.equal((await coming).suggestedFilename(), '现场照片.png');
      assertQuiet(filer);
    }));
}

test('a table pasted into the grid is shown before it changes anything', () =>
  onBoard(async board => {
    const filer = await person(browser, board, PEOPLE.filer);
    await filer.goto(FORM);
    await filer.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
    await awake(filer);
    await filer.getByLabel('工作进展').fill('先写的一句。');
    const row = await filer.locator('table.grid tbody th label').first().innerText();
    // Without the mark of what is inferred, and its words.
    const cells = row.replace('?', '').split('\n')[0].split(' · ').slice(1).map(word => word.trim()).join('\t');
    await filer.locator(CELL).evaluate((cell, table) => {
      const data = new DataTransfer();
      data.setData('text/plain', table);
      cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, `${cells}\t7\n`);
    await filer.waitForURL(/\/paste/);
    assert.match(await main(filer).innerText(), /7/);
    await main(filer).getByRole('button').first().click();
    await filer.waitForURL(url => url.pathname === FORM);
    assert.equal(await filer.locator(CELL).inputValue(), '7');
    assert.equal(await filer.getByLabel('工作进展').inputValue(), '先写的一句。');
    assertQuiet(filer);
  }));
