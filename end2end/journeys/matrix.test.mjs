// The matrix of reports by keyboard, the reminder copied, and both without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, awake, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

test('arrow keys walk the matrix and Enter opens the report', async () => {
  const page = await person(browser, board, PEOPLE.office);
  await page.goto('/matrix');
  await awake(page);
  const grid = page.getByRole('grid');
  await grid.waitFor();
  const name = () => page.evaluate(() => document.activeElement.textContent);
  await grid.locator('tbody tr:not(.lane) th a').first().focus();
  const first = await name();
  await page.keyboard.press('ArrowRight');
  assert.match(await name(), /3月月报/);
  await page.keyboard.press('ArrowDown');
  assert.ok(!(await name()).includes(first), 'down is another unit');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  assert.equal(await name(), first);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  // One cell of the table is a stop of the Tab key, and it is the one we stand on.
  assert.equal(await grid.locator('tbody [tabindex="0"]').count(), 1);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reports\/.*2022-03/);
  assertQuiet(page);
});

test('a reminder is copied with one press', async () => {
  const page = await person(browser, board, PEOPLE.office);
  await page.goto('/matrix');
  await awake(page);
  await page.getByText('复制催报文字').click();
  await page.getByRole('button', { name: '复制', exact: true }).first().click();
  await page.getByRole('status').filter({ hasText: '已复制' }).first().waitFor();
  const marked = await page.evaluate(() => document.getSelection().toString() || document.activeElement.value);
  assert.match(marked, /贵单位7月月报/);
  assertQuiet(page);
});

test('without JavaScript the matrix is a plain table and the reminders can be read', async () => {
  const page = await person(browser, board, PEOPLE.office, { javaScript: false });
  await page.goto('/matrix');
  assert.equal(await page.getByRole('grid').count(), 0);
  await page.getByText('复制催报文字').click();
  assert.match(await page.getByLabel('致省食品学会的催报文字').inputValue(), /贵单位7月月报/);
  assert.equal(await page.getByRole('button', { name: '复制', exact: true }).count(), 0);
  await page.locator('table.reports tbody a.filing').first().click();
  await page.waitForURL(/\/reports\//);
});

test('arrow keys walk who answers for what, over what is folded away', async () => {
  const page = await person(browser, board, PEOPLE.leader);
  await page.goto('/units');
  await awake(page);
  const focused = () => page.evaluate(() => document.activeElement.closest('tr')?.querySelector('th').textContent.trim());
  await page.locator('#duties tbody a').first().focus();
  assert.equal(await focused(), '省科协学会学术部');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), '省科协合作交流部');
  await page.keyboard.press('Control+End');
  assert.match(await focused(), /各互认试点学会/, 'the last row that is shown');
  await page.locator('#duties details > summary').click();
  await page.locator('#duties tbody a').first().focus();
  await page.keyboard.press('Control+End');
  assert.equal(await focused(), '省电子政务协会');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/units\/soc_egov/);
  assertQuiet(page);
  await page.context().close();
});
