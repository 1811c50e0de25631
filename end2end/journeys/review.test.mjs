// The office clears what is left of July: by keys at a desk, and by buttons where scripts are off.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { SIZES, assertQuiet, barriers, file, launch, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';

const DONGGUAN = ['填报员', '东莞市科协'];

let browser, board;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});

/** Waits until the page listens to keys. */
const listens = page => page.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);

async function fileNil(page) {
  await page.goto('/my/reports/2022-07/nil');
  await page.getByRole('main').getByRole('button').first().click();
  await page.waitForURL(/\/receipt/);
}

const said = page => page.locator('main').innerText();

test('the office clears July by keys: approve, undo, return with a ground, nil returns together', async () => {
  board = await startBoard();
  try {
    const filer = await person(browser, board, PEOPLE.filer);
    await file(filer, '2', '7月20日完成首批评价，2人通过。');
    await fileNil(await person(browser, board, DONGGUAN));

    // The consolidating unit passes the society's report on by the key that approves.
    const consolidator = await person(browser, board, PEOPLE.consolidator);
    await consolidator.goto('/review');
    await listens(consolidator);
    await consolidator.keyboard.press('a');
    await consolidator.locator('.undo').waitFor();

    const office = await person(browser, board, PEOPLE.office);
    await office.goto('/review');
    await listens(office);
    assert.match(await said(office), /2份待您处理/);
    assert.deepEqual(await barriers(office), []);
    // J and K step through the list.
    const first = await office.locator('#report-name').innerText();
    await office.keyboard.press('j');
    await office.waitForFunction(before => document.querySelector('#report-name')?.innerText !== before, first);
    await listens(office);
    const second = await office.locator('#report-name').innerText();
    await office.keyboard.press('k');
    await office.waitForFunction(before => document.querySelector('#report-name')?.innerText !== before, second);
    assert.equal(await office.locator('#report-name').innerText(), first);

    // A approves the society's report, U takes that back.
    await office.goto('/review?report=soc_food:2022-07');
    await listens(office);
    await office.keyboard.press('a');
    await office.locator('.undo').waitFor();
    assert.match(await office.locator('#report-name').innerText(), /东莞市科协/, 'the next that waits is open');
    await listens(office);
    await office.keyboard.press('u');
    await office.waitForURL(/report=soc_food/);
    assert.match(await said(office), /现在：在办公室/);

    // C opens the comment, R the return; the field that is wanted has the focus.
    await listens(office);
    await office.keyboard.press('c');
    await office.keyboard.type('请核对名单。');
    await office.getByRole('button', { name: '发出批注' }).click();
    await office.getByText('请核对名单。').waitFor();
    await listens(office);
    await office.keyboard.press('r');
    assert.equal(await office.evaluate(() => document.activeElement.id), 'field');
    await office.getByLabel('需修改的栏目').selectOption('done');
    await office.locator('#return').getByLabel('问题类型').selectOption({ label: '文字过略' });
    await office.locator('#return').getByLabel('退回原因').fill('请写明评审方式。');
    await office.getByRole('button', { name: '退回修改' }).click();
    await office.locator('.undo').waitFor();
    await filer.goto('/my');
    assert.match(await said(filer), /文字过略：请写明评审方式。（请于2022年8月2日前再报）/);
    assert.match(await said(filer), /请核对名单。/);

    // What is left is nil and raises no question.
    await office.getByRole('link', { name: '批量通过零报告' }).click();
    await office.getByRole('button', { name: '通过所选零报告' }).click();
    await office.getByText('✓ 审核通过').waitFor();
    await office.goto('/review');
    assert.match(await said(office), /0份待您处理/);
    for (const page of [filer, consolidator, office]) assertQuiet(page);
  } finally {
    await board.stop();
  }
});

for (const [where, size] of Object.entries({ desk: SIZES.office, telephone: SIZES.phone })) {
  test(`the office clears July without scripts, at a ${where}`, async () => {
    board = await startBoard();
    try {
      const options = { javaScript: false, size };
      await fileNil(await person(browser, board, DONGGUAN, options));
      await file(await person(browser, board, PEOPLE.filer, options), '2', '7月20日完成首批评价，2人通过。');
      const consolidator = await person(browser, board, PEOPLE.consolidator, options);
      await consolidator.goto('/review');
      await consolidator.getByRole('button', { name: '提请办公室审核' }).click();
      const office = await person(browser, board, PEOPLE.office, options);
      await office.goto('/review?report=soc_food:2022-07');
      await office.getByRole('button', { name: '审核通过' }).click();
      await office.getByRole('button', { name: '撤销' }).first().click();
      await office.waitForURL(/report=soc_food/);
      await office.locator('summary', { hasText: '退回修改' }).first().click();
      await office.getByLabel('问题类型').selectOption({ label: '数据有误' });
      await office.getByRole('main').locator('#return').getByRole('button', { name: '退回修改' }).click();
      await office.getByRole('link', { name: '批量通过零报告' }).click();
      await office.getByRole('button', { name: '通过所选零报告' }).click();
      assert.match(await said(office), /✓ 审核通过/);
      const wide = await office.evaluate(() => document.documentElement.scrollWidth).catch(() => 0);
      assert.ok(wide <= size[0], `${wide} px`);
      assertQuiet(office);
    } finally {
      await board.stop();
    }
  });
}
