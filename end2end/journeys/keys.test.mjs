// Keys of one letter: each goes where it says, none works in a field, and all can be turned off.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertQuiet, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

let leader;

/** Opens a page and waits until it listens. */
async function open(address) {
  leader ??= await person(browser, board, PEOPLE.leader);
  await leader.goto(address);
  await leader.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
}

const here = () => new URL(leader.url());

test('g and a letter go to the pages of the navigation', async () => {
  await open('/overview?lang=en');
  for (const [letter, path] of [['t', '/tasks'], ['u', '/units'], ['m', '/matrix'], ['o', '/overview']]) {
    await leader.keyboard.press('g');
    await leader.keyboard.press(letter);
    await leader.waitForURL(url => url.pathname === path && url.search === '?lang=en');
    await leader.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
  }
  assertQuiet(leader);
});

test('a number opens its target, and e takes the table of a chart away', async () => {
  await open('/overview');
  await leader.keyboard.press('2');
  await leader.waitForURL(url => url.pathname === '/targets/T2');
  await open('/tasks');
  const [file] = await Promise.all([leader.waitForEvent('download'), leader.keyboard.press('e')]);
  assert.match(file.suggestedFilename(), /^pilotboard-timeline-.*\.xlsx$/);
});

test('j and k walk the rows of a table, Enter opens one, f goes to the filters, s to the evidence', async () => {
  await open('/overview');
  const row = () => leader.evaluate(() => [...document.querySelectorAll('.attention tbody tr')].indexOf(document.activeElement.closest('tr')));
  for (const [key, at] of [['j', 0], ['j', 1], ['k', 0], ['k', 0], ['j', 1]]) {
    await leader.keyboard.press(key);
    assert.equal(await row(), at);
  }
  const leads = await leader.evaluate(() => document.activeElement.pathname);
  await leader.keyboard.press('Enter');
  await leader.waitForURL(url => url.pathname === leads);
  await open('/tasks');
  await leader.keyboard.press('f');
  assert.ok(await leader.evaluate(() => Boolean(document.activeElement.closest('form.filter'))));
  await open('/figures/T2');
  await leader.keyboard.press('s');
  await leader.waitForURL(url => url.pathname.startsWith('/reports/') && url.hash === '#evidence');
  await leader.locator('#evidence a').first().waitFor();
  assertQuiet(leader);
});

test('brackets step through the ends of periods', async () => {
  await open('/overview');
  for (const [key, day] of [['[', '2022-06-28'], ['[', '2022-05-28'], [']', '2022-06-28'], [']', null]]) {
    await leader.keyboard.press(key);
    await leader.waitForURL(url => url.searchParams.get('as_at') === day);
    await leader.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
  }
  // After the newest end there is nowhere to go.
  await leader.keyboard.press(']');
  assert.equal(here().search, '');
});

test('v turns the tables behind charts, a opens the moment, Esc closes', async () => {
  await open('/targets/T2');
  const tables = leader.locator('details.behind');
  const open_ = () => tables.evaluateAll(all => all.map(one => one.open));
  await leader.keyboard.press('v');
  assert.ok((await open_()).length > 1 && (await open_()).every(Boolean));
  await leader.keyboard.press('v');
  assert.ok(!(await open_()).some(Boolean));
  await leader.keyboard.press('v');
  await leader.keyboard.press('Escape');
  assert.ok(!(await open_()).some(Boolean));

  await leader.keyboard.press('a');
  assert.equal(await leader.evaluate(() => document.activeElement.name), 'as_at');
  // In a field letters are letters.
  await leader.keyboard.press('v');
  assert.ok(!(await open_()).some(Boolean));
  await leader.keyboard.press('Escape');
  assert.equal(await leader.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  assert.equal(await leader.locator('details.moment').evaluate(one => one.open), false);
  assertQuiet(leader);
});

test('? lists the keys, where they are turned off and on', async () => {
  await open('/overview');
  await leader.keyboard.press('?');
  await leader.waitForURL(url => url.pathname === '/help' && url.hash === '#keys');
  await leader.getByRole('link', { name: '关闭快捷键' }).click();
  await leader.waitForURL(url => url.searchParams.get('keys') === 'off');
  await leader.keyboard.press('g');
  await leader.keyboard.press('o');
  await leader.keyboard.press('[');
  assert.equal(here().pathname, '/help');
  await leader.getByRole('link', { name: '总览' }).click();
  await leader.waitForURL(url => url.pathname === '/overview' && url.searchParams.get('keys') === 'off');
  assert.equal(await leader.locator('[data-key="g t"]').count(), 0);
  await leader.goto('/help?keys=off');
  await leader.getByRole('link', { name: '启用快捷键' }).click();
  await leader.waitForURL(url => !url.searchParams.has('keys'));
  assertQuiet(leader);
});

test('a key held with Ctrl, Alt or the command key belongs to the browser', async () => {
  await open('/targets/T2');
  const opened = leader.locator('details.behind[open]');
  const before = await opened.count();
  for (const held of ['Control', 'Alt', 'Meta']) await leader.keyboard.press(`${held}+v`);
  assert.equal(await opened.count(), before);
});

test('m opens the meeting from every page, at the moment of the page', async () => {
  for (const path of ['/tasks/12', '/cities', '/summaries']) {
    await open(`${path}?as_at=2022-06-28`);
    await leader.keyboard.press('m');
    await leader.waitForURL(url => url.pathname === '/meeting' && url.searchParams.get('as_at') === '2022-06-28');
  }
  assertQuiet(leader);
});
