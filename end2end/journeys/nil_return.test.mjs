// Nothing happened this month, and saying so is quick.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

test('signing in and filing a nil return takes three clicks', async () => {
  const filer = await person(browser, board, PEOPLE.filer, { javaScript: false });
  await filer.getByRole('link', { name: '本月无进展，报零' }).click();
  await filer.getByRole('main').getByRole('button', { name: /报零|提交/ }).click();
  await filer.getByText('报送回执').first().waitFor();

  await filer.goto('/my');
  assert.match(await filer.locator('main').innerText(), /零报告/);
  assertQuiet(filer);
});
