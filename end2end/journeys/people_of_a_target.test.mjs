// The people of a target are walked with the arrow keys and each leads to the report it comes from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, awake, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

test('arrow keys walk over the people, and Enter opens the report', async () => {
  const leader = await person(browser, board, PEOPLE.leader);
  await leader.goto('/targets/T1');
  await awake(leader);
  await leader.locator('#people[data-walk=on]').waitFor();
  const grid = leader.getByRole('grid');
  assert.equal(await grid.getByRole('gridcell').count(), 100);

  await grid.getByRole('link').first().focus();
  const here = () => leader.evaluate(() => document.activeElement.dataset.cell);
  for (const [key, cell] of [
    ['ArrowRight', '1'],
    ['ArrowDown', '11'],
    ['Home', '10'],
    ['End', '19'],
    ['ArrowUp', '9'],
    ['Control+End', '99'],
    ['ArrowDown', '99'],
    ['Control+Home', '0'],
    ['ArrowLeft', '0'],
  ]) {
    await leader.keyboard.press(key);
    assert.equal(await here(), cell, key);
  }
  assert.equal(await leader.locator('.walked').innerText(), await leader.locator('[data-cell="0"]').getAttribute('title'));

  // Tab leaves the grid at once, and comes back to the cell it left.
  await leader.keyboard.press('ArrowRight');
  await leader.keyboard.press('Tab');
  assert.equal(await here(), undefined);
  await leader.keyboard.press('Shift+Tab');
  assert.equal(await here(), '1');
  await leader.keyboard.press('Enter');
  await leader.waitForURL(/\/reports\//);
  assertQuiet(leader);
});

test('arrow keys walk over the cities, and Enter opens one', async () => {
  const leader = await person(browser, board, PEOPLE.leader);
  await leader.goto('/cities');
  await awake(leader);
  await leader.locator('#tiles-walked[data-walk=on]').waitFor();
  const links = leader.getByRole('grid').getByRole('link');
  assert.equal(await links.count(), 4);
  await links.first().focus();
  const here = () => leader.evaluate(() => document.activeElement.getAttribute('title'));
  const names = await links.evaluateAll((all) => all.map((link) => link.getAttribute('title')));
  for (const [key, at] of [['ArrowRight', 1], ['ArrowDown', 3], ['ArrowLeft', 2], ['ArrowLeft', 2], ['ArrowUp', 0], ['Control+End', 3]]) {
    await leader.keyboard.press(key);
    assert.equal(await here(), names[at], key);
  }
  await leader.keyboard.press('Enter');
  await leader.waitForURL(/\/cities\/\w+/);
  assertQuiet(leader);
});

test('each link lies over the cell that is drawn', async () => {
  const leader = await person(browser, board, PEOPLE.leader);
  for (const target of ['T1', 'T2']) {
    await leader.goto(`/targets/${target}`);
    const drawn = await leader.locator('.people-picture svg').boundingBox();
    const cells = await leader.getByRole('grid').boundingBox();
    for (const side of ['x', 'y', 'width', 'height']) assert.ok(Math.abs(drawn[side] - cells[side]) < 2, `${target} ${side}`);
  }
});

test('without JavaScript the table tells the same', async () => {
  const leader = await person(browser, board, PEOPLE.leader, { javaScript: false });
  await leader.goto('/targets/T1');
  const table = leader.locator('.people-told table');
  assert.equal(await table.locator('tfoot td').last().innerText(), '41');
  await table.getByRole('link', { name: '11' }).first().click();
  await leader.waitForURL(/\/figures\/T1/);
});
